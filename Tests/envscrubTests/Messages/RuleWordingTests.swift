import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing
@testable import envscrub

struct RuleWordingTests {
  static let table: [(CommandRule.Decision, Bool, String)] = [
    (.forbidden, false, ": forbidden by rule \"rm *\"  built in\n"),
    (.prompt, true, ": not confirmed, as required by rule \"rm *\"  built in\n"),
    (.prompt, false, ": no terminal to confirm it at, as required by rule \"rm *\"  built in\n"),
  ]
  @Test(arguments: table)
  func refusal(decision: CommandRule.Decision, isAnswered: Bool, expected: String) throws {
    let rule = CommandRule(glob: try Pattern("rm *"), decision: decision, origin: .builtIn)
    #expect(written { $0.write(refusedBy: rule, isAnswered: isAnswered, in: Places(List(), home: nil)) } == expected)
  }

  @Test func commandAsItWasWritten() {
    let command: List<Argument> = [Argument("rm"), Argument(value: "secret", written: "${A}"), Argument("a\u{1B}")]
    #expect(written { $0.write(command: command) } == #"rm ${A} a\x1b"#)
  }
}
