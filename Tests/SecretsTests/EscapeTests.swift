import Bytes
@testable import Secrets
import TestSupport
import Testing

struct EscapeTests {
  /// text, a place in it, how many bytes from there on belong to an escape
  static let table: [(ByteString, Int, Int)] = [
    ("\\nx", 1, 1), ("\\rx", 1, 1), ("\\tx", 1, 1), ("\\qx", 1, 0), ("\\u000Ax", 1, 5), ("\\u000", 1, 0), ("\\x0Ax", 1, 3),
    ("\\x0", 1, 0), ("\\012x", 1, 3), ("\\01", 1, 0), ("%0Ax", 1, 2), ("%0a", 1, 2), ("%0", 1, 0), ("%G0", 1, 0),
    ("\u{1B}[mx", 2, 1), ("\u{1B}[31mx", 2, 3), ("\u{1B}[01;31mx", 5, 3), ("\u{1B}[Kx", 2, 1), ("[1234m", 1, 0), ("[31x", 1, 0),
    ("nx", 0, 0), ("xnx", 1, 0), ("\\", 1, 0),
  ]
  @Test(arguments: table)
  func length(text: ByteString, start: Int, expected: Int) {
    #expect(Escape.length(in: text, at: start) == expected)
    if expected > 0 { #expect(Escape.ends(before: start + expected, in: text)) }
  }

  @Test(arguments: [("x\\n", 2), ("x\\n", 1), ("abc", 3), ("%0A", 2), ("", 0)] as [(ByteString, Int)])
  func endsNowhereElse(text: ByteString, index: Int) { #expect(!Escape.ends(before: index, in: text)) }

  /// The scanner looks for an escape only behind these.
  @Test func introducers() {
    for byte in "%;[\\".utf8 { #expect(Escape.introducers >> UInt64(byte & 63) & 1 == 1) }
    for byte in " =:/@n".utf8 { #expect(Escape.introducers >> UInt64(byte & 63) & 1 == 0) }
  }
}
