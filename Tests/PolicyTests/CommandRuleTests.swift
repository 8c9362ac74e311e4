import Bytes
@testable import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct CommandRuleTests {
  /// rules in order, those that forbid preceded by `!`; the command; the rule that decides
  static let table: [([String], [ByteString], String?)] = [
    (["!rm -rf *"], ["rm", "-rf", "/"], "!rm -rf *"),
    (["!rm -rf *"], ["/bin/rm", "-rf", "/"], "!rm -rf *"),
    (["!rm -rf *"], ["../x/rm", "-rf", "a", "b"], "!rm -rf *"),
    (["!rm -rf *"], ["rm", "-r", "/"], nil),
    (["!rm -rf *"], ["rm", "-rf"], nil),
    (["!rm -rf *"], ["rm -rf", "x"], "!rm -rf *"),
    (["!/bin/rm*"], ["/bin/rm", "x"], "!/bin/rm*"),
    (["!/bin/rm*"], ["rm", "x"], nil),
    (["!git push*"], ["git", "PUSH"], "!git push*"),
    (["*", "!git*"], ["git"], "!git*"),
    (["git*", "*"], ["git"], "git*"),
    (["!@secrets"], ["@secrets"], "!@secrets"),
    (["!x"], ["dir/"], nil),
    ([], ["x"], nil),
  ]

  @Test(arguments: table)
  func finds(rules: [String], command: [ByteString], expected: String?) throws {
    var requirements = Requirements()
    for rule in rules {
      let forbids = rule.hasPrefix("!")
      let glob = try Pattern(ByteString(String(rule.drop { $0 == "!" })))
      requirements.add(CommandRule(glob: glob, decision: forbids ? .forbidden : .prompt, origin: .builtIn))
    }
    let found = requirements.rule(for: List(command))
    #expect(found.map { ($0.decision == .forbidden ? "!" : "") + $0.glob.written.text } == expected)
  }
}
