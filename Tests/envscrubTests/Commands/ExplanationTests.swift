import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Policies, the parent's entries, and the report about the decisions.
struct ExplanationTests {
  /// A value that holds a credential, assembled so that no scanner takes it for a real one.
  static let url = "db://user:" + "s3cretpw@host"

  /// A run: its files, the parent's entries, the names that `--why` gives.
  struct Case: CustomTestStringConvertible {
    var system: String?
    var user: String?
    var project: String?
    var named: String?
    var parent: [String]
    var why: [String] = []
    var held = List<RequirementEffect>()
    var command: Explanation.Command?

    var testDescription: String { "\([system, user, project, named].compactMap { $0 }) \(parent) \(why)" }

    func explanation() throws -> Explanation {
      let files: [(Layer, String, String?)] = [
        (.system, "/etc/envscrub/config.toml", system), (.user, "/home/u/.config/envscrub/config.toml", user),
        (.project, "/home/u/p/.envscrub.toml", project), (.named, "ci policy.toml", named),
      ]
      var policy = Policy()
      var sources = List<PolicySource>()
      var replaced = List<Replaced>()
      for (layer, path, text) in files {
        guard let text else {
          if layer == .named { continue }
          sources.append(PolicySource(layer: layer, path: ByteString(path), status: .absent))
          continue
        }
        let number = sources.count
        let bytes = ByteString("[shell_environment_policy]\n" + text)
        sources.append(PolicySource(layer: layer, path: ByteString(path), status: .read, text: bytes))
        let before = policy
        try policy.merge(LayerReader.read(PolicyDocument(bytes, layer: layer, file: number, seed: 5)).layer)
        for one in policy.replacements(since: before, by: number) where sources[one.was.file].layer == .user {
          replaced.append(one)
        }
      }
      let entries = List(parent.map { text in
        EnvironmentEntry(UnsafeRawPointer(ByteString(text).start).assumingMemoryBound(to: CChar.self))
      })
      let decisions = policy.apply(to: entries, seed: 1, explaining: true).decisions
      var rows = Explanation.rows(decisions)
      if !why.isEmpty {
        rows = List()
        for name in why {
          rows.append(contentsOf: Explanation.rows(of: Argument(ByteString(name)), in: decisions, policy))
        }
      }
      return Explanation(
        rows: rows, isOfNames: !why.isEmpty, places: Places(sources, home: "/home/u"),
        profile: Stated("", .builtIn), dialect: Stated(.envscrub, .builtIn),
        commands: List(), atStart: Explanation.StartSettings(policy),
        held: held, replaced: replaced, command: command)
    }
  }

  // MARK: Off a terminal

