import Bytes
import Foundation
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The straight path, from the arguments to COMMAND.  EndToEndTests has the scripts of each of its steps.
struct RunTests {
  /// arguments, the status, what COMMAND or the listing printed
  static let table: [([String], Int32, String)] = [
    (["--no-config", "sh", "-c", "echo $A-$API_KEY; exit 3"], 3, "1-\n"),
    (["--no-config", "-i", "B=2"], 0, "B=2\n"),
    (["--no-config", "--keep=API_KEY", "sh", "-c", "echo $API_KEY"], 0, "fake\n"),
    (["--no-config", "/absent"], 127, ""), (["--no-config", "/"], 126, ""), (["--no-such-option"], 125, ""),
    (["--no-config", "-S", "echo ${A}"], 0, "1\n"), (["--no-config", "-S", "echo ${API_KEY}"], 125, ""),
    (["--config=/absent", "true"], 125, ""),
  ]
  @Test(arguments: table)
  func runs(words: [String], status: Int32, output: String) async {
    let printed = await printed(by: words, entries: ["A": "1", "API_KEY": "fake"], status: status)
    #expect(printed.output == output)
    #expect(printed.error.isEmpty == (status < 125))
    #expect(!printed.error.contains("fake"))
  }

  /// What a mode other than the run of COMMAND prints begins so.
  @Test(arguments: [("--version", "envscrub "), ("--help", "Usage: env "), ("--list-groups", "@secrets"), ("--suggest", "# A policy")])
  func modes(option: String, start: String) async {
    let printed = await printed(by: [option])
    #expect(printed.output.hasPrefix(start) && printed.error.isEmpty)
  }

  @Test func whatItWasStartedWith() {
    let run = Run(program: "a\u{1B}", arguments: ["a\u{1B}", "x"])
    #expect(run.program == "a\\x1b" && run.arguments.count == 2)
    #expect(run.entries.contains { $0.name == "PATH" })
  }
}
