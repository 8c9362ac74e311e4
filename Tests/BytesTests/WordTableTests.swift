@testable import Bytes
import TestSupport
import Testing

struct WordTableTests {
  private static let table = WordTable("keep 1 kept 2 a    3 ", width: 7)

  static let names: [(ByteString, UInt8?)] = [
    ("keep", 0), ("kept", 1), ("a", 2),
    ("kee", nil), ("keepe", nil), ("", nil), ("KEEP", nil),
    // Text as in the rows: a name with a blank is not in the table.
    ("keep ", nil), ("keep 1", nil), ("keep 1 ", nil), ("a ", nil), ("a   ", nil), ("a    3", nil), (" ", nil), ("1", nil),
    ("keep\0", nil), ("keep\n", nil), ("a\t", nil),
  ]

  @Test(arguments: names)
  func number(name: ByteString, expected: UInt8?) {
    #expect(Self.table.number(of: name) == expected)
  }

  @Test func rows() {
    #expect(Self.table[0] == "keep" && Self.table[2] == "a" && Self.table[3].isEmpty)
    #expect(Self.table.byte(5, of: 1) == UInt8(ascii: "2"))
    #expect(Self.table.nearest(to: "keeep") == "keep" && Self.table.nearest(to: "") == nil)
  }
}
