import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct ParserTests {
  /// text, its content
  static let valid: [(String, String)] = [
    ("", "{}"),
    ("\n\n# only a comment", "{}"),
    ("\u{FEFF}a = 1", "{a: 1}"),
    ("a = 1\r\nb = 2\r\n", "{a: 1, b: 2}"),
    ("a=1#c\n\t b\t=\t2 # c", "{a: 1, b: 2}"),
    ("1 = 2\n-_ = 3", "{1: 2, -_: 3}"),
    ("'' = 1\n\"a b\" = 2", "{: 1, a b: 2}"),
    ("a . 'b.c' . \"d\" = 1", "{a: {b.c: {d: 1}}}"),
    ("3.14 = 1", "{3: {14: 1}}"),
    ("a = [ ]\nb = {}", "{a: [], b: {}}"),
    ("a = [1, 'x', [true], {b = 2},]", "{a: [1, \"x\", [true], {b: 2}]}"),
    ("a = [ # one\n 1, # two\n\n 2 # three\n , ]", "{a: [1, 2]}"),
    // TOML 1.1: line ends, comments and a last comma in an inline table
    ("a = {\n  b = 1, # one\n  c.d = 2,\n}", "{a: {b: 1, c: {d: 2}}}"),
    ("a = {b = 1,}", "{a: {b: 1}}"),
    ("a = true\nb = false", "{a: true, b: false}"),
    ("true = false", "{true: false}"),
  ]

  @Test(arguments: valid)
  func accepts(text: String, summary: String) throws {
    #expect(try parse(text).summary == summary)
  }

  /// text, what is wrong, where
  static let invalid: [(String, TOMLError.Kind, SourceLocation)] = [
    ("a", .expectedEquals, at(1, 2)),
    ("a\n= 1", .expectedEquals, at(1, 2)),
    ("a b = 1", .expectedEquals, at(1, 3)),
    ("= 1", .expectedKey, at(1, 1)),
    ("a. = 1", .expectedKey, at(1, 4)),
    ("a..b = 1", .expectedKey, at(1, 3)),
    ("ä = 1", .expectedKey, at(1, 1)),
    ("a.'b", .unclosedString(openedAt: at(1, 3)), at(1, 5)),
    ("\"\"\"a\"\"\" = 1", .multiLineKey, at(1, 1)),
    ("a = ", .expectedValue, at(1, 5)),
    ("a = # b", .expectedValue, at(1, 5)),
    ("a = \nb = 1", .expectedValue, at(1, 5)),
    ("a = = 1", .expectedValue, at(1, 5)),
    ("a = hello", .stringNeedsQuotes, at(1, 5)),
    ("a = /usr/bin", .stringNeedsQuotes, at(1, 5)),
    ("a = nothing", .stringNeedsQuotes, at(1, 5)),
    ("a = trueish", .stringNeedsQuotes, at(1, 5)),
    ("a = True", .booleanInCapitals, at(1, 5)),
    ("a = FALSE # no", .booleanInCapitals, at(1, 5)),
    ("a = 1 b = 2", .expectedLineEnd, at(1, 7)),
    ("a = 'x' y", .expectedLineEnd, at(1, 9)),
    ("a = [1]]", .expectedLineEnd, at(1, 8)),
    ("[a] b = 1", .expectedLineEnd, at(1, 5)),
    ("[a", .expectedBracket, at(1, 3)),
    ("[a b]", .expectedBracket, at(1, 4)),
    ("[]", .expectedKey, at(1, 2)),
    ("[a.]", .expectedKey, at(1, 4)),
    ("[[a]", .expectedTwoBrackets, at(1, 4)),
    ("[[a] ]", .expectedTwoBrackets, at(1, 4)),
    ("[ [a]]", .expectedKey, at(1, 3)),
    ("a = [1 2]", .expectedCommaInArray(openedAt: at(1, 5)), at(1, 8)),
    ("a = [1,,2]", .expectedValue, at(1, 8)),
    ("a = [,]", .expectedValue, at(1, 6)),
    ("a = [1,\nb = 2", .stringNeedsQuotes, at(2, 1)),
    ("a = [\n  1\nb = 2", .expectedCommaInArray(openedAt: at(1, 5)), at(3, 1)),
    ("x = 1\na = [\n  [2],", .unclosedArray(openedAt: at(2, 5)), at(3, 7)),
    ("a = [1", .unclosedArray(openedAt: at(1, 5)), at(1, 7)),
    ("a = {b = 1 c = 2}", .expectedCommaInTable(openedAt: at(1, 5)), at(1, 12)),
    ("a = {b = 1]", .expectedCommaInTable(openedAt: at(1, 5)), at(1, 11)),
    ("a = {,}", .expectedKey, at(1, 6)),
    ("a = {b = 1,,}", .expectedKey, at(1, 12)),
    ("a = {\nb = 1", .unclosedInlineTable(openedAt: at(1, 5)), at(2, 6)),
    ("a = {b", .expectedEquals, at(1, 7)),
    ("a = 1\rb = 2", .bareCarriageReturn, at(1, 6)),
    ("# a\rb = 2", .bareCarriageReturn, at(1, 4)),
    ("\r", .bareCarriageReturn, at(1, 1)),
    ("# \u{0}", .controlCharacter, at(1, 3)),
    ("# \u{7F}", .controlCharacter, at(1, 3)),
    ("a = 1\n\u{0}", .controlCharacter, at(2, 1)),
    ("a = \u{0}", .controlCharacter, at(1, 5)),
    ("a = 1 \u{B}", .controlCharacter, at(1, 7)),
    ("a \u{1F}= 1", .controlCharacter, at(1, 3)),
    ("a = 1\u{A0}", .expectedLineEnd, at(1, 6)),
    ("\u{FEFF}\u{FEFF}a = 1", .expectedKey, at(1, 4)),
  ]

  @Test(arguments: invalid)
  func rejects(text: String, kind: TOMLError.Kind, location: SourceLocation) {
    let error = failure(text)
    #expect(error?.kind == kind)
    #expect(error?.location == location)
  }

  /// bytes, the place of the first one that is not UTF-8
  static let notUTF8: [([UInt8], SourceLocation)] = [
    ([0xFF], at(1, 1)),
    ([0xEF, 0xBB], at(1, 1)),
    (Array("a = '".utf8) + [0xC3, 0x28] + Array("'".utf8), at(1, 6)),
    (Array("a = \"xé".utf8) + [0x80], at(1, 9)),
    (Array("# ".utf8) + [0xC0, 0x80], at(1, 3)),
    (Array("a = 1 ".utf8) + [0xFE], at(1, 7)),
    (Array("a = 'b'\n'".utf8) + [0xED, 0xA0, 0x80] + Array("' = 1".utf8), at(2, 2)),
    (Array("a = [1, ".utf8) + [0xF5], at(1, 9)),
    (Array("a = '''\n\n".utf8) + [0xF4, 0x90, 0x80, 0x80], at(3, 1)),
  ]

  @Test(arguments: notUTF8)
  func rejectsWhatIsNotUTF8(bytes: [UInt8], location: SourceLocation) {
    let error = #expect(throws: TOMLError.self) { try TOMLDocument(parsing: ByteString(copying: bytes), seed: 1) }
    #expect(error?.kind == .invalidUTF8)
    #expect(error?.location == location)
  }
}
