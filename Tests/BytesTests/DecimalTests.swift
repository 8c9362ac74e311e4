@testable import Bytes
import TestSupport
import Testing

struct DecimalTests {
  static let table: [(ByteString, Int32?)] = [
    ("0", 0),
    ("42", 42),
    ("007", 7),
    ("999999999", 999_999_999),
    ("1000000000", nil),
    ("", nil),
    ("-1", nil),
    ("1 ", nil),
    ("self", nil),
  ]
  @Test(arguments: table)
  func decimal(text: ByteString, expected: Int32?) {
    #expect(text.decimal == expected)
  }
}
