import Bytes

// Integers and floats.  Integers are read into 64 bits.  Floats are checked against the grammar and kept as text, since
// nothing here calculates with them.

/// A kind of value, and its payload in a record.
struct Scalar {
  let kind: Record.Kind
  let payload: UInt64
}

extension Lexer {
  /// Reads a number, date or time.  The next byte is a digit, a sign, `i` or `n`.
  mutating func number() throws(Failure) -> Scalar {
    let start = position
    var index = start
    let isSigned = base[index] == UInt8(ascii: "-") || base[index] == UInt8(ascii: "+")
    let isNegative = base[index] == UInt8(ascii: "-")
    if isSigned { index &+= 1 }
    if byte(at: index) == UInt8(ascii: "0"), !byte(at: index + 1).isASCIIDigit, let radix = radix(at: index) {
      guard !isSigned else { throw Failure(.signBeforeRadix, at: start) }
      return try integer(radix: radix, at: index + 2)
    }
    if byte(at: index) == UInt8(ascii: "i") || byte(at: index) == UInt8(ascii: "n") {
      return try nameOfNumber(from: start, at: index)
    }

    let firstDigit = index
    var value: UInt64 = 0
    var isTooLarge = false
    while true {
      let byte = byte(at: index)
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        // Up to this bound the next digit can't overflow; above it the number doesn't fit in 63 bits.
        if value > (UInt64.max - 9) / 10 { isTooLarge = true }
        value = value &* 10 &+ UInt64(digit)
      } else if byte == UInt8(ascii: "_"), index > firstDigit, self.byte(at: index + 1).isASCIIDigit {
        // The next iteration reads the digit, so an underscore is always between two digits.
      } else {
        break
      }
      index &+= 1
    }
    let digits = index &- firstDigit
    let next = byte(at: index)
    if !isSigned, digits == 4 && next == UInt8(ascii: "-") || digits == 2 && next == UInt8(ascii: ":") { return try dateTime() }
    if next == UInt8(ascii: "_") { throw Failure(.misplacedUnderscore, at: index) }
    guard digits > 0 else {
      position = index
      throw unexpected(.expectedDigit)
    }
    if digits > 1, base[firstDigit] == UInt8(ascii: "0") { throw Failure(.leadingZero, at: firstDigit) }
    if next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") { return try float(from: start, at: index) }
    try endOfNumber(at: index)
    guard !isTooLarge, value <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { throw Failure(.integerOutOfRange, at: start) }
    return Scalar(kind: .integer, payload: isNegative ? 0 &- value : value)
  }

  /// Continues after the integer part, at the `.` or the `e`.
  private mutating func float(from start: Int, at point: Int) throws(Failure) -> Scalar {
    var index = point
    if byte(at: index) == UInt8(ascii: ".") { index = try digits(at: index + 1) }
    if byte(at: index) | 0x20 == UInt8(ascii: "e") {
      index += 1
      if byte(at: index) == UInt8(ascii: "-") || byte(at: index) == UInt8(ascii: "+") { index += 1 }
      index = try digits(at: index)
    }
    try endOfNumber(at: index)
    return Scalar(kind: .float, payload: TextRange(start, to: index).payload)
  }

  /// Skips one or more digits, with single underscores between them.
  private mutating func digits(at first: Int) throws(Failure) -> Int {
    var index = first
    while byte(at: index).isASCIIDigit || byte(at: index) == UInt8(ascii: "_") && index > first && byte(at: index + 1).isASCIIDigit {
      index += 1
    }
    if byte(at: index) == UInt8(ascii: "_") { throw Failure(.misplacedUnderscore, at: index) }
    guard index > first else {
      position = index
      throw unexpected(.expectedDigit)
    }
    return index
  }

  /// The radix, if a prefix such as `0x` is at `index`.
  private func radix(at index: Int) -> UInt8? {
    switch byte(at: index + 1) {
    case UInt8(ascii: "x"): return 16
    case UInt8(ascii: "o"): return 8
    case UInt8(ascii: "b"): return 2
    default: return nil
    }
  }

  private mutating func integer(radix: UInt8, at first: Int) throws(Failure) -> Scalar {
    var index = first
    var value: UInt64 = 0
    while true {
      let byte = byte(at: index)
      if let digit = byte.hexadecimalDigit, digit < radix {
        guard value <= UInt64(Int64.max) / UInt64(radix) else { throw Failure(.integerOutOfRange, at: position) }
        value = value * UInt64(radix) + UInt64(digit)
      } else if byte == UInt8(ascii: "_"), index > first, let next = self.byte(at: index + 1).hexadecimalDigit, next < radix {
        // As in decimal numbers, an underscore is always between two digits.
      } else {
        break
      }
      index += 1
    }
    if byte(at: index) == UInt8(ascii: "_") { throw Failure(.misplacedUnderscore, at: index) }
    guard index > first else {
      position = index
      throw unexpected(.expectedDigit)
    }
    try endOfNumber(at: index)
    return Scalar(kind: .integer, payload: value)
  }

  /// Reads `inf` or `nan`; `index` is after the sign, if there is one.
  private mutating func nameOfNumber(from start: Int, at index: Int) throws(Failure) -> Scalar {
    guard hasWord("inf", at: index) || hasWord("nan", at: index) else {
      throw Failure(index > start ? .expectedDigit : .stringNeedsQuotes, at: index)
    }
    position = index + 3
    return Scalar(kind: .float, payload: TextRange(start, to: index + 3).payload)
  }

  /// Checks that a number ends after its digits: `12px` is not a number.
  mutating func endOfNumber(at index: Int) throws(Failure) {
    position = index
    let next = byte
    guard !next.isBareKeyByte, next != UInt8(ascii: "."), next != UInt8(ascii: "+"), next != UInt8(ascii: ":") else {
      throw Failure(.malformedNumber, at: index)
    }
  }

  /// Whether `word` is at `index` and ends there.
  func hasWord(_ word: ByteString, at index: Int) -> Bool {
    index + word.count <= count && text[index..<index + word.count] == word && !byte(at: index + word.count).isBareKeyByte
  }
}
