import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct PolicyLoaderTests {
  private static func load(_ words: [String]) throws(Failure) -> LoadedPolicy {
    var audit: Boxed<AuditSettings>?
    let request = Boxed((try? parse(words)) ?? Invocation())
    return try PolicyLoader.load(Run(program: "env", arguments: ["env"]), request, audit: &audit).value
  }

  /// the options before the file of `--config`, the text of the file, the dialect
  static let dialects: [([String], String, Dialect)] = [
    ([], "", .envscrub), ([], "dialect = 'codex'\n", .codex), (["--codex"], "", .codex), (["--codex=no"], "dialect = 'codex'\n", .envscrub),
  ]
  @Test(arguments: dialects)
  func dialect(words: [String], text: String, expected: Dialect) throws {
    let scratch = try TemporaryDirectory()
    try write(text + "[shell_environment_policy]\n", to: scratch("f"))
    let loaded = try Self.load(words + ["--config=" + scratch("f")])
    #expect(loaded.dialect.value == expected && loaded.policy.dialect == expected)
    #expect(loaded.sources.filter { $0.layer == .named }.map { $0.path?.text } == [scratch("f")])
  }

  /// A file that is skipped is named only in a report about all of them.
  @Test func skips() throws {
    #expect(try Self.load(["--no-config", "true"]).sources.filter { $0.status == .skipped }.isEmpty)
    let skipped = try Self.load(["--no-config", "--explain"]).sources.filter { $0.status == .skipped }
    #expect(skipped.first?.path == "/etc/envscrub/config.toml" && skipped.count == 2)
  }

  @Test func errorsEndIt() throws {
    let scratch = try TemporaryDirectory()
    try write("kep = 1\n", to: scratch("f"))
    for name in ["f", "absent"] {
      let error = #expect(throws: Failure.self) { _ = try Self.load(["--config=" + scratch(name)]) }
      #expect(error?.message.text.contains(scratch(name)) == true && error?.status == 125)
    }
  }

  /// Layers in their order: a later one replaces, and each says where it stands.
  @Test(.ownMachine) func layers() async throws {
    let header = "[shell_environment_policy]\n"
    let machine = try machine([
      "etc/envscrub/config.toml": header + "exclude = ['A']\nset = { B = 'system' }\n",
      "home/.config/envscrub/config.toml": header + "exclude = ['C']\nset = { B = 'user' }\n",
    ])
    let words = ["--why=A", "--why=B", "--why=C", "--why=D", "--exclude=D"]
    let printed = await printed(by: words, on: machine.path)
    #expect(
      printed == Printed(output: """
        drop  A  exclude "A"  /etc/envscrub/config.toml:2 (system)  (not in the environment; it would be dropped)
        set   B  set  ~/.config/envscrub/config.toml:3 (user)
        drop  C  exclude "C"  ~/.config/envscrub/config.toml:2 (user)  (not in the environment; it would be dropped)
        drop  D  exclude "D"  command line  (not in the environment; it would be dropped)

        """, error: ""))
    #expect(chmod(machine("home/.config/envscrub/config.toml"), 0o666) == 0)
    #expect(await envscrubTests.printed(by: words, on: machine.path, status: 125).error.contains("others can write it"))
  }
}
