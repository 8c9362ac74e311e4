import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct ForeignSyntaxTests {
  /// pattern, the sign of another syntax, what was meant
  static let foreign: [(ByteString, ForeignSyntax, [ByteString])] = [
    ("AWS_*,GCP_*", .comma, ["AWS_*", "GCP_*"]),
    ("AWS_*, GCP_*", .comma, ["AWS_*", "GCP_*"]),
    ("A,", .comma, ["A"]),
    (",", .comma, []),
    ("PATH HOME", .blank, ["PATH", "HOME"]),
    (" BUILD_* ", .blank, ["BUILD_*"]),
    ("A\tB", .blank, ["A", "B"]),
    (" ", .blank, []),
    ("AZURE_*|VSS_*", .bar, ["AZURE_*", "VSS_*"]),
    ("{A,B}_*", .brace, ["A_*", "B_*"]),
    ("X_{A,B}_{C,D}", .brace, ["X_A_C", "X_A_D", "X_B_C", "X_B_D"]),
    ("{A,B}_*, C", .brace, ["A_*", "B_*", "C"]),
    ("{A}", .brace, ["A"]),
    ("{A,{B,C}}", .brace, []),
    ("A}", .brace, []),
    ("{A", .brace, []),
    ("{A,B,C}_{A,B,C}", .brace, []),
    ("^SYSTEM_", .leadingCaret, ["SYSTEM_*"]),
    ("^SYSTEM_*", .leadingCaret, ["SYSTEM_*"]),
    ("^PATH$", .leadingCaret, ["PATH"]),
    ("^A$|^B_", .leadingCaret, ["A", "B_*"]),
    ("^", .leadingCaret, []),
    ("_KEY$", .trailingDollar, ["*_KEY"]),
    ("$", .trailingDollar, []),
    ("AWS_.*", .dotStar, ["AWS_*"]),
    ("^AWS_.*$", .leadingCaret, ["AWS_*"]),
    (".*_KEY", .dotStar, ["*_KEY"]),
    ("^[A-Z]+$", .leadingCaret, []),
    ("A_.*(B|C)", .dotStar, []),
    ("A,B\\,C", .comma, []),
  ]

  @Test(arguments: foreign)
  func tells(source: ByteString, syntax: ForeignSyntax, patterns: [ByteString]) throws {
    let pattern = try Pattern(source)
    #expect(pattern.foreignSyntax == syntax)
    #expect(pattern.translation.map { $0 } == patterns)
    for translated in patterns { #expect(try Pattern(translated).foreignSyntax == nil) }
  }

  /// Valid globs, and signs that are escaped or in a class and so intended.
  @Test(arguments: [
    "AWS_*", "*", "A?", "[A-Z]_*", "[,|{}^$ ]", "\\,", "A\\ B", "\\{A\\}", "\\^A", "A\\$", "A\\.*", "A.B", "A^B", "A$B",
    "ProgramFiles(x86)", "npm_config_//registry.example/:_authToken", "BASH_FUNC_*%%", "A.", ".", "a-b+c", "é",
  ])
  func saysNothingOf(source: String) throws {
    let pattern = try Pattern(ByteString(source))
    #expect(pattern.foreignSyntax == nil)
    #expect(pattern.translation.isEmpty)
  }

  /// It also works in Codex's dialect, in which `\` and `[` stand for themselves.
  @Test func tellsOfCodexPatterns() {
    #expect(Pattern(codex: "A,B").foreignSyntax == .comma)
    #expect(Pattern(codex: "[,]").foreignSyntax == .comma)
    #expect(Pattern(codex: "[A]*").foreignSyntax == nil)
    #expect(Pattern(codex: "A_*|B").translation.map { $0 } == ["a_*", "b"] || Pattern(codex: "A_*|B").translation.count == 2)
    #expect(Pattern(codex: "").foreignSyntax == nil)
  }

  /// The number of proposals is bounded, however long the pattern.
  @Test func isQuickWithBracesWithoutEnd() throws {
    let many = ByteString(String(repeating: "{A,B}", count: 200))
    #expect(try Pattern(many).translation.isEmpty)
    let commas = ByteString(String(repeating: "A,", count: 500))
    #expect(try Pattern(commas).translation.isEmpty)
  }
}
