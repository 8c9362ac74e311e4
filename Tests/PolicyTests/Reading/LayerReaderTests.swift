import Bytes
import Globs
@testable import Policy
import TOML
import TestSupport
import Testing

@Suite struct LayerReaderTests {
  private func read(_ text: String) throws(ConfigurationError) -> PolicyLayer {
    try LayerReader.read(PolicyDocument(ByteString(text), layer: .system, seed: 5)).layer
  }

  @Test func readsEveryKey() throws {
    let text = """
      [shell_environment_policy]
      inherit = "core"
      ignore_default_excludes = true
      default_excludes = ["@secrets", "X*"]
      detect_values = false
      keep = ["A"]
      include_only = []
      exclude = ["B", "@core"]
      unset = ["E", "e"]
      set = { C = "1", "D.E" = "" }
      """
    let layer = try read(text)
    #expect(layer.values[.inherit]?.value == Inherit.core.rawValue)
    #expect(layer.values[.ignoreDefaultExcludes]?.value == 1)
    #expect(layer.values[.detectValues]?.value == 0)
    #expect(layer.lists[.defaultExcludes]?.map(\.value.written.text) == ["@secrets", "X*"])
    #expect(layer.lists[.keep]?.map(\.value.written.text) == ["A"])
    #expect(layer.lists[.includeOnly]?.isEmpty == true)
    #expect(layer.lists[.exclude]?.map(\.value.written.text) == ["B", "@core"])
    #expect(layer.unset.map(\.value.text) == ["E", "e"])
    #expect(layer.assignments.map { ByteString(cString: $0.entry.string).text } == ["C=1", "D.E="])
    // An origin is the place where the item itself begins, with its quote.
    let place = text.utf8.count - "\"B\", \"@core\"]\nunset = [\"E\", \"e\"]\nset = { C = \"1\", \"D.E\" = \"\" }".utf8.count
    #expect(layer.lists[.exclude]?[0].origin == Origin(layer: .system, place: place))
  }

  /// Its value is then `all`, which requirements may restrict.
  @Test func readsAListOfInherit() throws {
    let layer = try read("[shell_environment_policy]\ninherit = ['@core', 'A*']")
    #expect(layer.inherited?.map(\.value.written.text) == ["@core", "A*"])
    #expect(layer.values[.inherit] == Stated(Inherit.all.rawValue, Origin(layer: .system, place: 37)))
    #expect(try read("[shell_environment_policy]\ninherit = []").inherited?.isEmpty == true)
    #expect(try read("[shell_environment_policy]\ninherit = 'all'").inherited == nil)
  }

