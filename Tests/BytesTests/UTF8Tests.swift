@testable import Bytes
import TestSupport
import Testing

@Suite struct UTF8Tests {
  /// bytes, the scalar at their start and its length; nil if there is none
  static let table: [([UInt8], UInt32?, Int)] = [
    ([0x41], 0x41, 1),
    ([0x00], 0, 1),
    (Array("é".utf8), 0xE9, 2),
    (Array("日".utf8), 0x65E5, 3),
    (Array("🔑".utf8), 0x1F511, 4),
    ([0xF4, 0x8F, 0xBF, 0xBF], 0x10FFFF, 4),
    ([0x80], nil, 0),
    ([0xC3], nil, 0),
    ([0xC3, 0x41], nil, 0),
    ([0xC0, 0xAF], nil, 0),  // overlong
    ([0xE0, 0x80, 0xAF], nil, 0),
    ([0xF0, 0x8F, 0xBF, 0xBF], nil, 0),
    ([0xED, 0xA0, 0x80], nil, 0),  // a surrogate
    ([0xF4, 0x90, 0x80, 0x80], nil, 0),  // above U+10FFFF
    ([0xFF], nil, 0),
  ]

  @Test(arguments: table)
  func decodes(bytes: [UInt8], value: UInt32?, length: Int) {
    let scalar = UTF8Scalar.decode(ByteString(copying: bytes), at: 0)
    #expect(scalar?.value == value)
    #expect(scalar?.length ?? 0 == length)
    #expect(UTF8Scalar.firstInvalid(in: ByteString(copying: [0x41] + bytes)) == (value == nil ? 1 : nil))
    guard let value else { return }
    var buffer = ByteBuffer()
    buffer.write(scalar: value)
    let written = buffer.finish()
    #expect(written.array == bytes)
  }
}
