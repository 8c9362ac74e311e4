import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct CodexLintTests {
  /// how a document is read, its text, the lines without effect and why
  static let documents: [(LayerReader.Reading, String, [(Int, CodexWarning)])] = [
    (.codexFile, "[shell_environment_policy]\ninherit = 'core'\nexclude = ['A']", []),
    (.codexFile, "[shell_environment_policy]\nexperimental_use_profile = true", []),
    (.codexFile, "model = 'x'\n[tui]\n[shell_environment_policy]", []),
    (.codexFile, "model = 'x'", [(1, .noTable)]),
    (.codexFile, "", [(1, .noTable)]),
    (.codexFile, "[shell_environment_policy]\nexcludes = []", [(2, .unknownKey("excludes", nearest: "exclude"))]),
    (.codexFile, "[shell_environment_policy]\nxyzzy = 1", [(2, .unknownKey("xyzzy", nearest: nil))]),
    (.codexFile, "[shell_environment_policy]\nkeep = ['A']", [(2, .notInCodex("keep"))]),
    (.codexFile, "[shell_environment_policy]\n'keep ' = ['A']", [(2, .unknownKey("keep ", nearest: nil))]),
    (.codexFile, "[shell_environment_policy]\nmodel = 'x'\nprofile = 'y'", [(2, .rootKey("model")), (3, .rootKey("profile"))]),
    (.codexFile, "exclude = ['A']", [(1, .misplacedKey("exclude"))]),
    (.codexFile, "keep = ['A']\n[shell_environment_policy]", []),
    (.codexFile, "[shell_enviroment_policy]", [(1, .misspeltTable("shell_enviroment_policy"))]),
    (.codexFile, "[profiles.p.shell_environment_policy]", [(1, .misplacedTable)]),
    (.codexFile, "[[a]]\n[a.shell_environment_policy]", [(2, .misplacedTable)]),
    (.codexFile, "[a]\nshell_environment_policy = 'no table'\n[shell_environment_policy]", []),
    // For an envscrub file its own reader reports everything outside the table.
    (.ownUnderCodex, "exclude = ['A']\n[shell_environment_policy]\nkeep = []", [(1, .misplacedKey("exclude")), (3, .notInCodex("keep"))]),
    (.ownUnderCodex, "[profiles.p]\nexclude = ['A']", []),
    (.own, "exclude = ['A']\n[shell_environment_policy]\nkeep = []", []),
  ]

  @Test(arguments: documents)
  func document(reading: LayerReader.Reading, text: String, warnings: [(Int, CodexWarning)]) throws {
    let document = try PolicyDocument(ByteString(text), layer: .named, isCodexFile: reading == .codexFile, seed: 1)
    var lint = CodexLint()
    lint.check(document, as: reading)
    #expect(lint.notes.map(\.warning) == warnings.map(\.1))
    #expect(lint.notes.map { Bytes.SourceLocation(of: $0.origin.place, in: ByteString(text)).line } == warnings.map(\.0))
  }

  /// the content of a policy table, the warning about what it keeps
  static let policies: [(String, CodexWarning?)] = [
    ("ignore_default_excludes = false", nil),
    ("", .secretsPass(["AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "API_KEY"])),
    ("exclude = ['AWS_*', '*TOKEN*']", .secretsPass(["API_KEY"])),
    ("exclude = ['*KEY*', '*token*']", nil),
    ("inherit = 'core'", nil),
    ("include_only = ['PATH', 'API_KEY']", nil),
    ("include_only = ['PATH', 'API_*']", .secretsPass(["API_KEY"])),
    ("set = { API_KEY = 'x' }\nexclude = ['*KEY*', '*TOKEN*']", nil),
    ("inherit = 'none'", .leavesNothing),
    ("exclude = ['*']", .leavesNothing),
    ("inherit = 'core'\ninclude_only = ['MY_*']", .leavesNothing),
    ("inherit = 'none'\nset = { A = 'x' }", nil),
  ]

  @Test(arguments: policies)
  func passing(table: String, expected: CodexWarning?) throws {
    let document = try PolicyDocument(
      ByteString("[shell_environment_policy]\n\(table)\n"), layer: .named, isCodexFile: true, seed: 1)
    var policy = Policy(.codex)
    policy.merge(try LayerReader.read(document, .codex, as: .codexFile).layer)
    policy.mergeCommandLine(PolicyLayer())
    var lint = CodexLint()
    lint.check(policy, from: document)
    #expect(lint.notes.map(\.warning) == (expected.map { [$0] } ?? []))
  }

  @Test func countsTheRest() throws {
    let keys = (0...ErrorList.limit).map { "x\($0) = 1\n" }.joined()
    let document = try PolicyDocument(ByteString("[shell_environment_policy]\n\(keys)"), layer: .named, isCodexFile: true, seed: 1)
    var lint = CodexLint()
    lint.check(document, as: .codexFile)
    #expect(lint.notes.count == ErrorList.limit && lint.omitted == 1)
  }
}
