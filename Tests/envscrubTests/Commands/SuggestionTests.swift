import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Names that the built-in policy keeps, and the suggested policy.
struct SuggestionTests {
  static let table: [([ByteString], Int, String)] = [
    (
      [], 0,
      """
      # A policy to start from: cut it down to what your commands need.
      [shell_environment_policy]
      inherit = "none"

      """
    ),
    (
      ["MYAPP_B", "PATH", "myapp_a", "MYAPP_A", "EDITOR_X", "A*B", "\u{FF}x"], 3,
      #"""
      # A policy to start from: cut it down to what your commands need.
      # Not in it: 3 that the built-in policy drops; for the reasons: envscrub --no-config --explain
      [shell_environment_policy]
      include_only = [
        # what most programs expect
        "PATH",
        # myapp
        "myapp_a",
        "MYAPP_B",
        # others
        "A\\*B",
        "EDITOR_X",
        "ÿx",
      ]

      """#
    ),
  ]
  @Test(arguments: table)
  func policy(kept: [ByteString], dropped: Int, expected: String) {
    #expect(written { Suggestion.write(List(kept), dropped: dropped, to: &$0) } == expected)
  }

  @Test func whatGivesAccessIsNamedOnly() {
    let text = written { Suggestion.write(["SSH_AUTH_SOCK", "LD_PRELOAD"], dropped: 0, to: &$0) }
    #expect(text.contains("inherit = \"none\""))
  }

  @Test func aNameThatNoPatternCanHaveIsCounted() {
    let text = written { Suggestion.write([ByteString(copying: [0xFF])], dropped: 0, to: &$0) }
    #expect(text.contains("# 1 that no pattern can name"))
  }
}
