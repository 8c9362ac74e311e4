import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct CheckModeTests {
  /// the file's text, options; the status, what is said of it: `#` stands for its path
  static let table: [(String, [String], Int32, String, String)] = [
    ("[shell_environment_policy]\nkeep = ['A_KEY']\n", [], 0, "", "#: ok\n"),
    ("[shell_environment_policy]\nkeep = ['A_KEY']\n", ["-q"], 0, "", ""),
    ("[shell_environment_policy]\nexclude = ['A*', 'AB']\n", [], 1, "#:2:18: warning: ", "#: 0 errors, 1 warning\n"),
    ("x = 1\n", [], 1, "#:1:1: error: unknown key \"x\"", "#: 1 error, 0 warnings\n"),
    ("[shell_environment_policy]\nset = { A = '$B' }\n", [], 1, "#:2:9: warning: nothing is expanded", "#: 0 errors, 1 warning\n"),
    ("[[expect]]\nkept = ['A_KEY']\n", [], 1, "#:2:9: error: \"A_KEY\" is expected to be kept, but dropped", "#: 1 error, 0 warnings\n"),
    ("[profiles.p]\nkeep = ['A_KEY']\n[[expect]]\nkept = ['A_KEY']\n", ["--profile=p"], 0, "", "#: ok\n"),
    ("", ["--profile=p"], 1, "env: --profile: this file defines no profile \"p\"\n", "#: 1 error, 0 warnings\n"),
    ("requirements.seal.allowed = []\n", [], 1, "#:1:29: error: ", "#: 1 error, 0 warnings\n"),
    ("[requirements.exclude]\nalways = ['A', 'A']\n", [], 1, "#:2:16: warning: ", "#: 0 errors, 1 warning\n"),
    ("model = 'x'\n[shell_environment_policy]\nexclud = []\n", ["--codex"], 1, "#:2:2: warning: AWS_SECRET_ACCESS_KEY, GITHUB_TOKEN and API_KEY pass", "#: 0 errors, 2 warnings\n"),
    ("kep = 1\n", ["--json"], 1, "", "{\"version\":1,\"findings\":[{\"severity\":\"error\","),
  ]
  @Test(arguments: table)
  func aFile(text: String, options: [String], status: Int32, error: String, output: String) async throws {
    let scratch = try TemporaryDirectory()
    try write(text, to: scratch("f.toml"))
    let printed = await printed(by: ["--check"] + options + [scratch("f.toml")], status: status)
    func whole(_ text: String) -> String { text.replacing("#", with: scratch("f.toml")) }
    #expect(printed.error.hasPrefix(whole(error)) && printed.error.isEmpty == error.isEmpty, "\(printed.error)")
    #expect(printed.output.hasPrefix(whole(output)) && printed.output.isEmpty == output.isEmpty, "\(printed.output)")
  }

  /// A file that is named twice is checked once; one that can't be read is an error of envscrub itself.
  @Test func severalFiles() async throws {
    let scratch = try TemporaryDirectory()
    try write("", to: scratch("a"))
    try write("x = 1\n", to: scratch("b"))
    let printed = await printed(by: ["--check", "a", "b", "./a", "a"], in: scratch.path, status: 1)
    #expect(printed.output.hasPrefix("a: ok\nb: 1 error, 0 warnings\n") && !printed.output.contains("a: ok\na: ok"))
    #expect(await envscrubTests.printed(by: ["--check", "absent", "b"], in: scratch.path, status: 125).error.contains("absent: No such file"))
  }

  /// Without a name, the files of a run are checked, merged too.
  @Test(.ownMachine) func theFilesOfARun() async throws {
    let machine = try machine([
      "etc/envscrub/config.toml": "profile = 'p'\n", "home/.config/envscrub/config.toml": "[profiles.q]\n",
      "etc/envscrub/requirements.d/a.TOML": "",
    ])
    let printed = await printed(by: ["--check"], in: machine("home"), on: machine.path, status: 1)
    #expect(printed.error.contains("/etc/envscrub/requirements.d/a.TOML: warning: no run reads this file"))
    #expect(!printed.output.contains("~/.config/envscrub/config.toml: 1 error"))
    try write("profile = 'x'\n", to: machine("etc/envscrub/config.toml"))
    #expect(unlink(machine("etc/envscrub/requirements.d/a.TOML")) == 0)
    let noProfile = await envscrubTests.printed(by: ["--check"], in: machine("home"), on: machine.path, status: 1)
    #expect(noProfile.error.hasPrefix("/etc/envscrub/config.toml:1:11: error: "))
    try write("profile = 'q'\n", to: machine("etc/envscrub/config.toml"))
    #expect(await envscrubTests.printed(by: ["--check"], in: machine("home"), on: machine.path).error == "")
  }
}
