import Bytes
import TestSupport
import Testing
@testable import envscrub

/// How env(1) 9.10 splits a string into the command and its arguments.
struct SplitStringTests {
  /// string, words
  static let table: [(String, [String])] = [
    ("a b", ["a", "b"]),
    (" \t a\n\u{B}\u{C}\r b ", ["a", "b"]),
    ("a\\_b", ["a", "b"]),
    ("\\_\\_a\\_", ["a"]),
    ("a'b c'd", ["ab cd"]),
    ("a\"b c\"d", ["ab cd"]),
    ("a \"\" ''", ["a", "", ""]),
    ("a \"it's\" '\"'", ["a", "it's", "\""]),
    ("a #b c", ["a"]),
    ("a#b #", ["a#b"]),
    ("a \\#b", ["a", "#b"]),
    ("a \"#b\" '#c'", ["a", "#b", "#c"]),
    ("a \"\"#b", ["a", "#b"]),
    ("a \\c b", ["a"]),
    ("a b\\c c", ["a", "b"]),
    ("a '\\c'", ["a", "\\c"]),
    ("a \\f\\n\\r\\t\\v", ["a", "\u{C}\n\r\t\u{B}"]),
    ("a \"\\f\\n\\r\\t\\v\\_\"", ["a", "\u{C}\n\r\t\u{B} "]),
    ("a '\\f\\n\\_\\q'", ["a", "\\f\\n\\_\\q"]),
    ("a \\\"\\#\\$\\'\\\\", ["a", "\"#$'\\"]),
    ("a \"\\\"\\#\\$\\'\\\\\"", ["a", "\"#$'\\"]),
    ("a '\\'\\\\\\$'", ["a", "'\\\\$"]),
    ("a ${SECRET}", ["a", "s3cret"]),
    ("a \"${SECRET}\" '${SECRET}'", ["a", "s3cret", "${SECRET}"]),
    ("a ${SPACES}", ["a", "a b"]),
    ("a ${EMPTY}", ["a", ""]),
    ("a ${EMPTY}#b", ["a", "#b"]),
    ("a ${NOPE} b", ["a", "b"]),
    ("a \"${NOPE}\" b", ["a", "", "b"]),
    ("a ${NOPE}#b", ["a"]),
    ("a b${NOPE}", ["a", "b"]),
    ("a ${NOPE}${EMPTY}", ["a", ""]),
    ("a é\u{1}", ["a", "é\u{1}"]),
  ]
  @Test(arguments: table)
  func words(string: String, expected: [String]) throws {
    #expect(try parse(["-S", string]).command.map(\.value.text) == expected)
  }

  /// string, words as shown
  static let shown: [(String, [String])] = [
    ("a 'b c' \\t", ["a", "b c", "\t"]),
    ("a${SECRET}b\"${EMPTY}\" ${NOPE}", ["a${SECRET}b${EMPTY}"]),
    ("x ${NOPE}a ${NOPE} b", ["x", "${NOPE}a", "b"]),
    ("x ${SECRET}${SECRET}", ["x", "${SECRET}${SECRET}"]),
    ("-S\"x ${SPACES} 1${SPACES}2\"", ["x", "${SPACES}", "${SPACES}", "1${SPACES}", "${SPACES}2"]),
    ("-S\"x ${NESTED}\"", ["x", "${NESTED}", "${NESTED}"]),
  ]
  @Test(arguments: shown)
  func written(string: String, expected: [String]) throws {
    #expect(try parse(["-S", string]).command.map(\.written.text) == expected)
  }

  static let failures: [(String, UsageError.Kind)] = [
    ("a \"\\c\"", .escapeInDoubleQuotes),
    ("\\q", .invalidEscape("\\q")),
    ("\\ a", .invalidEscape("\\ ")),
    ("\"\\0\"", .invalidEscape("\\0")),
    ("a\\", .backslashAtEnd),
    ("\"a\\", .backslashAtEnd),
    ("'a\\", .unclosedQuote),
    ("a\"b", .unclosedQuote),
    ("a'b", .unclosedQuote),
    ("a $A b", .unsupportedExpansion("$A b")),
    ("$", .unsupportedExpansion("$")),
    ("${", .unsupportedExpansion("${")),
    ("${}", .unsupportedExpansion("${}")),
    ("${A", .unsupportedExpansion("${A")),
    ("${A-b}", .unsupportedExpansion("${A-b}")),
    ("${1A}", .unsupportedExpansion("${1A}")),
    ("${é}", .unsupportedExpansion("${é}")),
  ]
  @Test(arguments: failures)
  func fails(string: String, expected: UsageError.Kind) {
    #expect(failure(["-S", string]) == expected)
  }
}
