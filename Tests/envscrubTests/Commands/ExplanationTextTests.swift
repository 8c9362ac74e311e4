import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Policies, the parent's entries, and the report for programs and files.
struct ExplanationTextTests {
  static let texts: [(ExplanationCase, String)] = [
    (
      ExplanationCase(user: "exclude = [\"AWS_*\"]\nkeep = [\"B_KEY\"]\nset = { S = \"v\" }",
        parent: ["A=1", "A_KEY=x", "B_KEY=x", "AWS_X=1", "DB=\(ExplanationCase.url)", "S=0", "bare", "A=2"]),
      """
      drop  A_KEY    default_excludes "@secrets" *KEY*  built in  (to keep: --keep=A_KEY or keep = ["A_KEY"])
      drop  AWS_X    exclude "AWS_*"  ~/.config/envscrub/config.toml:2
      drop  DB       value: password in a url  built in  (to keep: --keep=DB or keep = ["DB"])
      drop  S        replaced by set  ~/.config/envscrub/config.toml:4
      drop  entry 7  malformed: no name
      drop  A        duplicate: another one counts
      set   S        set  ~/.config/envscrub/config.toml:4
      keep  A        no rule drops it
      keep  B_KEY    keep "B_KEY" against "@secrets" *KEY*  ~/.config/envscrub/config.toml:3
      6 dropped, 1 set, 2 kept
      no file  /etc/envscrub/config.toml
      policy   ~/.config/envscrub/config.toml
      no file  ~/p/.envscrub.toml

      """
    ),
    // A project's list in place of the user's: the report says who replaced it.
    (
      ExplanationCase(user: "include_only = [\"A\"]\ninherit = \"core\"", project: "include_only = [\n\"B\"]", parent: ["HOME=1", "B=1"]),
      """
      drop  HOME  not in include_only  ~/p/.envscrub.toml:3
      drop  B     inherit "core"  ~/.config/envscrub/config.toml:3
      2 dropped, 0 set, 0 kept
      replaced include_only  ~/.config/envscrub/config.toml:2 by ~/p/.envscrub.toml:3
      no file  /etc/envscrub/config.toml
      policy   ~/.config/envscrub/config.toml
      policy   ~/p/.envscrub.toml

      """
    ),
    // Unchanged settings, and those that the user's own file replaces, are not reported.
    (
      ExplanationCase(system: "include_only = [\"B\"]", user: "include_only = [\"A\"]", project: "include_only = [\"B\", \"A\"]", parent: ["A=1"]),
      """
      keep  A  include_only "A"  ~/p/.envscrub.toml:2
      0 dropped, 0 set, 1 kept
      policy   /etc/envscrub/config.toml
      policy   ~/.config/envscrub/config.toml
      policy   ~/p/.envscrub.toml

      """
    ),
    // An empty list has no item, and so no place.
    (
      ExplanationCase(user: "default_excludes = [\"A\"]", project: "default_excludes = []\ndetect_values = false", parent: ["A=1"]),
      """
      keep  A  no rule drops it
      0 dropped, 0 set, 1 kept
      replaced default_excludes  ~/.config/envscrub/config.toml:2 by ~/p/.envscrub.toml
      no file  /etc/envscrub/config.toml
      policy   ~/.config/envscrub/config.toml
      policy   ~/p/.envscrub.toml

      """
    ),
    // `--why`: only the rows of the names, in the order of the request.
    (
      ExplanationCase(user: "exclude = [\"AWS_*\"]", parent: ["A_KEY=x", "AWS_X=1", "B=1"], why: ["B", "AWS_X", "A_KEY"]),
      """
      keep  B      no rule drops it
      drop  AWS_X  exclude "AWS_*"  ~/.config/envscrub/config.toml:2 (user)
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in  (to keep: --keep=A_KEY or keep = ["A_KEY"])

      """
    ),
    // Names that aren't there.
    (
      ExplanationCase(user: "keep = [\"B_KEY\", \"C\"]", parent: [], why: ["A", "A_KEY", "B_KEY", "C"]),
      """
      keep  A      no rule drops it  (not in the environment; it would be kept, unless its value holds a credential)
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in  (to keep: --keep=A_KEY or keep = ["A_KEY"])  (not in the environment; it would be dropped)
      keep  B_KEY  keep "B_KEY" against "@secrets" *KEY*  ~/.config/envscrub/config.toml:2 (user)  (not in the environment; it would be kept)
      keep  C      no rule drops it  (not in the environment; it would be kept)

      """
    ),
    (
      ExplanationCase(project: "detect_values = false\ninherit = \"core\"", parent: [], why: ["A", "HOME"]),
      """
      drop  A     inherit "core"  ~/p/.envscrub.toml:3 (project)  (not in the environment; it would be dropped)
      keep  HOME  no rule drops it  (not in the environment; it would be kept)

      """
    ),
    // Assigned names, with or without an entry of the parent; names are exact bytes.
    (
      ExplanationCase(system: "set = { S = \"v\", T = \"v\" }", parent: ["S=0", "s=0"], why: ["S", "T"]),
      """
      drop  S  replaced by set  /etc/envscrub/config.toml:2 (system)
      set   S  set  /etc/envscrub/config.toml:2 (system)
      set   T  set  /etc/envscrub/config.toml:2 (system)

      """
    ),
    // A replacement is reported only if it concerns that name.
    (
      ExplanationCase(user: "include_only = [\"A\"]\ndetect_values = false", project: "include_only = [\"B\"]\ndetect_values = true",
        parent: ["A=1"], why: ["A"]),
      """
      drop  A  not in include_only  ~/p/.envscrub.toml:2 (project)
      replaced include_only  ~/.config/envscrub/config.toml:2 by ~/p/.envscrub.toml:2

      """
    ),
    (
      ExplanationCase(parent: ["A=1"], why: ["A", "B_KEY"],
        held: [
          RequirementEffect(.assignment(name: "A", origin: .commandLine), by: .builtIn),
          RequirementEffect(.assignment(name: "C", origin: .commandLine), by: .builtIn),
        ]),
      """
      keep  A      no rule drops it
      drop  B_KEY  default_excludes "@secrets" *KEY*  built in  (to keep: --keep=B_KEY or keep = ["B_KEY"])  (not in the environment; it would be dropped)
      held     set (command line): A may not be set; the assignment is ignored  built in

      """
    ),
  ]

  @Test(arguments: texts)
  func text(of run: ExplanationCase, expected: String) throws {
    let explanation = try run.explanation()
    let text = written { ExplanationText.write(explanation, to: &$0) }
    #expect(text == expected)
    #expect(!text.contains("s3cret"))
  }
}
