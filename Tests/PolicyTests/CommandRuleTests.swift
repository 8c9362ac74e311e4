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

  /// Random rules and commands made of the same pieces: the fast matcher must agree with the general one.
  @Test(arguments: 1...4)
  func theQuickWayIsRight(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["*", "*", "?", "[a-b]", "[!a]", "[]b]", "[\\]x]", "\\*", "a", "A", "ab", "aab", "é", "b a", "xaaaab"]
    let words = ["a", "B", "ab", "aab", "é", "b a", "xaaaab", "]", "*", "/", "\u{20AC}"]
    var matched = 0
    for _ in 0..<6_000 {
      let source = (0..<Int.random(in: 1...5, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
      let program = (0..<Int.random(in: 1...6, using: &random)).map { _ in words.randomElement(using: &random)! }.joined()
      let glob = try Pattern(ByteString(source))
      var requirements = Requirements()
      requirements.add(CommandRule(glob: glob, decision: .forbidden, origin: .builtIn))
      let matcher = PatternMatcher(PatternSet(List([glob])), names: 1)
      let name = String(program.split(separator: "/", omittingEmptySubsequences: false).last!)
      let expected = matcher.firstMatch(ByteString(program)) != nil || matcher.firstMatch(ByteString(name)) != nil
      let found = requirements.rule(for: List([ByteString(program)])) != nil
      #expect(found == expected, "\(source) against \(program)")
      if found { matched += 1 }
    }
    #expect(matched > 300)
  }

  /// Literals of two letters, of which most prefixes end as they begin, in texts of the same letters.
  @Test(arguments: 1...4)
  func literalsThatNearlyOccur(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func word(_ count: ClosedRange<Int>) -> String {
      String((0..<Int.random(in: count, using: &random)).map { _ in Bool.random(using: &random) ? "a" : "b" })
    }
    var matched = 0
    for _ in 0..<4_000 {
      let literal = word(1...9)
      let text = word(1...60)
      var requirements = Requirements()
      requirements.add(CommandRule(glob: try Pattern(ByteString("*\(literal)*")), decision: .forbidden, origin: .builtIn))
      let isFound = requirements.rule(for: List([ByteString(text)])) != nil
      #expect(isFound == text.contains(literal), "\(literal) in \(text)")
      if isFound { matched += 1 }
    }
    #expect(matched > 400 && matched < 3_600)
  }

  @Test func longRulesAgainstLongCommands() throws {
    var requirements = Requirements()
    let long = String(repeating: "a", count: 1000)
    requirements.add(CommandRule(glob: try Pattern(ByteString("*" + long + "b*")), decision: .forbidden, origin: .builtIn))
    let command = String(repeating: "a", count: 100_000)
    #expect(requirements.rule(for: List([ByteString("x"), ByteString(command)])) == nil)
    #expect(requirements.rule(for: List([ByteString("x"), ByteString(command + "B" + command)])) != nil)
    let short = String(repeating: "a", count: 999) + "b"
    #expect(requirements.rule(for: List([ByteString("x"), ByteString(String(repeating: short, count: 50))])) == nil)
  }

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
