import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Policies, the parent's entries, and the report for a terminal.
struct ExplanationScreenTests {
  static let long = String(repeating: "LONG_", count: 9) + "KEY"

  /// run, columns, rows, whether all rows are requested
  static let screens: [(ExplanationCase, Int, Int, Bool, String)] = [
    (
      ExplanationCase(user: "exclude = [\"AWS_*\"]\nkeep = [\"B_KEY\"]\nset = { S = \"v\" }",
        parent: ["A=1", "B=1", "A_KEY=x", "B_KEY=x", "AWS_X=1", "DB=\(ExplanationCase.url)"],
        command: Explanation.Command(name: "sh", result: .file("/bin/sh"), rule: nil)),
      80, 24, false,
      """
      policy   ~/.config/envscrub/config.toml
      keep  2 that no rule drops (-v: which)
      keep  B_KEY  keep "B_KEY" against "@secrets" *KEY*
                   ~/.config/envscrub/config.toml:3
      set   S      set  ~/.config/envscrub/config.toml:4
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in
      drop  AWS_X  exclude "AWS_*"  ~/.config/envscrub/config.toml:2
      drop  DB     value: password in a url  built in
      3 dropped, 1 set, 3 kept
      To keep what the default excludes dropped:
        --keep=NAME       before COMMAND, for one run
        keep = ["NAME"]   in [shell_environment_policy] of
                          ~/.config/envscrub/config.toml or .envscrub.toml
        NAME is one of A_KEY, DB
      command  sh is /bin/sh

      """
    ),
    // With --config, the hint names that file.
    (
      ExplanationCase(named: "exclude = [\"B\"]", parent: ["A_KEY=x", "B=1"]), 80, 24, false,
      """
      policy   ci policy.toml
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in
      drop  B      exclude "B"  ci policy.toml:2
      2 dropped, 0 set, 0 kept
      To keep what the default excludes dropped:
        --keep=NAME       before COMMAND, for one run
        keep = ["NAME"]   in [shell_environment_policy] of ci policy.toml
        NAME is A_KEY

      """
    ),
    // All rows on request; nothing to keep, so there is no hint.
    (
      ExplanationCase(parent: ["A=1"]), 80, 24, true,
      """
      no file  /etc/envscrub/config.toml
      no file  ~/.config/envscrub/config.toml
      no file  ~/p/.envscrub.toml
      keep  A  no rule drops it
      0 dropped, 0 set, 1 kept

      """
    ),
    (
      ExplanationCase(parent: []), 80, 24, false,
      """
      policy   built in; there is no policy file here (-v: where it looks)
      0 dropped, 0 set, 0 kept

      """
    ),
    // A narrow terminal: nothing is truncated, and a long name gets its own lines.
    (
      ExplanationCase(parent: ["A_KEY=x", "\(long)=x"]), 40, 0, false,
      """
      policy   built in; there is no policy
               file here (-v: where it looks)
      drop  A_KEY         default_excludes
                          "@secrets" *KEY*
                          built in
      drop  LONG_LONG_LONG_LONG_LONG_LONG_LONG
            _LONG_LONG_KEY
                          default_excludes
                          "@secrets" *KEY*
                          built in
      2 dropped, 0 set, 0 kept
      To keep what the default excludes
               dropped:
        --keep=NAME       before COMMAND, for
                          one run
        keep = ["NAME"]   in
                          [shell_environment_p
                          olicy] of
                          ~/.config/envscrub/c
                          onfig.toml or
                          .envscrub.toml
        NAME is one of A_KEY,
          LONG_LONG_LONG_LONG_LONG_LONG_LONG_L
          ONG_LONG_KEY

      """
    ),
    // The rows don't fit, so names are grouped by rule.
    (
      ExplanationCase(user: "exclude = [\"X?\"]", parent: (1...9).map { "A\($0)_KEY=x" } + ["X1=1", "DB=\(ExplanationCase.url)", "X2=1"]), 60, 17, false,
      """
      policy   ~/.config/envscrub/config.toml
      drop  default_excludes "@secrets"  built in
            A1_KEY *KEY*, A2_KEY *KEY*, A3_KEY *KEY*,
            A4_KEY *KEY*, A5_KEY *KEY*, A6_KEY *KEY*,
            A7_KEY *KEY*, A8_KEY *KEY*, A9_KEY *KEY*
      drop  exclude "X?"  ~/.config/envscrub/config.toml:2
            X1, X2
      drop  value holds a credential  built in
            DB (password in a url)
      12 dropped, 0 set, 0 kept
      To keep what the default excludes dropped:
        --keep=NAME       before COMMAND, for one run
        keep = ["NAME"]   in [shell_environment_policy] of
                          ~/.config/envscrub/config.toml or
                          .envscrub.toml
        NAME is one of A1_KEY, A2_KEY, A3_KEY, A4_KEY, A5_KEY,
          A6_KEY, A7_KEY, A8_KEY, A9_KEY, DB

      """
    ),
    // `--why`.
    (
      ExplanationCase(user: "exclude = [\"AWS_*\"]", parent: ["AWS_X=1"], why: ["A_KEY", "AWS_X"]), 60, 24, false,
      """
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in
                   (to keep: --keep=A_KEY or keep = ["A_KEY"])
                   (not in the environment; it would be dropped)
      drop  AWS_X  exclude "AWS_*"
                   ~/.config/envscrub/config.toml:2 (user)

      """
    ),
  ]

  @Test(arguments: screens)
  func screen(of run: ExplanationCase, columns: Int, rows: Int, isVerbose: Bool, expected: String) throws {
    let explanation = try run.explanation()
    let screen = Screen(columns: columns, rows: rows, isColored: false)
    let text = written { ExplanationScreen.write(explanation, on: screen, isVerbose: isVerbose, to: &$0) }
    #expect(text == expected)
    #expect(!text.contains("s3cret"))
    for line in text.split(separator: "\n") { #expect(line.count <= columns) }
    // Without the colours the text is the same.
    let colored = written {
      ExplanationScreen.write(
        explanation, on: Screen(columns: columns, rows: rows, isColored: true), isVerbose: isVerbose, to: &$0)
    }
    #expect(colored.replacing(/\u{1B}\[\d*m/, with: "") == expected)
    #expect(colored.contains("\u{1B}[") == (expected.contains("keep  ") || expected.contains("drop  ")))
  }

  /// A width in which nothing fits, and characters of two columns, still end.
  @Test(arguments: [1, 2, 3, 10])
  func narrowest(columns: Int) throws {
    let explanation = try ExplanationCase(parent: ["漢字_KEY=x"]).explanation()
    let screen = Screen(columns: columns, rows: 5, isColored: false)
    #expect(written { ExplanationScreen.write(explanation, on: screen, isVerbose: true, to: &$0) }.contains("漢"))
  }
}