  @Test func readsCommands() throws {
    let text = """
      [commands.npm]
      keep = ["NPM_TOKEN"]
      seal = true
      [commands."/usr/bin/terraform"]
      exclude = ["X"]
      """
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .project, file: 3, seed: 5))
    #expect(content.commands.map(\.name.value.text) == ["npm", "/usr/bin/terraform"])
    #expect(content.commands[0].layer.lists[.keep]?[0].origin.layer == .command)
    #expect(content.commands[0].layer.values[.seal]?.value == 1)
    #expect(content.profiles.isEmpty)
  }

  @Test func readsWhatIsSaidOfDroppedNames() throws {
    let text = "show_dropped = false\nexport_dropped = 'GONE'\n[profiles.p]\nshow_dropped = true\nexport_dropped = ''"
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .user, seed: 5))
    var policy = Policy()
    #expect(policy.showsDropped == nil)
    #expect(policy.exportDropped == nil)
    policy.merge(content.layer)
    #expect(policy.showsDropped == false)
    #expect(policy.exportDropped?.value == "GONE")
    policy.merge(content.profiles[0].layer)
    #expect(policy.showsDropped == true)
    #expect(policy.exportDropped?.value == "")
  }

  @Test func readsWhatIsSaidOfLogins() throws {
    let text = "allow_login_shell = false\n[login]\nshell = '/bin/bash'\nprofile = 'ssh'\n[profiles.ssh]\nallow_login_shell = true"
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .user, seed: 5))
    #expect(content.layer.values[.allowLoginShell]?.value == 0)
    #expect(content.profiles[0].layer.values[.allowLoginShell]?.value == 1)
    #expect(content.login.shell?.value.text == "/bin/bash")
    #expect(content.login.shell?.origin == Origin(layer: .user, place: 42))
    #expect(content.login.profile?.value.text == "ssh")
  }

  /// layer, whether `--check` reads it, whether the table `login` may be there
  @Test(arguments: [
    (Layer.system, false, true), (.user, false, true), (.project, false, false), (.named, false, false),
    (.project, true, false), (.named, true, true),
  ])
  func whereTheTableLoginStands(layer: Layer, isLinting: Bool, isRight: Bool) throws {
    let findings = UnsafeMutablePointer<ErrorList>.allocate(capacity: 1)
    findings.initialize(to: ErrorList())
    do {
      _ = try LayerReader.read(
        PolicyDocument("[login]\nprofile = 'x'", layer: layer, seed: 5), findings: isLinting ? findings : nil)
    } catch {
      findings.pointee.append(error)
    }
    #expect(findings.pointee.errors.map(\.kind) == (isRight ? [] : [.loginElsewhere]))
  }

  @Test func theUsersShellCountsWhereTheSystemHasNone() {
    func settings(_ shell: String?, _ profile: String?) -> LoginSettings {
      var settings = LoginSettings()
      settings.shell = shell.map { Stated(ByteString($0), .builtIn) }
      settings.profile = profile.map { Stated(ByteString($0), .builtIn) }
      return settings
    }
    /// the system's, the user's, both merged
    let table = [
      (settings("/s", "s"), settings("/u", "u"), settings("/s", "u")),
      (settings(nil, nil), settings("/u", "u"), settings("/u", "u")),
      (settings("/s", "s"), settings(nil, nil), settings("/s", "s")),
      (settings("/s", "s"), settings(nil, ""), settings("/s", "")),
    ]
    for (system, user, both) in table {
      var merged = LoginSettings()
      merged.merge(system)
      merged.merge(user)
      #expect(merged == both)
    }
  }

  @Test(arguments: [
    "", "# nothing\n", "[shell_environment_policy]", "shell_environment_policy = {}", "shell_environment_policy.keep = ['A']",
    "[shell_environment_policy.set]\nA = 'x'\n", "shell_environment_policy.set.A = 'x'",
  ])
  func reads(text: String) throws { _ = try read(text) }

  /// text, what is wrong, where
  static let errors: [(String, ConfigurationError.Kind, Int, Int)] = [
    ("x = 1", .unknownKey("x", nearest: nil), 1, 1),
    ("[shell_environment_polcy]", .unknownKey("shell_environment_polcy", nearest: "shell_environment_policy"), 1, 2),
    ("inherit = 'none'", .misplacedKey("inherit", table: "shell_environment_policy"), 1, 1),
    ("[set]\nA = 'x'", .misplacedKey("set", table: "shell_environment_policy"), 1, 2),
    ("sandbox_mode = 'x'", .codexKey("sandbox_mode"), 1, 1),
    ("shell_environment_policy = 1", .expectedTable(key: "shell_environment_policy", header: "shell_environment_policy"), 1, 28),
    ("[[shell_environment_policy]]", .expectedTable(key: "shell_environment_policy", header: "shell_environment_policy"), 1, 1),
    ("[shell_environment_policy]\nexlude = []", .unknownKey("exlude", nearest: "exclude"), 2, 1),
    ("[shell_environment_policy]\nprofile = 'x'", .misplacedRootKey("profile"), 2, 1),
    ("[shell_environment_policy]\nallow_login_shell = true", .misplacedRootKey("allow_login_shell"), 2, 1),
    ("[shell_environment_policy.login]", .misplacedRootKey("login"), 1, 27),
    ("allow_login_shell = 'no'", .expectedFlag(.allowLoginShell), 1, 21),
    ("[profiles.ci]\nallow_login_shell = 1", .expectedFlag(.allowLoginShell), 2, 21),
    ("login = 'x'", .expectedTable(key: "login", header: "login"), 1, 9),
    ("[login]\nshel = 'x'", .unknownKey("shel", nearest: "shell"), 2, 1),
    ("[login]\nshell = 'bash'", .relativeShell, 2, 9),
    ("[login]\nshell = ''", .relativeShell, 2, 9),
    ("[login]\nshell = ['/bin/sh']", .expectedString(key: "shell"), 2, 9),
    ("[login]\nshell = \"/bin/\\u0000\"", .nulInValue, 2, 9),
    ("[login]\nprofile = 1", .expectedString(key: "profile"), 2, 11),
    ("[shell_environment_policy]\ninherit = 'All'", mode("all"), 2, 11),
    ("[shell_environment_policy]\ninherit = 'cor'", mode("core"), 2, 11),
    ("[shell_environment_policy]\ninherit = 'everything'", mode(nil), 2, 11),
    ("[shell_environment_policy]\ninherit = true", mode(nil), 2, 11),
    ("[shell_environment_policy]\nfilters = []", .expected(.filters, key: "filters"), 2, 11),
    ("[shell_environment_policy]\nfilters = { A = 'incl' }", .unknownWord(key: "A", words: "include exclude", nearest: nil), 2, 17),
    ("[shell_environment_policy]\nfilters = { A = true }", .unknownWord(key: "A", words: "include exclude", nearest: nil), 2, 17),
    ("[shell_environment_policy]\nfilters = { 'A[' = 'include' }", .pattern(.openClass), 2, 15),
    ("[shell_environment_policy]\nfilters = { '@x' = 'include' }", .unknownGroup(nearest: nil), 2, 14),
    ("[shell_environment_policy]\nfilters = {}\nexclude = []", beside(3, 1), 2, 1),
    ("[shell_environment_policy]\ninclude_only = []\nfilters = {}", beside(2, 1), 3, 1),
    ("[shell_environment_policy]\nexperimental_use_profile = true", .codexKey("experimental_use_profile"), 2, 1),
    ("[shell_environment_policy]\nseal = true", .misplacedRootKey("seal"), 2, 1),
    ("[shell_environment_policy]\ninclude = ['A']", .include, 2, 1),
    ("[profiles.p]\ninclude = ['A']", .include, 2, 1),
    ("include = ['A']", .include, 1, 1),
    ("commands = 1", .expectedTable(key: "commands", header: "commands"), 1, 12),
    ("commands.npm = 1", .expectedTable(key: "npm", header: "commands.npm"), 1, 16),
    ("[commands.'']", .noCommandName, 1, 11),
    ("[commands.'./npm']", .relativeCommand, 1, 11),
    ("[commands.'bin/npm']", .relativeCommand, 1, 11),
    ("[commands.npm.audit]\nsync = true", .misplacedRootKey("audit"), 1, 15),
    ("[commands.npm]\ncommands = 1", .misplacedRootKey("commands"), 2, 1),
    ("[commands.npm]\nprofile = 'x'", .misplacedRootKey("profile"), 2, 1),
    ("[commands.npm]\nkep = ['A']", .unknownKey("kep", nearest: "keep"), 2, 1),
    ("show_dropped = 'yes'", .expectedFlag(.showDropped), 1, 16),
    ("export_dropped = true", .expectedString(key: "export_dropped"), 1, 18),
    ("export_dropped = 'A=B'", .equalsInName, 1, 18),
    ("[shell_environment_policy]\nexport_dropped = 'A'", .misplacedRootKey("export_dropped"), 2, 1),
    ("seal = 1", .expectedFlag(.seal), 1, 8),
    ("seal = 'true'", .expectedFlag(.seal), 1, 8),
    ("close_fds = 'if-possible'", .expectedFlag(.closeFds), 1, 13),
    ("[profiles.p]\nseal = 'perhaps'", .expectedFlag(.seal), 2, 8),
    ("audit = 1", .expectedTable(key: "audit", header: "audit"), 1, 9),
    ("[audit]\nfile = 'log'", .relativeTrail, 2, 8),
    ("[audit]\ntimeout = 0", .expectedMilliseconds, 2, 11),
    ("[audit]\ncommand = ''\nformat = 'json'", .unknownWord(key: "format", words: "jsonl otlp-json", nearest: "jsonl"), 3, 10),
    ("[audit]\ncommand = ['logger']", .expectedCommand, 2, 11),
    ("[audit]\ncommand = []", .expectedCommand, 2, 11),
    ("[audit]\nendpoint = 'https://example.com'", .endpointElsewhere, 2, 12),
    ("[audit]\nsyslogs = true", .unknownKey("syslogs", nearest: "syslog"), 2, 1),
    ("[profiles.p.audit]\nsync = 1", .expected(.flag, key: "sync"), 2, 8),
    ("[requirements]", .otherFile("requirements"), 1, 2),
    ("profil = 'x'", .unknownKey("profil", nearest: "profile"), 1, 1),
    ("profile = 1", .expectedString(key: "profile"), 1, 11),
    ("profiles = 1", .expectedTable(key: "profiles", header: "profiles"), 1, 12),
    ("[profiles]\nci = 1", .expectedTable(key: "ci", header: "profiles.ci"), 2, 6),
    ("[profiles.ci]\ninherit = 'x'", mode(nil), 2, 11),
    ("[profiles.ci]\nprofile = 'x'", .misplacedRootKey("profile"), 2, 1),
    ("[profiles.ci.shell_environment_policy]", .misplacedRootKey("shell_environment_policy"), 1, 14),
    ("[profiles.'']", .emptyProfileName, 1, 11),
    ("[profile.ci]", .profileIsTable, 1, 2),
    ("dialect = 'Codex'", .unknownWord(key: "dialect", words: "envscrub codex", nearest: "codex"), 1, 11),
    ("expect = 1", .expectedTables(key: "expect", header: "expect"), 1, 10),
    ("[expect]\nkept = []", .expectedTables(key: "expect", header: "expect"), 1, 1),
    ("[[expect]]\nkeep = []", .unknownKey("keep", nearest: "kept"), 2, 1),
    ("[[expect]]\ndrop = []", .unknownKey("drop", nearest: "dropped"), 2, 1),
    ("[shell_environment_policy]\nKEEP = []", .unknownKey("KEEP", nearest: "keep"), 2, 1),
    ("[shell_environment_policy]\nSEAL = true", .unknownKey("SEAL", nearest: "seal"), 2, 1),
    ("SEAL = true", .unknownKey("SEAL", nearest: "seal"), 1, 1),
    ("[[expect]]\nkept = 'A'", .expectedStrings(key: "kept"), 2, 8),
    ("[[expect]]\ndropped = ['A=1']", .equalsInName, 2, 12),
    ("[shell_environment_policy]\ndetect_values = 'yes'", .expectedFlag(.detectValues), 2, 17),
    ("[shell_environment_policy]\nkeep = 'A'", .expected(.patterns, key: "keep"), 2, 8),
    ("[shell_environment_policy]\nkeep = ['A', 1]", .expected(.patterns, key: "keep"), 2, 14),
    ("[shell_environment_policy]\ninherit = ['A', 1]", .expected(.patterns, key: "inherit"), 2, 17),
    ("[shell_environment_policy]\ninherit = ['A', 'B[']", .pattern(.openClass), 2, 19),
    ("[shell_environment_policy]\ninherit = ['@cor']", .unknownGroup(nearest: "@core"), 2, 13),
    ("[shell_environment_policy]\nunset = 'A'", .expectedStrings(key: "unset"), 2, 9),
    ("[shell_environment_policy]\nunset = ['A', '']", .emptyName, 2, 15),
    ("[shell_environment_policy]\nunset = ['A=fake']", .equalsInName, 2, 10),
    ("unset = ['A']", .misplacedKey("unset", table: "shell_environment_policy"), 1, 1),
    ("[shell_environment_policy]\nset = []", .expected(.assignments, key: "set"), 2, 7),
    ("[shell_environment_policy.set]\nA = 1", .expectedString(key: "A"), 2, 5),
    ("[shell_environment_policy.set]\nA.B = 'x'", .dottedName("A"), 2, 1),
    ("[shell_environment_policy.set]\n'' = 'x'", .emptyName, 2, 1),
    ("[shell_environment_policy.set]\n'A=B' = 'x'", .equalsInName, 2, 1),
    ("[shell_environment_policy.set]\n\"A\\u0000\" = 'x'", .nulInName, 2, 1),
    ("[shell_environment_policy.set]\nA = \"\\u0000\"", .nulInValue, 2, 5),
    ("[shell_environment_policy]\nexclude = ['A', 'B[']", .pattern(.openClass), 2, 19),
    ("[shell_environment_policy]\nexclude = [\"\\u0041\\u0042[\"]", .pattern(.openClass), 2, 25),
    ("[shell_environment_policy]\nexclude = ['']", .pattern(.empty), 2, 13),
    ("[shell_environment_policy]\nkeep = ['@injections']", .unknownGroup(nearest: "@injection"), 2, 10),
    ("[shell_environment_policy]\nkeep = ['@secret']", .unknownGroup(nearest: "@secrets"), 2, 10),
  ]

  private static func mode(_ nearest: ByteString?) -> ConfigurationError.Kind {
    .unknownMode(.inherit, nearest: nearest)
  }

  private static func beside(_ line: Int, _ column: Int) -> ConfigurationError.Kind {
    .filtersBesideList(other: OtherPlace(location: Bytes.SourceLocation(line: line, column: column)))
  }

  @Test(arguments: errors)
  func rejects(text: String, kind: ConfigurationError.Kind, line: Int, column: Int) {
    do {
      _ = try read(text)
      Issue.record("accepted")
    } catch {
      #expect(error.kind == kind)
      #expect(error.location == Bytes.SourceLocation(line: line, column: column))
    }
  }

  @Test func readsTheFile() throws {
    let text = """
      profile = "ci"
      dialect = "envscrub"
      [profiles.ci]
      inherit = "core"
      filters = { "A*" = "include", "B*" = "exclude", C = "include" }
      [profiles."two words"]
      [[expect]]
      kept = ["A"]
      [[expect]]
      dropped = ["B", "C"]
      """
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .user, file: 3, seed: 5))
    #expect(content.layer == PolicyLayer())
    #expect(content.profile?.value == "ci")
    #expect(content.profiles.map(\.name.value.text) == ["ci", "two words"])
    let profile = try #require(content.profile(named: "ci"))
    #expect(profile.filters?.map(\.rule.value.written.text) == ["A*", "B*", "C"])
    #expect(profile.filters?.map(\.includes) == [true, false, true])
    #expect(profile.lists[.includeOnly] == nil)
    #expect(profile.lists[.exclude] == nil)
    #expect(profile.values[.inherit]?.origin.layer == .profile)
    #expect(profile.values[.inherit]?.origin.file == 3)
    #expect(content.profile(named: "none") == nil)
    #expect(content.expectations.map { $0.kept.count } == [1, 0])
    #expect(content.expectations.map { $0.dropped.count } == [0, 2])
  }


  /// With a list for errors, one error doesn't hide the next.
  @Test func findsAllErrors() throws {
    let errors = UnsafeMutablePointer<ErrorList>.allocate(capacity: 1)
    errors.initialize(to: ErrorList())
    let text = "x = 1\n[shell_environment_policy]\nkeep = ['[', 1, 'A']\nset = { A = 1, B = 'b' }\n[profiles.p]\ny = 1"
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .user, seed: 5), findings: errors)
    #expect(errors.pointee.errors.map(\.location.line) == [1, 3, 3, 4, 6])
    #expect(content.layer.lists[.keep]?.map(\.value.written.text) == ["A"])
    #expect(content.layer.assignments.count == 1)
  }

  /// text, how it is read, what is wrong; nil if nothing is
  static let codex: [(String, LayerReader.Reading, ConfigurationError.Kind?)] = [
    ("[shell_environment_policy]\nkeep = []", .own, .notInCodex("keep", chosen: nil)),
    ("[shell_environment_policy]\nkeep = 1", .ownUnderCodex, nil),
    ("[shell_environment_policy]\nexlude = []", .own, .unknownKey("exlude", nearest: "exclude")),
    ("[shell_environment_policy]\nexlude = 1", .ownUnderCodex, nil),
    ("[shell_environment_policy]\nexclude = ['[', '', '@x', '\\']", .own, nil),
    ("[shell_environment_policy]\nexclude = ['@secrets']", .own, .groupInCodex),
    ("[shell_environment_policy]\nexclude = ['@injection']", .own, .groupInCodex),
    ("[shell_environment_policy]\nexclude = ['@SECRETS']", .own, nil),
    ("[shell_environment_policy]\nexperimental_use_profile = true", .own, nil),
    ("[shell_environment_policy]\nexperimental_use_profile = 'x'", .ownUnderCodex, .expected(.flag, key: "experimental_use_profile")),
    ("model = 'x'\n[profiles.p]\nmodel = 'x'", .ownUnderCodex, nil),
    ("profile = 1\nprofiles = 2\nexpect = 3\n", .codexFile, nil),
    ("[shell_environment_policy]\ninherit = ['A']", .own, .unknownWord(key: "inherit", words: "all core none", nearest: nil)),
    ("[shell_environment_policy]\ninherit = 'All'", .codexFile, .unknownWord(key: "inherit", words: "all core none", nearest: "all")),
    ("shell_environment_policy = 1", .codexFile, .expectedTable(key: "shell_environment_policy", header: "shell_environment_policy")),
    ("[shell_environment_policy.filters]\n'ΑΣ' = 'include'\n'ας' = 'exclude'", .own,
      .filterTwice(other: OtherPlace(location: Bytes.SourceLocation(line: 2, column: 1)))),
    ("[shell_environment_policy.filters]\n'ΑΣ' = 'include'\n'ασ' = 'exclude'", .own, nil),
  ]

  @Test(arguments: codex)
  func readsAsCodexDoes(text: String, reading: LayerReader.Reading, kind: ConfigurationError.Kind?) {
    do {
      _ = try LayerReader.read(PolicyDocument(ByteString(text), layer: .named, seed: 5), .codex, as: reading)
      #expect(kind == nil)
    } catch {
      #expect(error.kind == kind)
    }
  }

  /// Texts in which `fake` is a value of `set`, or may be one: no report may show it.
  static let secrets = [
    "[shell_environment_policy.set]\nA = 'fake' x",
    "[shell_environment_policy.set]\nA = fake",
    "[shell_environment_policy.set]\nA = \"fake",
    "[shell_environment_policy.set]\nA = 'fake'\nA = 'fake'",
    "[shell_environment_policy.set]\nA = \"fake\\q\"",
    "[shell_environment_policy.set]\nexport A=fake",
    "[shell_environment_policy.set]\nA: fake",
    "[shell_environment_policy.set]\n'A=fake' = 'x'",
    "[shell_environment_policy.set]\nA = '''\nfake'''fake",
    "[shell_environment_policy.set]\nA = ['fake']",
    "[shell_environment_policy]\nset = { A = 'fake' }\nA = 'fake'",
    "shell_environment_policy = { set = { A = 'fake' }, exclude = ['['] }",
    "shell_environment_policy = { exclude = ['['], set = { A = 'fake' } }",
    "shell_environment_policy = { set = { A = 'fake' }, inherit = 'x' }",
    "[shell_environment_policy]\nAPI_KEY = 'fake'",
    "API_KEY = 'fake'",
    "[shell_environment_policy]\nexclude = [\n  'A',\nFOO = 'fake'",
    "[shell_environment_policy]\nexclude = [\"\"\"\"A\", \"B\"]\n[x]\nM = \"\"\"\nfake\n\"\"\"",
    "[shell_environment_policy]\nkeep = [\n'A', '''B''', # x\n[shell_environment_policy.set]\nA = 'fake'",
    "[shell_environment_policy]\ndetect_values= 'fake' *",
    "[shell_environment_policy]\ndetect_values = 'fake'",
    "[shell_environment_policy]\nexclude = ['a'], set = {T = 'fake'}",
    "[shell_environment_policy]\ninherit = 'core', set = {T = 'fake'}",
    "[shell_environment_policy]\ninherit = core set = {T = 'fake'}",
    "[shell_environment_policy]\nexclude = ['a'; set = {T = 'fake'}",
    "[shell_environment_policy]\nexclude = [\"a\\q\"], set = {T = 'fake'}",
    "[shell_environment_policy]\ninherit = \"all, set = { A = 'fake' }",
    "[shell_environment_policy]\nexclude = []\u{7}et = {A='fake'}",
    "[shell_environment_policy]\nexclude =}[ 'fake'",
    "[shell_environment_policy]\nexclude = [ 'a',\n'b' 'fake' ]",
    "shell_environment_policy.exclude = ['a'] shell_environment_policy.set.T = 'fake'",
    "[shell_environment_policy.set.'T=fake']",
    "[shell_environment_policy]\nset = { T = {'fake' = 1} }",
    "[shell_environment_policy]\ninherit = 'cor' # T = 'fake'",
    "[shell_environmey] # fake",
    "[shell_environment_policy.set]\nA = \"\"\"\nfake \\q fake\"\"\"",
    "[profiles.p.set]\nA = fake",
    "[shell_environment_policy]\nset = { T = 'fake', A = 1 }",
    "[shell_environment_policy]\nset = { T = 'fake', 'A=B' = 'x' }",
    "[shell_environment_policy]\nkeep = { A = 'fake' }",
    "profile = { A = 'fake' }",
    "[shell_environment_policy]\nfilters = { A = 'fake' }",
    "[shell_environment_policy]\nfilters = { A = 'exclude', B = fake }",
    "[[expect]]\nkept = { A = 'fake' }",
    "[profiles.p]\nset = { A = 'fake' }\nkeep = 1 # fake",
    "[profiles.p]\nkeep = 1, set = { A = 'fake' }",
    "profiles = { p = { keep = ['['], set = { A = 'fake' } } }",
    "[profiles]\np = 'fake'",
    "[[expect]]\nkept = [1] # fake",
    "[[expect]]\ndropped = ['A=fake']",
    "[[expect]]\nvalue = 'fake'",
    "profile = true, set = 'fake'",
    "seal = 'fake'",
    "[requirements]\nset = { always = { A = 'fake' } }\n[x]\n",
    "shell_environment_policy.filters = { A = 'x' } # fake",
    "[shell_environment_policy]\nfilters = { A = include, B = 'fake' }",
    // A missing or surplus quote swaps what is inside and outside of strings.
    "[shell_environment_policy]\nexclude = [\"set.Q = \"fake\"",
    "[shell_environment_policy]\nexclude = [\"A, set.Q = 'fake', \"B\"]",
    "[shell_environment_policy]\nexclude = [\"B], set = { P = \"fake\" }",
    "[shell_environment_policy]\nexclude = ['A', \"B'], set = { P = 'fake', Q = \"x\" }",
    "[shell_environment_policy]\nkeep = \"\"\"A\"\"\" fake\"",
    "[requirements]\nexclude.always = [\"B], set.always = { P = \"fake2\"",
    "[requirements]\nrules = [{ glob = \"a\", decision = \"x, set = \"fake\" }]",
    "[shell_environment_policy]\ninherit = all\"fake\"",
    "[shell_environment_policy]\ninherit = set.A = \"fake\"",
    // The same in a valid document.
    "[shell_environment_policy]\nexclude = ['[', \"set.Q = fake\"]",
    "[shell_environment_policy]\nexclude = [1, '''A\nset.Q = fake''']",
    "[shell_environment_policy]\nexclude = ['''A\nset.Q = \"fake\"''', 1]",
  ]

  /// Errors beyond the number that anybody reads are only counted, in a document of one line or of many.
  @Test(arguments: ["1", "\n1"])
  func countsWhatNobodyReads(item: String) throws {
    let errors = UnsafeMutablePointer<ErrorList>.allocate(capacity: 1)
    errors.initialize(to: ErrorList())
    let text = "[shell_environment_policy]\nexclude = [" + [String](repeating: item, count: 3000).joined(separator: ",") + "]"
    _ = try LayerReader.read(PolicyDocument(ByteString(text), layer: .user, seed: 5), findings: errors)
    #expect(errors.pointee.errors.count == ErrorList.limit)
    #expect(errors.pointee.omitted == 3000 - ErrorList.limit)
    let last = try #require(errors.pointee.errors.last)
    #expect(last.location == (item == "1" ? SourceLocation(line: 2, column: 10 + 2000) : SourceLocation(line: 1002, column: 1)))
  }

  @Test(arguments: secrets)
  func concealsValues(text: String) {
    do {
      _ = try read(text)
      Issue.record("accepted")
    } catch {
      let bytes = Array(text.utf8)
      var start = 0
      for _ in 1..<error.location.line { start = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))! + 1 }
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let shown = bytes[start..<max(start, min(error.hiddenFrom ?? end, end))]
      #expect(!String(decoding: shown, as: UTF8.self).contains("fake"))
    }
  }

  /// What is certainly no value is shown: text, the part of its second line
  static let shown = [
    ("[shell_environment_policy]\nexclude = ['A[']", "exclude = ['A[']"),
    ("[shell_environment_policy]\ninherit = all", "inherit = all"),
    // It is unclear which quotes open and which close.
    ("[shell_environment_policy]\nkeep = ['A' 'B']", "keep = "),
    ("[shell_environment_policy]\ninherit = 'al' # one of three", "inherit = 'al' "),
    ("[shell_environment_policy]\nkeep = ['A#['] # x", "keep = ['A#['] "),
    ("[shell_environment_policy]\nexludes = ['A']", "exludes = ["),
  ]

  @Test(arguments: shown)
  func showsWhatIsNoValue(text: String, expected: String) {
    do {
      _ = try read(text)
      Issue.record("accepted")
    } catch {
      let bytes = ByteString(text)
      let start = "[shell_environment_policy]\n".utf8.count
      #expect(bytes[start..<(error.hiddenFrom ?? bytes.count)].text == expected)
    }
  }
}
