import Bytes
@testable import TOML
import TestSupport
import Testing

/// Documents made to be expensive: each gets an answer, in time that grows with its length.
@Suite(.serialized) struct LimitTests {
  /// the document with so many parts, whether it is valid
  static let deep: [(@Sendable (Int) -> String, String)] = [
    ({ "a = " + String(repeating: "[", count: $0 - 1) + String(repeating: "]", count: $0 - 1) }, "brackets"),
    ({ "a = " + String(repeating: "{a = ", count: $0 - 1) + "1" + String(repeating: "}", count: $0 - 1) }, "braces"),
    ({ String(repeating: "a.", count: $0 - 1) + "a = 1" }, "dotted key"),
    ({ "[" + String(repeating: "a.", count: $0 - 2) + "a]\nb = 1" }, "header"),
    ({ "[[" + String(repeating: "a.", count: $0 - 2) + "a]]\nb = 1" }, "header of an array of tables"),
    ({ "[a.a]\na.a = [" + String(repeating: "{a.a = [", count: $0 / 3 - 1) + String(repeating: "]}", count: $0 / 3 - 1) + "]" }, "all together"),
  ]

  @Test(arguments: 0..<deep.count)
  func endsAtADepth(row: Int) throws {
    let (text, name) = Self.deep[row]
    #expect(throws: Never.self, "\(name)") { _ = try parse(text(128)) }
    for count in [132, 100_000] {
      #expect(failure(text(count))?.kind == .tooDeep(limit: 128), "\(name)")
    }
  }

  /// what is repeated, with its number in place of `#`
  static let wide: [(prefix: String, line: String, suffix: String)] = [
    ("", "key# = #\n", ""),
    ("", "a.b.c# = #\n", ""),
    ("", "[[x]]\n", ""),
    ("", "[a.b.c#]\n", ""),
    ("[[x]]\n", "[x.y#]\n", ""),
    ("a = {", "k# = #, ", "}"),
    ("a = [", "'#',\n", "]"),
    ("a = [", "{k = #},\n", "]"),
    ("", "\"k\\u00e9#\" = \"\\t\"\n", ""),
    ("a = \"\"\"", "# \\\n", "\"\"\""),
    ("", "# # é\n", ""),
  ]

  @Test(arguments: 0..<wide.count)
  func takesLinearTime(row: Int) throws {
    let (prefix, line, suffix) = Self.wide[row]
    var text: [UInt8] = Array(prefix.utf8)
    for number in 0..<200_000 {
      let digits = Array(String(number).utf8)
      for byte in line.utf8 {
        // A `#` before a blank begins a comment, or is text.
        if byte == UInt8(ascii: "#"), !line.hasPrefix("#") { text += digits } else { text.append(byte) }
      }
    }
    let document = ByteString(copying: text + Array(suffix.utf8))
    let time = try threadTime(tries: 1) { _ = try TOMLDocument(parsing: document, seed: 7) }
    // Far more than it takes without optimisation, far less than quadratic work on 200,000 lines would take.
    #expect(time < .seconds(4))
  }

  /// Every prefix of a document gets an answer, and no byte past its end is read.
  @Test func takesAnyBeginning() {
    let text = "\u{FEFF}a.'b' = [1, \"\\u00e9\", '''x''', {c = 1979-05-27 07:32Z}] # é\n[[d.e]]\nf = -0x1F\ng = 1.5e3\r\nh = true"
    let bytes = Array(text.utf8)
    for count in 0...bytes.count {
      checkSound(Array(bytes[0..<count]))
    }
  }
}