  static let texts: [(Case, String)] = [
    (
      Case(user: "exclude = [\"AWS_*\"]\nkeep = [\"B_KEY\"]\nset = { S = \"v\" }",
        parent: ["A=1", "A_KEY=x", "B_KEY=x", "AWS_X=1", "DB=\(url)", "S=0", "bare", "A=2"]),
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
      Case(user: "include_only = [\"A\"]\ninherit = \"core\"", project: "include_only = [\n\"B\"]", parent: ["HOME=1", "B=1"]),
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
      Case(system: "include_only = [\"B\"]", user: "include_only = [\"A\"]", project: "include_only = [\"B\", \"A\"]", parent: ["A=1"]),
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
      Case(user: "default_excludes = [\"A\"]", project: "default_excludes = []\ndetect_values = false", parent: ["A=1"]),
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
      Case(user: "exclude = [\"AWS_*\"]", parent: ["A_KEY=x", "AWS_X=1", "B=1"], why: ["B", "AWS_X", "A_KEY"]),
      """
      keep  B      no rule drops it
      drop  AWS_X  exclude "AWS_*"  ~/.config/envscrub/config.toml:2 (user)
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in  (to keep: --keep=A_KEY or keep = ["A_KEY"])

      """
    ),
    // Names that aren't there.
    (
      Case(user: "keep = [\"B_KEY\", \"C\"]", parent: [], why: ["A", "A_KEY", "B_KEY", "C"]),
      """
      keep  A      no rule drops it  (not in the environment; it would be kept, unless its value holds a credential)
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in  (to keep: --keep=A_KEY or keep = ["A_KEY"])  (not in the environment; it would be dropped)
      keep  B_KEY  keep "B_KEY" against "@secrets" *KEY*  ~/.config/envscrub/config.toml:2 (user)  (not in the environment; it would be kept)
      keep  C      no rule drops it  (not in the environment; it would be kept)

      """
    ),
    (
      Case(project: "detect_values = false\ninherit = \"core\"", parent: [], why: ["A", "HOME"]),
      """
      drop  A     inherit "core"  ~/p/.envscrub.toml:3 (project)  (not in the environment; it would be dropped)
      keep  HOME  no rule drops it  (not in the environment; it would be kept)

      """
    ),
    // Assigned names, with or without an entry of the parent; names are exact bytes.
    (
      Case(system: "set = { S = \"v\", T = \"v\" }", parent: ["S=0", "s=0"], why: ["S", "T"]),
      """
      drop  S  replaced by set  /etc/envscrub/config.toml:2 (system)
      set   S  set  /etc/envscrub/config.toml:2 (system)
      set   T  set  /etc/envscrub/config.toml:2 (system)

      """
    ),
    // A replacement is reported only if it concerns that name.
    (
      Case(user: "include_only = [\"A\"]\ndetect_values = false", project: "include_only = [\"B\"]\ndetect_values = true",
        parent: ["A=1"], why: ["A"]),
      """
      drop  A  not in include_only  ~/p/.envscrub.toml:2 (project)
      replaced include_only  ~/.config/envscrub/config.toml:2 by ~/p/.envscrub.toml:2

      """
    ),
    (
      Case(parent: ["A=1"], why: ["A", "B_KEY"],
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
  func text(of run: Case, expected: String) throws {
    let explanation = try run.explanation()
    let text = written { ExplanationText.write(explanation, to: &$0) }
    #expect(text == expected)
    #expect(!text.contains("s3cret"))
  }

  // MARK: On a terminal

  static let long = String(repeating: "LONG_", count: 9) + "KEY"

  /// run, columns, rows, whether all rows are requested
  static let screens: [(Case, Int, Int, Bool, String)] = [
    (
      Case(user: "exclude = [\"AWS_*\"]\nkeep = [\"B_KEY\"]\nset = { S = \"v\" }",
        parent: ["A=1", "B=1", "A_KEY=x", "B_KEY=x", "AWS_X=1", "DB=\(url)"],
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
        keep = ["NAME"]   in ~/.config/envscrub/config.toml or .envscrub.toml
        NAME is one of A_KEY, DB
      command  sh is /bin/sh

      """
    ),
    // With --config, the hint names that file.
    (
      Case(named: "exclude = [\"B\"]", parent: ["A_KEY=x", "B=1"]), 80, 24, false,
      """
      policy   ci policy.toml
      drop  A_KEY  default_excludes "@secrets" *KEY*  built in
      drop  B      exclude "B"  ci policy.toml:2
      2 dropped, 0 set, 0 kept
      To keep what the default excludes dropped:
        --keep=NAME       before COMMAND, for one run
        keep = ["NAME"]   in ci policy.toml
        NAME is A_KEY

      """
    ),
    // All rows on request; nothing to keep, so there is no hint.
    (
      Case(parent: ["A=1"]), 80, 24, true,
      """
      no file  /etc/envscrub/config.toml
      no file  ~/.config/envscrub/config.toml
      no file  ~/p/.envscrub.toml
      keep  A  no rule drops it
      0 dropped, 0 set, 1 kept

      """
    ),
    (
      Case(parent: []), 80, 24, false,
      """
      policy   built in; there is no policy file here (-v: where it looks)
      0 dropped, 0 set, 0 kept

      """
    ),
    // A narrow terminal: nothing is truncated, and a long name gets its own lines.
    (
      Case(parent: ["A_KEY=x", "\(long)=x"]), 40, 0, false,
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
      Case(user: "exclude = [\"X?\"]", parent: (1...9).map { "A\($0)_KEY=x" } + ["X1=1", "DB=\(url)", "X2=1"]), 60, 17, false,
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
        keep = ["NAME"]   in ~/.config/envscrub/config.toml or
                          .envscrub.toml
        NAME is one of A1_KEY, A2_KEY, A3_KEY, A4_KEY, A5_KEY,
          A6_KEY, A7_KEY, A8_KEY, A9_KEY, DB

      """
    ),
    // `--why`.
    (
      Case(user: "exclude = [\"AWS_*\"]", parent: ["AWS_X=1"], why: ["A_KEY", "AWS_X"]), 60, 24, false,
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
  func screen(of run: Case, columns: Int, rows: Int, isVerbose: Bool, expected: String) throws {
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
    let explanation = try Case(parent: ["漢字_KEY=x"]).explanation()
    let screen = Screen(columns: columns, rows: 5, isColored: false)
    #expect(written { ExplanationScreen.write(explanation, on: screen, isVerbose: true, to: &$0) }.contains("漢"))
  }

  // MARK: JSON

  static let objects: [(Case, String, String)] = [
    (
      Case(user: "include_only = [\"A\"]", project: "include_only = [\"B\"]", parent: ["A=1"], why: ["A", "C_KEY"]),
      #"{"version":1,"entries":[{"decision":"drop","name":"A","reason":"include_only","layer":"project","file":"/home/u/p/.envscrub.toml","line":2,"column":17},{"decision":"drop","name":"C_KEY","reason":"default_excludes","rule":"@secrets","pattern":"*KEY*","layer":"built-in","absent":true,"depends_on_value":false}],"totals":{"drop":2,"set":0,"keep":0},"#,
      #""held":[],"replaced":[{"setting":"include_only","layer":"user","file":"/home/u/.config/envscrub/config.toml","line":2,"column":17,"by":{"layer":"project","file":"/home/u/p/.envscrub.toml","line":2,"column":17}}],"files":["#
    ),
    (
      Case(user: "default_excludes = [\"A\"]", project: "default_excludes = []", parent: [], why: ["A"]),
      #"{"version":1,"entries":[{"decision":"keep","name":"A","reason":"none","absent":true,"depends_on_value":true}],"#,
      #""by":{"layer":"project","file":"/home/u/p/.envscrub.toml"}}]"#
    ),
    (
      Case(parent: ["A=1", "DB=\(url)"]),
      #"{"version":1,"entries":[{"decision":"drop","name":"DB","reason":"detect_values","form":"password in a url","layer":"built-in","remedy":"--keep=DB"},{"decision":"keep","name":"A","reason":"none"}],"totals":{"drop":1,"set":0,"keep":1},"#,
      #""held":[],"replaced":[],"#
    ),
  ]
  @Test(arguments: objects)
  func json(of run: Case, start: String, part: String) throws {
    let explanation = try run.explanation()
    let text = written { ExplanationJSON.write(explanation, to: &$0) }
    #expect(text.hasPrefix(start))
    #expect(text.contains(part))
    #expect(!text.contains("s3cret"))
  }
}
