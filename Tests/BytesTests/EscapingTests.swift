@testable import Bytes
import TestSupport
import Testing

struct EscapingTests {
  /// bytes, their text for a terminal, the same between quotes
  static let table: [(ByteString, String, String)] = [
    ("", "", #""""#), ("a b", "a b", #""a b""#), ("é日", "é日", #""é日""#), (#"a\b"#, #"a\\b"#, #""a\\b""#),
    (#"a"b"#, #"a"b"#, #""a\"b""#), ("\u{1B}[2J", #"\x1b[2J"#, #""\x1b[2J""#), ("\n\u{7F}", #"\x0a\x7f"#, #""\x0a\x7f""#),
    ("\u{85}", #"\u0085"#, #""\u0085""#), ("\u{202E}", #"\u202e"#, #""\u202e""#), ("\u{2028}", #"\u2028"#, #""\u2028""#),
    (ByteString(copying: [0x61, 0xFF]), #"a\xff"#, #""a\xff""#),
  ]
  @Test(arguments: table)
  func shown(bytes: ByteString, expected: String, quoted: String) {
    #expect(written { $0.write(visible: bytes) } == expected)
    #expect(bytes.visible.text == (bytes == #"a\b"# ? bytes.text : expected))
    #expect(written { $0.write(inQuotes: bytes) } == quoted)
  }

  static let widths: [(ByteString, Int)] = [("", 0), ("abc", 3), ("é", 1), ("日本", 4), ("e\u{301}", 1), (ByteString(copying: [0xFF, 0x61]), 2)]
  @Test(arguments: widths)
  func columns(bytes: ByteString, expected: Int) {
    #expect(bytes.columns == expected)
  }

  static let prefixes: [(ByteString, Int, String)] = [("abc", 2, "ab"), ("日本", 3, "日"), ("日本", 4, "日本"), ("a", 0, ""), ("", 5, "")]
  @Test(arguments: prefixes)
  func prefix(bytes: ByteString, limit: Int, expected: String) {
    #expect(bytes.prefix(columns: limit).text == expected)
  }
}
