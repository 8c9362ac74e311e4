import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct TrustModeTests {
  private static let text = "[shell_environment_policy]\nexclude = ['A*']\n"

  /// The list of trusted files is in the home directory, and so takes a machine of its own.
  @Test(.ownMachine) func trustsAndUntrusts() async throws {
    let machine = try machine(["p/.envscrub.toml": Self.text, "p/sub/x": ""])
    let file = machine("p/.envscrub.toml")
    func run(_ words: String..., status: Int32 = 0) async -> Printed {
      await printed(by: words, in: machine("p/sub"), on: machine.path, status: status)
    }
    #expect(await run("--list-trusted") == Printed(output: "", error: ""))
    #expect(await run("--trust") == Printed(output: "\(file)\n  exclude                 \"A*\"\ntrusted\n", error: ""))
    let digest = SHA256.digest(of: ByteString(Self.text))
    let line = written { $0.write(digest) } + "  " + file + "\n"
    #expect(await run("--list-trusted").output == line)
    #expect(await run("--list-trusted", "-0").output == line.dropLast() + "\0")
    #expect(await run("--why=AB").output.hasPrefix("drop  AB  exclude \"A*\""))
    try write(Self.text + "#\n", to: file)
    #expect(await run("true", status: 125).error.contains("changed since it was trusted"))
    #expect(await run("--trust", "-q", "../.envscrub.toml") == Printed(output: "", error: ""))
    #expect(await run("true") == Printed(output: "", error: ""))
    #expect(await run("--untrust") == Printed(output: "", error: ""))
    #expect(await run("--list-trusted").output == "")
    #expect(await run("--untrust", file).error.hasSuffix(": was not trusted\n"))
    #expect(await run("--untrust", status: 125).error == "env: no trusted .envscrub.toml in this directory or above it\n")
  }

  /// arguments, the message: nothing is trusted
  static let faults: [([String], String)] = [
    (["--trust"], "env: no .envscrub.toml in this directory or above it\n"),
    (["--trust", "x.toml"], "env: #/x.toml: a project's policy file is called .envscrub.toml, and Codex's own .codex/config.toml\n"),
    (["--trust", "absent/.envscrub.toml"], "env: absent/.envscrub.toml: No such file or directory\n"),
    (["--trust", ".codex/config.toml"], "env: #/.codex/config.toml: No such file or directory\n"),
    (["-S", "--trust ${SUB}/.envscrub.toml"], "env: ${SUB}/.envscrub.toml: write the path itself; what -S expands would be shown\n"),
    (["--trust", "bad/.envscrub.toml"], "#/bad/.envscrub.toml:1:1: error: unknown key \"x\""),
    (["--trust", "open/.envscrub.toml"], "env: #/open/.envscrub.toml: others can write it"),
  ]
  @Test(arguments: faults)
  func refuses(words: [String], start: String) async throws {
    let scratch = try TemporaryDirectory()
    try write("x = 1\n", to: scratch("bad/.envscrub.toml"))
    try write("", to: scratch("open/.envscrub.toml"))
    #expect(chmod(scratch("open/.envscrub.toml"), 0o666) == 0 && mkdir(scratch(".codex"), 0o755) == 0)
    let printed = await printed(by: words, in: scratch.path, entries: ["SUB": "s3cret"], status: 125)
    #expect(printed.output.isEmpty && printed.error.hasPrefix(start.replacing("#", with: scratch.path)), "\(printed.error)")
  }
}
