import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct ValuePartsTests {
  /// a value, its parts
  static let table: [(ByteString, Set<String>)] = [
    ("", [""]),
    ("secret", ["secret"]),
    ("'secret'\n", ["secret"]),
    ("first\n \"second\"", ["first\n \"second", "first", "second"]),
    ("user words alone", ["user words alone"]),
    ("name=abc1;other", ["name=abc1;other", "abc1"]),
    ("longerthanfifteen=x", ["longerthanfifteen=x", "longerthanfifteen"]),
    ("postgres://user:pass@host/db", ["postgres://user:pass@host/db", "pass"]),
    ("https://user:p/a@ss@host", ["https://user:p/a@ss@host", "p/a", "a"]),
    ("https://user:p@ss@host", ["https://user:p@ss@host", "p", "p@ss"]),
    ("scott/tiger@//db", ["scott/tiger@//db", "tiger"]),
    ("a://x1:b2@c d://e3:f4@g", ["a://x1:b2@c d://e3:f4@g", "x1", "b2", "e3", "f4"]),
  ]

  @Test(arguments: table)
  func revealAsMuchAsTheWhole(value: ByteString, expected: Set<String>) {
    var parts: Set<String> = []
    ValueParts.forEach(of: value) { parts.insert($0.text) }
    #expect(parts == expected)
  }
}
