/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Scalar {}

package extension UTF8Scalar {
  /// The scalar that begins at `index` of `bytes`, and its length in bytes; nil if no scalar begins there.
  static func decode(_ bytes: ByteString, at index: Int) -> (value: UInt32, length: Int)? {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    let length: Int
    let smallest: UInt32
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, smallest, value) = (2, 0x80, first & 0x1F)
    case 0xE0...0xEF: (length, smallest, value) = (3, 0x800, first & 0x0F)
    case 0xF0...0xF4: (length, smallest, value) = (4, 0x10000, first & 0x07)
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for offset in 1..<length {
      let byte = UInt32(bytes[index + offset])
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | byte & 0x3F
    }
    guard value >= smallest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
    return (value, length)
  }

  /// The index of the first byte that belongs to no scalar; nil if all of `bytes` is UTF-8.
  static func firstInvalid(in bytes: ByteString) -> Int? {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 { index += 1; continue }
      guard let scalar = decode(bytes, at: index) else { return index }
      index += scalar.length
    }
    return nil
  }
}

extension ByteBuffer {
  /// The UTF-8 of a scalar.
  package mutating func write(scalar value: UInt32) {
    switch value {
    case 0..<0x80:
      write(UInt8(value))
    case 0x80..<0x800:
      write(UInt8(0xC0 | value >> 6))
      write(UInt8(0x80 | value & 0x3F))
    case 0x800..<0x10000:
      write(UInt8(0xE0 | value >> 12))
      write(UInt8(0x80 | value >> 6 & 0x3F))
      write(UInt8(0x80 | value & 0x3F))
    default:
      write(UInt8(0xF0 | value >> 18))
      write(UInt8(0x80 | value >> 12 & 0x3F))
      write(UInt8(0x80 | value >> 6 & 0x3F))
      write(UInt8(0x80 | value & 0x3F))
    }
  }
}
