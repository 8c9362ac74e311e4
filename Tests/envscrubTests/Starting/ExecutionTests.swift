import Bytes
import Foundation
@testable import Policy
@testable import System
import TestSupport
import Testing
@testable import envscrub

struct ExecutionTests {
  private let run = Run(program: "env", arguments: ["env"])

  private static func outcome(_ entries: [(ByteString, ByteString)]) -> Outcome {
    var outcome = Outcome()
    for (name, value) in entries { outcome.environment.append(EnvironmentEntry(name: name, value: value)) }
    return outcome
  }

  @Test func searchPath() throws {
    let request = Boxed(try parse(["true"]))
    #expect(run.searchPath(Self.outcome([("A", "1"), ("PATH", "/x:/y")]), request) == "/x:/y")
    #expect(run.searchPath(Self.outcome([("A", "1")]), request) == "/usr/local/bin:/usr/bin:/bin")
  }

  @Test func argv() throws {
    let arguments = run.arguments(of: Boxed(try parse(["-a", "zeroth", "sh", "x", ""])))
    #expect(arguments.count == 3)
    #expect((0..<3).map { String(cString: arguments.start[$0]!) } == ["zeroth", "x", ""])
    let plain = run.arguments(of: Boxed(try parse(["sh", "x"])))
    #expect(String(cString: plain.start[0]!) == "sh" && plain.count == 2 && plain.start[2] == nil)
  }

  /// arguments, the exit status, the message
  static let table: [([String], Int32, String)] = [
    (["/absent"], 127, "env: '/absent': No such file or directory\n"), (["/"], 126, "env: '/': Permission denied\n"),
    (["PATH=/usr/bin:/bin", "no such"], 127, "env: 'no such': No such file or directory\nenv: use -[v]S to pass options in shebang lines\n"),
    (["-C", "/absent", "true"], 125, "env: cannot change directory to '/absent': No such file or directory\n"),
    (["-C", "/", "test", ".", "-ef", "/"], 0, ""), (["sh", "-c", "exit 5"], 5, ""),
    (["-v", "-a", "x", "/absent"], 127, "argv0:     'x'\nexecuting: /absent\n   arg[0]= 'x'\nenv: '/absent': No such file or directory\n"),
  ]
  @Test(arguments: table)
  func executes(words: [String], status: Int32, error: String) async {
    let printed = await printed(by: ["--no-config"] + words, in: "/tmp", status: status)
    #expect(printed == Printed(output: "", error: error))
  }

  /// A rule of an administrator.
  @Test(.ownMachine, arguments: ["forbidden", "prompt"])
  func rules(decision: String) async throws {
    let text = "[[requirements.rules]]\nglob = 'echo b*'\ndecision = '\(decision)'\n"
    let machine = try machine(["etc/envscrub/requirements.toml": text])
    #expect(await printed(by: ["echo", "ab"], on: machine.path) == Printed(output: "ab\n", error: ""))
    let refused = await printed(by: ["echo", "b"], on: machine.path, status: 126)
    #expect(refused.output.isEmpty && refused.error.hasPrefix("env: 'echo': "))
    #expect(refused.error.hasSuffix("\"echo b*\"  /etc/envscrub/requirements.toml:1\n") || refused.error.contains("requirements.toml:2"))
  }
}
