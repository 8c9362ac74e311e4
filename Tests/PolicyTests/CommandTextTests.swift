import Bytes
@testable import Globs
@testable import Policy
import TestSupport
import Testing

struct CommandTextTests {
  /// glob, command, where its name starts, whether the glob matches from the beginning or from there
  static let table: [(ByteString, ByteString, Int, Bool)] = [
    ("rm *", "rm x", 0, true), ("rm *", "/bin/rm x", 5, true), ("rm *", "/bin/rm x", 0, false), ("rm", "rm x", 0, false),
    ("*rm*", "a", 0, false), ("RM ?", "rm é", 0, true), ("rm [ab]", "rm b", 0, true), ("rm [ab]", "rm c", 0, false),
    ("*", "", 0, true), ("a*b*b", "ab", 0, false), ("a*b*b", "abb", 0, true), ("a\\*b", "A*B", 0, true), ("a\\*b", "axb", 0, false),
  ]
  @Test(arguments: table)
  func matches(glob: ByteString, command: ByteString, start: Int, expected: Bool) throws {
    #expect(CommandText(command).matches(try Pattern(glob), orFrom: start) == expected)
  }

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
      let matcher = ListMatcher(glob)
      let name = String(program.split(separator: "/", omittingEmptySubsequences: false).last!)
      let expected = matcher.matches(ByteString(program)) || matcher.matches(ByteString(name))
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
}
