import Bytes

// Dates and times of RFC 3339, whole or in part.  They are checked against the calendar and the clock; their text is
// kept.

extension Lexer {
  /// Reads a date, a time or both.  The next byte is a digit.
  mutating func dateTime() throws(Failure) -> Scalar {
    let start = position
    if byte(at: start + 2) == UInt8(ascii: ":") {
      let end = try time(at: start)
      try endOfNumber(at: end)
      return Scalar(kind: .localTime, payload: TextRange(start, to: end).payload)
    }
    var kind = Record.Kind.localDate
    var end = try date(at: start)
    let separator = byte(at: end)
    if separator | 0x20 == UInt8(ascii: "t") || separator == UInt8(ascii: " ") && byte(at: end + 1).isASCIIDigit {
      kind = .localDateTime
      end = try time(at: end + 1)
      if let offsetEnd = try timeOffset(at: end) {
        kind = .offsetDateTime
        end = offsetEnd
      }
    }
    try endOfNumber(at: end)
    return Scalar(kind: kind, payload: TextRange(start, to: end).payload)
  }

  /// Skips `YYYY-MM-DD`.
  private func date(at start: Int) throws(Failure) -> Int {
    let year = try number(ofDigits: 4, at: start)
    try expect(UInt8(ascii: "-"), at: start + 4)
    let month = try number(ofDigits: 2, at: start + 5)
    try expect(UInt8(ascii: "-"), at: start + 7)
    let day = try number(ofDigits: 2, at: start + 8)
    guard (1...12).contains(month) else { throw Failure(.noSuchDate, at: start + 5) }
    let days: Int
    switch month {
    case 2: days = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: days = 30
    default: days = 31
    }
    guard day >= 1, day <= days else { throw Failure(.noSuchDate, at: start + 8) }
    return start + 10
  }

  /// Skips `HH:MM`, `HH:MM:SS` or `HH:MM:SS.F`, with any number of digits in F.
  private func time(at start: Int) throws(Failure) -> Int {
    try hourAndMinute(at: start)
    guard byte(at: start + 5) == UInt8(ascii: ":") else { return start + 5 }
    // RFC 3339, 5.7: a leap second is second 60.  A parser can't know when there was one.
    guard try number(ofDigits: 2, at: start + 6) <= 60 else { throw Failure(.noSuchTime, at: start + 6) }
    guard byte(at: start + 8) == UInt8(ascii: ".") else { return start + 8 }
    var end = start + 9
    while byte(at: end).isASCIIDigit { end += 1 }
    guard end > start + 9 else { throw Failure(.malformedDateTime, at: end) }
    return end
  }

  /// Skips `Z`, `+HH:MM` or `-HH:MM`; nil if none of them begins here.
  private func timeOffset(at start: Int) throws(Failure) -> Int? {
    if byte(at: start) | 0x20 == UInt8(ascii: "z") { return start + 1 }
    guard byte(at: start) == UInt8(ascii: "+") || byte(at: start) == UInt8(ascii: "-") else { return nil }
    try hourAndMinute(at: start + 1)
    return start + 6
  }

  private func hourAndMinute(at start: Int) throws(Failure) {
    guard try number(ofDigits: 2, at: start) <= 23 else { throw Failure(.noSuchTime, at: start) }
    try expect(UInt8(ascii: ":"), at: start + 2)
    guard try number(ofDigits: 2, at: start + 3) <= 59 else { throw Failure(.noSuchTime, at: start + 3) }
  }

  private func number(ofDigits digits: Int, at start: Int) throws(Failure) -> Int {
    var value = 0
    for index in start..<start + digits {
      guard byte(at: index).isASCIIDigit else { throw Failure(.malformedDateTime, at: min(index, count)) }
      value = value * 10 + Int(byte(at: index) - UInt8(ascii: "0"))
    }
    return value
  }

  private func expect(_ byte: UInt8, at index: Int) throws(Failure) {
    guard self.byte(at: index) == byte else { throw Failure(.malformedDateTime, at: min(index, count)) }
  }
}
