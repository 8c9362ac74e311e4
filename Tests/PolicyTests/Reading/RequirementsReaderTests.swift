import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct RequirementsReaderTests {
  private func read(_ text: String) throws(ConfigurationError) -> Requirements {
    try RequirementsReader.read(PolicyDocument(ByteString(text), layer: .requirements, file: 2, seed: 5))
  }

  @Test func readsEveryKey() throws {
    let text = """
      [requirements.inherit]
      allowed = ["core", "none"]
      [requirements]
      detect_values.allowed = [true]
      seal = { allowed = [true, "if-possible"] }
      codex.allowed = [false]
      profile.allowed = ["agent", ""]
      exclude.always = ["LD_*", "@secrets"]
      set.forbidden = ["PATH"]
      set.always = { CI = "1" }
      [[requirements.rules]]
      glob = "rm -rf *"
      decision = "forbidden"
      [[requirements.rules]]
      decision = "prompt"
      glob = "git push*"
      """
    let requirements = try read(text)
    #expect(requirements.allowed(.inherit)?.values == 0b110)
    #expect(requirements.allowed(.detectValues)?.values == 0b010)
    #expect(requirements.allowed(.seal)?.values == 0b110)
    #expect(requirements.allowed(.codex)?.values == 0b001)
    #expect(requirements.allowed(.closeFds) == nil)
    #expect(requirements.profiles?.map(\.value.text) == ["agent", ""])
    #expect(requirements.exclude.map(\.value.written.text) == ["LD_*", "@secrets"])
    #expect(requirements.forbiddenAssignments.map(\.value.written.text) == ["PATH"])
    #expect(requirements.assignments.map { ByteString(cString: $0.entry.string).text } == ["CI=1"])
    #expect(requirements.rules.map(\.glob.written.text) == ["rm -rf *", "git push*"])
    #expect(requirements.rules.map(\.decision) == [.forbidden, .prompt])
    #expect(requirements.rules.map(\.origin.file) == [2, 2])
  }

  @Test(arguments: ["", "[requirements]", "requirements = { rules = [] }", "requirements.set = {}"])
  func reads(text: String) throws { _ = try read(text) }

  /// text, what is wrong, where
  static let errors: [(String, ConfigurationError.Kind, Int, Int)] = [
    ("[shell_environment_policy]", .otherFile("shell_environment_policy"), 1, 2),
    ("[requirement]", .unknownKey("requirement", nearest: "requirements"), 1, 2),
    ("requirements = 1", .expectedTable(key: "requirements", header: "requirements"), 1, 16),
    ("[requirements.inherits]", .unknownKey("inherits", nearest: "inherit"), 1, 15),
    ("[requirements.rule]", .unknownKey("rule", nearest: "rules"), 1, 15),
    ("[requirements.audit]", .nowhereToWrite, 1, 1),
    ("[requirements.audit]\nfile = '/a'\nrequired = false", .requirementNotRequired, 3, 12),
    ("[requirements.inherit]\nallow = []", .unknownKey("allow", nearest: "allowed"), 2, 1),
    ("[requirements.inherit]", .missingKey("allowed"), 1, 1),
    ("[requirements.profile]", .missingKey("allowed"), 1, 1),
    ("[requirements.exclude]", .missingKey("always"), 1, 1),
    ("inherit = 'core'", .misplacedKey("inherit", table: "requirements"), 1, 1),
    ("[requirements]\ninherit = 'core'", .expectedTable(key: "inherit", header: "requirements.inherit"), 2, 11),
    ("[requirements.inherit]\nallowed = []", .nothingAllowed, 2, 11),
    ("[requirements.inherit]\nallowed = 'all'", .unknownValue(.inherit), 2, 11),
    ("[requirements.inherit]\nallowed = ['all', 'core ']", .unknownValue(.inherit), 2, 19),
    ("[requirements.inherit]\nallowed = [true]", .unknownValue(.inherit), 2, 12),
    ("[requirements.codex]\nallowed = ['true']", .unknownValue(.codex), 2, 12),
    ("[requirements.close_fds]\nallowed = ['if-possible']", .unknownValue(.closeFds), 2, 12),
    ("[requirements.profile]\nallowed = []", .nothingAllowed, 2, 11),
    ("[requirements.profile]\nallowed = [1]", .expectedStrings(key: "allowed"), 2, 12),
    ("[requirements.exclude]\nalways = ['A[']", .pattern(.openClass), 2, 13),
    ("[requirements.set]\nallowed = []", .unknownKey("allowed", nearest: nil), 2, 1),
    ("[requirements.set]\nalways = { 'A=B' = 'x' }", .equalsInName, 2, 12),
    ("[requirements.set.always]\nA = 1", .expectedString(key: "A"), 2, 5),
    ("[requirements.rules]", .expectedTables(key: "rules", header: "requirements.rules"), 1, 1),
    ("[[requirements.rules]]\nglob = 'x'", .missingKey("decision"), 1, 1),
    ("[[requirements.rules]]\ndecision = 'prompt'", .missingKey("glob"), 1, 1),
    ("[[requirements.rules]]\nglob = ''\ndecision = 'prompt'", .pattern(.empty), 2, 9),
    ("[[requirements.rules]]\nglob = 'x'\ndecision = 'allow'",
      .unknownWord(key: "decision", words: "forbidden prompt", nearest: nil), 3, 12),
    ("[[requirements.rules]]\nglob = 'x'\ndecision = 'prompt'\nreason = 'x'", .unknownKey("reason", nearest: nil), 4, 1),
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

  /// What `always` assigns is a value, and not shown.
  @Test(arguments: [
    "[requirements.set.always]\nA = 'fake' x", "[requirements.set.always]\nA = 1 # fake",
    "[requirements]\nset = { always = { A = 'fake' }, forbidden = 1 }", "[requirements.secret]\nallowed = ['fake']",
    "[requirements.inherit]\nalways = { A = 'fake' }", "[requirements]\nexclude.always = { A = 'fake' }",
    "[requirements]\nexclude = { always = ['A', { B = 'fake' }] }",
  ])
  func concealsValues(text: String) {
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    guard let error else { return }
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)[error.location.line - 1]
    let start = text.utf8.distance(from: text.startIndex, to: line.startIndex)
    let shown = error.hiddenFrom.map { String(text.utf8.dropFirst(start).prefix(max($0 - start, 0)))! } ?? String(line)
    #expect(!shown.contains("fake"))
  }
}
