package extension ByteBuffer {
  /// Writes text for a terminal.  Control characters, C1, bidirectional controls and bytes that are not UTF-8 are
  /// escaped, so that a name can't move the cursor or reverse a line.
  ///
  /// - Parameter doublingBackslashes: whether `\` is escaped too, so that an escape can't be mistaken for the text
  ///   itself.
  mutating func write(visible bytes: ByteString, doublingBackslashes: Bool) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard let scalar = UTF8Scalar.decode(bytes, at: index) else {
        write("\\x")
        write(hexadecimal: UInt32(byte), digits: 2)
        index += 1
        continue
      }
      if byte == UInt8(ascii: "\\"), doublingBackslashes {
        write("\\\\")
      } else if scalar.value.isInvisibleControl {
        write(scalar.value < 0x80 ? "\\x" : "\\u")
        write(hexadecimal: scalar.value, digits: scalar.value < 0x80 ? 2 : 4)
      } else {
        write(bytes[index..<index + scalar.length])
      }
      index += scalar.length
    }
  }

  /// The same, with backslashes doubled.
  mutating func write(visible bytes: ByteString) { write(visible: bytes, doublingBackslashes: true) }

  /// The same between double quotes; a double quote inside is escaped.
  mutating func write(inQuotes bytes: ByteString) {
    write(UInt8(ascii: "\""))
    var rest = bytes
    while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
      write(visible: rest[0..<quote])
      write("\\\"")
      rest = rest.dropFirst(quote + 1)
    }
    write(visible: rest)
    write(UInt8(ascii: "\""))
  }

  // One part of a message each: a text, what it is about, and the text behind that.

  mutating func write(_ before: Literal, visible bytes: ByteString, _ after: Literal = "") {
    write(before)
    write(visible: bytes, after)
  }

  mutating func write(visible bytes: ByteString, _ after: Literal) {
    write(visible: bytes)
    write(after)
  }

  mutating func write(_ before: Literal, inQuotes bytes: ByteString, _ after: Literal = "") {
    write(before)
    write(inQuotes: bytes)
    write(after)
  }

  /// Hexadecimal digits in lower case, at least `digits` of them.
  mutating func write(hexadecimal value: UInt32, digits: Int) {
    var shift = 28
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: value >> UInt32(shift) & 15)
      if shift < digits * 4 || value >> UInt32(shift) != 0 {
        write(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
      shift -= 4
    }
  }
}

extension ByteString {
  /// The text, escaped if it needs to be.
  package var visible: ByteString {
    for index in 0..<count where !(0x20..<0x7F).contains(self[index]) {
      var text = ByteBuffer()
      text.write(visible: self)
      return text.finish()
    }
    return self
  }
}

package extension UInt32 {
  /// C0, DEL, C1, line and paragraph separators, and the bidirectional controls of Unicode (UAX #9).
  var isInvisibleControl: Bool {
    switch self {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The number of terminal columns that the character takes.
  var columns: Int {
    switch self {
    case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}

package extension ByteString {
  /// The number of terminal columns that the text takes once it is escaped.
  var columns: Int {
    var columns = 0
    var index = 0
    while index < count {
      guard let scalar = UTF8Scalar.decode(self, at: index) else { return count }
      columns += scalar.value.columns
      index += scalar.length
    }
    return columns
  }

  /// The longest prefix that fits in `limit` columns.
  func prefix(columns limit: Int) -> ByteString {
    var columns = 0
    var index = 0
    while index < count {
      guard let scalar = UTF8Scalar.decode(self, at: index) else { break }
      columns += scalar.value.columns
      if columns > limit { break }
      index += scalar.length
    }
    return self[0..<index]
  }
}
