import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct SignalHandlingTests {
  /// options, what is said of the handling of signals
  static let table: [([String], String)] = [
    (["--ignore-signal=USR1", "--list-signal-handling"], "USR1       (10): IGNORE\n"),
    (["--block-signal=USR2", "--list-signal-handling"], "USR2       (12): BLOCK\n"),
    (["--block-signal=USR2", "--ignore-signal=USR2", "--list-signal-handling"], "USR2       (12): BLOCK,IGNORE\n"),
    (["--ignore-signal=USR1", "--default-signal=USR1", "--list-signal-handling"], ""),
    (["-v", "--ignore-signal=USR1"], "Reset signal USR1 (10) to IGNORE\n"),
  ]
  @Test(arguments: table)
  func handling(options: [String], expected: String) async {
    let printed = await printed(by: ["--no-config"] + options + ["sh", "-c", "echo $$"])
    #expect(printed.error.split(separator: "\n").contains { $0 + "\n" == expected } || expected.isEmpty && !printed.error.contains("USR1"))
    #expect(!printed.output.isEmpty)
  }

  @Test func aSignalThatMustBeHandled() async {
    let printed = await printed(by: ["--no-config", "--ignore-signal=KILL", "true"], status: 125)
    #expect(printed.error == "env: failed to set signal action for signal 9: Invalid argument\n")
  }

  @Test func commandInheritsIt() async {
    let printed = await printed(by: ["--no-config", "--ignore-signal=TERM", "sh", "-c", "kill -TERM $$; echo alive"])
    #expect(printed.output == "alive\n")
  }
}
