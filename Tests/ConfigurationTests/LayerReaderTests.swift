import Bytes
import Configuration
import Globs
import Policies
import TOML
import TestSupport
import Testing

@Suite struct LayerReaderTests {
  private func read(_ text: String) throws(ConfigurationError) -> PolicyLayer {
    try LayerReader.read(ByteString(text), layer: .system, seed: 5)
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
      set = { C = "1", "D.E" = "" }
      """
    let layer = try read(text)
    #expect(layer.inherit?.value == .core)
    #expect(layer.ignoreDefaultExcludes?.value == true)
    #expect(layer.detectValues?.value == false)
    #expect(layer.defaultExcludes?.map(\.value.written.text) == ["@secrets", "X*"])
    #expect(layer.keep?.map(\.value.written.text) == ["A"])
    #expect(layer.includeOnly?.isEmpty == true)
    #expect(layer.exclude.map(\.value.written.text) == ["B", "@core"])
    #expect(layer.assignments.map { ByteString(cString: $0.entry.string).text } == ["C=1", "D.E="])
    // An origin is where the item itself begins, with its quote.
    let place = text.utf8.count - "\"B\", \"@core\"]\nset = { C = \"1\", \"D.E\" = \"\" }".utf8.count
    #expect(layer.exclude[0].origin == Origin(layer: .system, place: place))
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
    ("inherit = 'none'", .misplacedKey("inherit"), 1, 1),
    ("[set]\nA = 'x'", .misplacedKey("set"), 1, 2),
    ("sandbox_mode = 'x'", .codexKey("sandbox_mode"), 1, 1),
    ("shell_environment_policy = 1", .expectedTable(key: "shell_environment_policy"), 1, 28),
    ("[[shell_environment_policy]]", .expectedTable(key: "shell_environment_policy"), 1, 1),
    ("[shell_environment_policy]\nexlude = []", .unknownKey("exlude", nearest: "exclude"), 2, 1),
    ("[shell_environment_policy]\nprofile = 'x'", .unknownKey("profile", nearest: nil), 2, 1),
    ("[shell_environment_policy]\nfilters = {}", .unknownKey("filters", nearest: nil), 2, 1),
    ("[shell_environment_policy]\ninherit = 'All'", .unknownMode(nearest: "all"), 2, 11),
    ("[shell_environment_policy]\ninherit = 'cor'", .unknownMode(nearest: "core"), 2, 11),
    ("[shell_environment_policy]\ninherit = 'everything'", .unknownMode(nearest: nil), 2, 11),
    ("[shell_environment_policy]\ninherit = true", .expected(.mode, key: "inherit"), 2, 11),
    ("[shell_environment_policy]\ndetect_values = 'yes'", .expected(.boolean, key: "detect_values"), 2, 17),
    ("[shell_environment_policy]\nkeep = 'A'", .expected(.patterns, key: "keep"), 2, 8),
    ("[shell_environment_policy]\nkeep = ['A', 1]", .expected(.patterns, key: "keep"), 2, 14),
    ("[shell_environment_policy]\nset = []", .expected(.assignments, key: "set"), 2, 7),
    ("[shell_environment_policy.set]\nA = 1", .expectedString(key: "A"), 2, 5),
    ("[shell_environment_policy.set]\nA.B = 'x'", .expectedString(key: "A"), 2, 1),
    ("[shell_environment_policy.set]\n'' = 'x'", .emptyName, 2, 1),
    ("[shell_environment_policy.set]\n'A=B' = 'x'", .equalsInName, 2, 1),
    ("[shell_environment_policy.set]\n\"A\\u0000\" = 'x'", .nulInName, 2, 1),
    ("[shell_environment_policy.set]\nA = \"\\u0000\"", .nulInValue, 2, 5),
    ("[shell_environment_policy]\nexclude = ['A', 'B[']", .pattern(.openClass), 2, 19),
    ("[shell_environment_policy]\nexclude = [\"\\u0041\\u0042[\"]", .pattern(.openClass), 2, 25),
    ("[shell_environment_policy]\nexclude = ['']", .pattern(.empty), 2, 13),
    ("[shell_environment_policy]\nkeep = ['@injection']", .unknownGroup(nearest: nil), 2, 10),
    ("[shell_environment_policy]\nkeep = ['@secret']", .unknownGroup(nearest: "@secrets"), 2, 10),
  ]

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

  /// A text in which `fake` stands for a value of `set`, or for what may be one: no report may show it.
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
  ]

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

  /// And what is no value is shown: text, what of its second line
  static let shown = [
    ("[shell_environment_policy]\nexclude = ['A[']", "exclude = ['A[']"),
    ("[shell_environment_policy]\ninherit = all", "inherit = all"),
    ("[shell_environment_policy]\nkeep = ['A' 'B']", "keep = ['A' "),
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
