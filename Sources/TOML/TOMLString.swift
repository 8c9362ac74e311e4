import Bytes

// Strings: basic and literal, on one line or several.  A string without escapes is a view of the text; the others are
// decoded into memory that lives as long as the process.

extension Lexer {
  /// Reads a string.  The next byte is its quote.
  mutating func string() throws(Failure) -> TextRange {
    let opened = position
    let quote = base[opened]
    let escape = quote == UInt8(ascii: "\"") ? UInt8(ascii: "\\") : quote
    let isMultiLine = self.isMultiLine(at: opened)
    var index = contentStart(at: opened)
    // Where the bytes that are still to be copied begin.
    var runStart = index
    var decodedStart = -1
    while true {
      index = plainEnd(from: index, quote: quote, escape: escape)
      let byte = byte(at: index)
      if byte == quote {
        var end = index
        index &+= 1
        if isMultiLine {
          // One or two quotes are text, and so are up to two before the closing three.
          while index < end + 5, self.byte(at: index) == quote { index &+= 1 }
          if index &- end < 3 { continue }
          end = index &- 3
        }
        position = index
        if decodedStart < 0 { return TextRange(runStart, to: end) }
        keep(runStart, to: end)
        return TextRange(
          offset: UInt32(truncatingIfNeeded: decodedStart) | TextRange.decodedBit,
          count: UInt32(truncatingIfNeeded: decodedCount &- decodedStart))
      } else if byte == escape, index < count {
        if texts.decoded == nil {
          // An escape is longer than what it encodes, so the rest of the text bounds the decoded size.
          texts.decoded = .allocate(capacity: count - opened)
        }
        if decodedStart < 0 { decodedStart = decodedCount }
        keep(runStart, to: index)
        if isMultiLine, let end = trimmedEnd(at: index) {
          index = end
        } else {
          let (scalar, length) = try escapedScalar(at: index)
          keep(scalar)
          index &+= length
        }
        runStart = index
      } else if byte >= 0x80 {
        index = try scalarEnd(at: index)
      } else if byte == UInt8(ascii: "\t") || (isMultiLine && byte == UInt8(ascii: "\n")) {
        index &+= 1
      } else if isMultiLine, byte == UInt8(ascii: "\r"), self.byte(at: index + 1) == UInt8(ascii: "\n") {
        index &+= 2
      } else {
        position = index
        throw unexpected(.unclosedString(openedAt: SourceLocation(of: opened, in: text)))
      }
    }
  }

  /// Whether the string whose quote is at `opened` begins with three quotes.
  private func isMultiLine(at opened: Int) -> Bool {
    byte(at: opened + 1) == base[opened] && byte(at: opened + 2) == base[opened]
  }

  /// The first byte after the opening quotes, and after a line end that directly follows three of them.
  private func contentStart(at opened: Int) -> Int {
    guard isMultiLine(at: opened) else { return opened + 1 }
    if byte(at: opened + 3) == UInt8(ascii: "\n") { return opened + 4 }
    if byte(at: opened + 3) == UInt8(ascii: "\r"), byte(at: opened + 4) == UInt8(ascii: "\n") { return opened + 5 }
    return opened + 3
  }

  /// Where the text continues after a backslash at the end of a line: after all blanks and line ends. nil if the line
  /// does not end there.
  private func trimmedEnd(at backslash: Int) -> Int? {
    var index = backslash + 1
    while byte(at: index) == UInt8(ascii: " ") || byte(at: index) == UInt8(ascii: "\t") { index += 1 }
    guard isLineEnd(at: index) else { return nil }
    while byte(at: index) == UInt8(ascii: " ") || byte(at: index) == UInt8(ascii: "\t") || isLineEnd(at: index) { index += 1 }
    return index
  }

  private func isLineEnd(at index: Int) -> Bool {
    let byte = byte(at: index)
    return byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && self.byte(at: index + 1) == UInt8(ascii: "\n")
  }

  /// The character that the escape at `backslash` encodes, and the escape's length.
  private func escapedScalar(at backslash: Int) throws(Failure) -> (scalar: UInt32, length: Int) {
    let digits: Int
    switch byte(at: backslash + 1) {
    case UInt8(ascii: "\""): return (0x22, 2)
    case UInt8(ascii: "\\"): return (0x5C, 2)
    case UInt8(ascii: "b"): return (0x08, 2)
    case UInt8(ascii: "e"): return (0x1B, 2)
    case UInt8(ascii: "f"): return (0x0C, 2)
    case UInt8(ascii: "n"): return (0x0A, 2)
    case UInt8(ascii: "r"): return (0x0D, 2)
    case UInt8(ascii: "t"): return (0x09, 2)
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default: throw Failure(.invalidEscape, at: backslash)
    }
    var scalar: UInt32 = 0
    for index in backslash + 2..<backslash + 2 + digits {
      guard let digit = byte(at: index).hexadecimalDigit else {
        throw Failure(.expectedHexadecimalDigits(digits), at: index)
      }
      scalar = scalar << 4 | UInt32(digit)
    }
    guard scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { throw Failure(.notACharacter, at: backslash) }
    return (scalar, digits + 2)
  }

  /// Copies bytes of the text as they are.
  private mutating func keep(_ lower: Int, to upper: Int) {
    guard let decoded = texts.decoded else { return }
    (decoded + decodedCount).update(from: base + lower, count: upper - lower)
    decodedCount += upper - lower
  }

  /// Appends a character as UTF-8.
  private mutating func keep(_ scalar: UInt32) {
    guard let decoded = texts.decoded else { return }
    let length = scalar.utf8Length
    var rest = scalar
    var index = length - 1
    while index > 0 {
      decoded[decodedCount + index] = UInt8(0x80 | rest & 0x3F)
      rest >>= 6
      index -= 1
    }
    let lead: UInt32 = length == 1 ? 0 : length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0
    decoded[decodedCount] = UInt8(lead | rest)
    decodedCount += length
  }

  /// The offset in the text of byte `index` of the decoded string at `opened`; that of its closing quote if it has no
  /// such byte.  The string was read before, so it is known to be well formed.
  func offset(ofByte index: Int, inStringAt opened: Int) -> Int {
    let quote = base[opened]
    let isMultiLine = isMultiLine(at: opened)
    var offset = contentStart(at: opened)
    var left = index
    while true {
      if base[offset] == quote {
        if !isMultiLine { return offset }
        var end = offset
        while end < offset + 5, byte(at: end) == quote { end += 1 }
        if end - offset >= 3, left >= end - offset - 3 { return end - 3 }
      }
      var step = 1
      var stands = 1
      if quote == UInt8(ascii: "\""), base[offset] == UInt8(ascii: "\\") {
        if isMultiLine, let end = trimmedEnd(at: offset) {
          offset = end
          continue
        }
        guard let escape = try? escapedScalar(at: offset) else { return offset }
        step = escape.length
        stands = escape.scalar.utf8Length
      }
      if left < stands { return offset }
      left -= stands
      offset += step
    }
  }
}

extension UInt32 {
  /// How many bytes this scalar takes in UTF-8.
  fileprivate var utf8Length: Int { self < 0x80 ? 1 : self < 0x800 ? 2 : self < 0x10000 ? 3 : 4 }
}
