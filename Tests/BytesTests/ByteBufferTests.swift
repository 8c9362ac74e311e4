@testable import Bytes
import TestSupport
import Testing

struct ByteBufferTests {
  @Test func growsAndKeepsWhatWasWritten() {
    var buffer = ByteBuffer()
    #expect(buffer.count == 0)
    for number in 0..<1000 { buffer.write(UInt8(truncatingIfNeeded: number)) }
    #expect(buffer.count == 1000)
    let bytes = buffer.finish()
    #expect(bytes.array == (0..<1000).map { UInt8(truncatingIfNeeded: $0) })
    buffer.removeAll()
    buffer.write("x")
    // A finished text is a copy.
    #expect(bytes.count == 1000 && bytes[0] == 0)
    #expect(buffer.withBytes { $0.text } == "x")
  }

  @Test func aLiteralEndsAtItsNUL() {
    #expect(("" as Literal).bytes.isEmpty)
    #expect(("é, and 17 bytes more" as Literal).bytes.text == "é, and 17 bytes more")
  }

  static let numbers: [(Int, String)] = [(0, "0"), (10, "10"), (-7, "-7"), (.max, "9223372036854775807"), (.min, "-9223372036854775808")]
  @Test(arguments: numbers)
  func decimal(number: Int, expected: String) {
    #expect(written { $0.write(decimal: number) } == expected)
  }

  @Test(arguments: [(-1, ""), (0, ""), (3, "   ")])
  func repeated(count: Int, expected: String) {
    #expect(written { $0.write(UInt8(ascii: " "), count: count) } == expected)
  }

  @Test func aNulFollows() {
    var buffer = ByteBuffer()
    buffer.write("ab")
    let bytes = buffer.finish()
    #expect(bytes.count == 2 && bytes.start[2] == 0)
  }
}
