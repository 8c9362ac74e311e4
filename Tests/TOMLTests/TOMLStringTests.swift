import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct TOMLStringTests {
  /// a string as written, its content
  static let valid: [(String, String)] = [
    (#""""#, ""),
    ("''", ""),
    (#""a 'b' # c""#, "a 'b' # c"),
    (#"'C:\dir "x"'"#, #"C:\dir "x""#),
    ("\"tab\there\"", "tab\there"),
    (#""\b\t\n\f\r\e\"\\""#, "\u{8}\t\n\u{C}\r\u{1B}\"\\"),
    (#""\x41\xe9\u00e9\u20AC\U0001F600""#, "Aéé€😀"),
    (#""\u0000\x00""#, "\u{0}\u{0}"),
    (#""long enough for eight bytes at a time, \u00e9 and on, é without""#, "long enough for eight bytes at a time, é and on, é without"),
    ("\"\"\"\"\"\"", ""),
    ("\"\"\"\na\nb\"\"\"", "a\nb"),
    ("\"\"\"\r\na\"\"\"", "a"),
    ("'''\n\na'''", "\na"),
    ("'''a\\'''", "a\\"),
    ("\"\"\"a \\\n\n   b \\  \r\n c\"\"\"", "a b c"),
    ("\"\"\"a\\\n\"\"\"", "a"),
    ("\"\"\"\\\n  \\t\"\"\"", "\t"),
    ("\"\"\"a\"b\"\"c\"\"\"", "a\"b\"\"c"),
    ("\"\"\"\"a\"\"\"\"", "\"a\""),
    ("\"\"\"a\"\"\"\"\"", "a\"\""),
    ("''''a'''''", "'a''"),
    ("\"\"\"\\\"\"\"\"", "\""),
  ]

  @Test(arguments: valid)
  func accepts(source: String, text: String) throws {
    let document = try parse("a = \(source)\n\(source.hasPrefix("\"\"\"") || source.hasPrefix("'''") ? "b" : source) = 1")
    let string = try #require(document.node("a"))
    #expect(document.value(string) == .string(ByteString(text)))
  }

  @Test func keepsLineEndsAsTheyAre() throws {
    let document = try parse("a = '''x\r\ny'''")
    #expect(document.summary == "{a: \"x\r\ny\"}")
  }

  /// text, what is wrong, where
  static let invalid: [(String, TOMLError.Kind, SourceLocation)] = [
    ("a = \"b", .unclosedString(openedAt: at(1, 5)), at(1, 7)),
    ("a = 'b\n'", .unclosedString(openedAt: at(1, 5)), at(1, 7)),
    ("a = \"b\r\n\"", .unclosedString(openedAt: at(1, 5)), at(1, 7)),
    ("a = \"\"\"b\n\"\"", .unclosedString(openedAt: at(1, 5)), at(2, 3)),
    ("a = '''", .unclosedString(openedAt: at(1, 5)), at(1, 8)),
    ("a = \"b\\", .invalidEscape, at(1, 7)),
    ("a = \"b\\\n\"", .invalidEscape, at(1, 7)),
    (#"a = "\q""#, .invalidEscape, at(1, 6)),
    (#"a = "b\ c""#, .invalidEscape, at(1, 7)),
    ("a = \"\"\"b \\ c\"\"\"", .invalidEscape, at(1, 10)),
    (#"a = "\x4""#, .expectedHexadecimalDigits(2), at(1, 9)),
    (#"a = "\u12g4""#, .expectedHexadecimalDigits(4), at(1, 10)),
    (#"a = "\U0001F60""#, .expectedHexadecimalDigits(8), at(1, 15)),
    (#"a = "\ud800""#, .notACharacter, at(1, 6)),
    (#"a = "\U00110000""#, .notACharacter, at(1, 6)),
    ("a = \"\u{1}\"", .controlCharacter, at(1, 6)),
    ("a = '\u{7F}'", .controlCharacter, at(1, 6)),
    ("a = '\u{0}'", .controlCharacter, at(1, 6)),
    ("a = '''x\r'''", .bareCarriageReturn, at(1, 9)),
    ("a = \"\"\"b\"\"\"\"\"\"", .expectedLineEnd, at(1, 14)),
    ("a = '''''''''", .expectedLineEnd, at(1, 13)),
  ]

  @Test(arguments: invalid)
  func rejects(text: String, kind: TOMLError.Kind, location: SourceLocation) {
    let error = failure(text)
    #expect(error?.kind == kind)
    #expect(error?.location == location)
  }

  /// a document whose `a` is a string, a byte of what that stands for, where it was written
  static let places: [(String, Int, SourceLocation)] = [
    ("a = 'xyz'", 0, at(1, 6)),
    ("a = 'xyz'", 2, at(1, 8)),
    ("a = 'xyz'", 3, at(1, 9)),
    ("a = 'xyz'", 99, at(1, 9)),
    ("a = ''", 0, at(1, 6)),
    (#"a = "\u00e9\tx""#, 0, at(1, 6)),
    (#"a = "\u00e9\tx""#, 1, at(1, 6)),
    (#"a = "\u00e9\tx""#, 2, at(1, 12)),
    (#"a = "\u00e9\tx""#, 3, at(1, 14)),
    (#"a = "\u00e9\tx""#, 4, at(1, 15)),
    (#"a = "é[""#, 2, at(1, 8)),
    ("a = \"\"\"\nx\ny\"\"\"", 0, at(2, 1)),
    ("a = \"\"\"\nx\ny\"\"\"", 2, at(3, 1)),
    ("a = \"\"\"\nx\\\n   y\"\"\"", 1, at(3, 4)),
    ("a = \"\"\"\"x\"\"\"\"\"", 0, at(1, 8)),
    ("a = \"\"\"\"x\"\"\"\"\"", 2, at(1, 10)),
    ("a = \"\"\"\"x\"\"\"\"\"", 3, at(1, 11)),
    ("a = \"\"\"\"x\"\"\"\"\"", 4, at(1, 12)),
    ("a = '''\\n'''", 1, at(1, 9)),
    ("a = 1", 0, at(1, 5)),
  ]

  @Test(arguments: places)
  func placesBytes(text: String, index: Int, location: SourceLocation) throws {
    let document = try parse(text)
    let string = try #require(document.node("a"))
    #expect(document.location(document.offset(ofByte: index, inString: string)) == location)
  }
}
