import Bytes
import Globs
import Policy
import TestSupport
import Testing
@testable import envscrub

/// `--to-envscrub`: both policies are applied to environments, and the results compared.
struct CodexTranslationTests {
  private static let names = [
    "PATH", "HOME", "TERM", "LANG", "EDITOR", "CI", "MAX_TOKENS", "MONKEY", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY",
    "DATABASE_URL", "PGPASSWORD", "A[1]", "@x", "a\\b", "NODE_REPL_AUTH_TOKEN", "CODEX_GUARDIAN_DECISIONS_API_KEY", "X",
  ]
  private static let patterns = [
    "PATH", "home", "TERM", "*", "?", "*TOKEN*", "MAX_*", "mon?ey", "GITHUB_*", "A[1]", "A[*", "@x", "a\\b", "*\\*", "",
    "EDIT*", "X", "PG*", "NODE_*", "DATABASE_URL",
  ]

  private func entries(value: String) -> List<EnvironmentEntry> {
    List(Self.names.map { EnvironmentEntry(name: ByteString($0), value: ByteString(value)) })
  }

  private func translation(of layer: PolicyLayer) -> ByteString {
    var buffer = ByteBuffer()
    CodexTranslation.write(layer, of: "codex.toml", to: &buffer)
    return buffer.finish()
  }

  private func codex(_ text: String) throws -> PolicyLayer {
    let document = try PolicyDocument(
      ByteString("[shell_environment_policy]\n\(text)"), layer: .user, isCodexFile: true, seed: 5)
    return try LayerReader.read(document, .codex, as: .codexFile).layer
  }

  private func environment(_ layer: PolicyLayer, _ dialect: Dialect, _ parent: List<EnvironmentEntry>) -> Set<String> {
    var policy = Policy(dialect)
    policy.merge(layer)
    policy.mergeCommandLine(PolicyLayer())
    let outcome = policy.apply(to: parent, seed: 1, explaining: false)
    return Set(outcome.environment.map { ByteString(cString: $0.string).text })
  }

  private func quoted(_ list: [String]) -> String { "[" + list.map { "'\($0)'" }.joined(separator: ", ") + "]" }

  @Test func bothGiveTheSame() throws {
    var generator = SeededGenerator(seed: 18)
    var picked = 0
    for _ in 0..<3000 {
      func some(_ most: Int) -> [String] {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in Self.patterns.randomElement(using: &generator) ?? "X" }
      }
      var text = ""
      if let mode = [nil, "all", "core", "none", "all"].randomElement(using: &generator) ?? nil { text += "inherit = '\(mode)'\n" }
      if Bool.random(using: &generator) { text += "ignore_default_excludes = \(Bool.random(using: &generator))\n" }
      let includes = Bool.random(using: &generator) ? some(3) : []
      if !includes.isEmpty { text += "include_only = \(quoted(includes))\n" }
      text += "exclude = \(quoted(some(3)))\n"
      text += "set = { CI = '1', MY_TOKEN = 'a\"b', 'A[1]' = 'x\\y', OPENAI_IDENTITY_TOKEN_FILE = 'f' }\n"
      let layer = try codex(text)
      let ours = translation(of: layer)
      let content = try LayerReader.read(PolicyDocument(ours, layer: .named, seed: 5))
      // Values with and without a form of credential.
      for value in ["x", "https://u:secret@example.invalid/", "ghp_" + String(repeating: "a1B2", count: 9)] {
        let there = environment(layer, .codex, entries(value: value))
        let here = environment(content.layer, .envscrub, entries(value: value))
        if !includes.isEmpty || text.contains("'none'") {
          picked += 1
          #expect(here == there, "\(text)\(ours.text)")
        } else {
          // Only names that the file doesn't mention may be dropped in addition.
          #expect(here.isSubset(of: there), "\(text)\(ours.text)")
          #expect(ours.text.contains("Differs: "))
        }
      }
    }
    #expect(picked > 1000)
  }

  /// With the line from its comment nothing differs at all.
  @Test func withTheDefaultExcludesOff() throws {
    for text in ["exclude = ['X', 'GITHUB_*']", "inherit = 'core'\nexclude = ['home']", "set = { X = '2' }"] {
      let layer = try codex(text)
      let ours = translation(of: layer).text.replacing("# ignore_default_excludes", with: "ignore_default_excludes")
      let content = try LayerReader.read(PolicyDocument(ByteString(ours), layer: .named, seed: 5))
      #expect(content.layer.values[.ignoreDefaultExcludes]?.value == 1)
      #expect(environment(content.layer, .envscrub, entries(value: "x")) == environment(layer, .codex, entries(value: "x")))
    }
  }

  /// text, a part of the comment
  @Test(arguments: [
    ("", "Codex drops no secrets here"), ("ignore_default_excludes = false", "know more secrets"),
    ("include_only = ['A']", "secrets too"), ("inherit = 'none'\ninclude_only = ['A']", "# include_only = [\"A\"]"),
    ("exclude = ['ä']", "letters beyond ASCII"), ("inherit = 'core'", "TERM"),
    ("include_only = ['A']\nset = { B = 'x' }", "Codex does not set \"B\""),
  ])
  func says(text: String, comment: String) throws {
    let ours = translation(of: try codex(text)).text
    #expect(ours.split(separator: "\n").contains { $0.hasPrefix("#") && $0.contains(comment) }, "\(ours)")
  }

  /// A table 16 times as long: quadratic work would take 256 times as long.
  @Test func manyAssignmentsTakeLinearTime() throws {
    func time(_ count: Int) throws -> Duration {
      let layer = try codex("set = { " + (0..<count).map { "K\($0) = ''" }.joined(separator: ", ") + " }\n")
      return threadTime { _ = translation(of: layer) }
    }
    #expect(try time(1 << 13) < time(1 << 9) * 80)
  }
}
