import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct CodexFindingTests {
  static let table: [(CodexWarning, String)] = [
    (.unknownKey("excludes", nearest: "exclude"), #"Codex ignores the unknown key "excludes"; did you mean "exclude"?"#),
    (.unknownKey("a\u{1B}", nearest: nil), #"Codex ignores the unknown key "a\x1b""#),
    (.notInCodex("keep"), #"Codex ignores "keep", which its dialect doesn't have"#),
    (.rootKey("model"), #"Codex ignores "model" in this table; it belongs at the top level of the file"#),
    (.misplacedKey("exclude"), #"Codex ignores "exclude" here; it belongs in the table [shell_environment_policy]"#),
    (
      .misplacedTable,
      "Codex ignores this table within another; it belongs at the top level, as [shell_environment_policy]"
    ),
    (
      .misspeltTable("shell_enviroment_policy"),
      #"Codex ignores the unknown table "shell_enviroment_policy"; did you mean "shell_environment_policy"?"#
    ),
    (.noTable, "this file has no table [shell_environment_policy], so it drops nothing"),
  ]
  @Test(arguments: table)
  func words(warning: CodexWarning, expected: String) { #expect(Finding.warning(warning).text == expected) }

  /// names of secrets, how the warning begins
  static let secrets: [([ByteString], String)] = [
    (["A"], "A passes: "), (["A", "B"], "A and B pass: "), (["A", "B", "C"], "A, B and C pass: "),
  ]
  @Test(arguments: secrets)
  func secretsPass(names: [ByteString], start: String) {
    let text = Finding.warning(.secretsPass(List(names))).text
    #expect(text.hasPrefix(start) && text.hasSuffix("write ignore_default_excludes = false"))
  }

  @Test func nothingIsLeft() { #expect(Finding.warning(.leavesNothing).text.hasPrefix("this leaves nothing: ")) }
}
