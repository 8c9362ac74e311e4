import Bytes
import TestSupport
import Testing

@testable import Globs

@Suite struct ListMatcherTests {
  /// Few names with a short list, a name that is too long for it, many names, and a list that is too long: each way of
  /// matching must give the same as one pattern at a time.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func agreesWithOnePatternAtATime(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let count = [1, 4, 30, 128, 129].randomElement(using: &random)!
      let patterns = List(try (0..<count).map { _ in try Pattern(ByteString(Self.randomPattern(&random))) })
      let starts = [0, Int.random(in: 0...count, using: &random), Int.random(in: 0...count, using: &random), count].sorted()
      let few = ListMatcher(patterns, starts: List(starts.map { Int32($0) }), names: 1)
      let many = ListMatcher(patterns, starts: List(starts.map { Int32($0) }), names: 100_000)
      for _ in 0..<20 {
        let name = ByteString(Self.randomName(&random))
        let matching = (0..<count).filter { PatternMatcher(PatternSet([patterns[$0]]), names: 1).firstMatch(name) != nil }
        let expected = (0..<3).map { list in matching.first { $0 >= starts[list] && $0 < starts[list + 1] } }
        #expect(firsts(few, name, lists: 3) == (matching.isEmpty ? nil : expected), "\(name.testDescription)")
        #expect(firsts(many, name, lists: 3) == (matching.isEmpty ? nil : expected), "\(name.testDescription)")
      }
    }
  }

  static func randomPattern(_ random: inout SeededGenerator) -> String {
    let pieces = ["A", "b", "AB", "TOKEN", "_", "*", "*", "é", "?", "[a-c]", "[!a]", "\\*", "]", "9", "abcdefghijklmnopqrst"]
    return (0..<Int.random(in: 1...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
  }

  static func randomName(_ random: inout SeededGenerator) -> String {
    let pieces = ["a", "B", "ab", "Token", "_", "é", "c", "*", "]", "9", "ABCDEFGHIJKLMNOPQRST"]
    let name = (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
    return Int.random(in: 0..<8, using: &random) == 0 ? String(repeating: name, count: 12) : name
  }

  /// nil if no pattern matches; otherwise for each list the number of the first one that does.
  private func firsts(_ matcher: ListMatcher, _ name: ByteString, lists: Int) -> [Int?]? {
    let firsts = UnsafeMutablePointer<Int32>.allocate(capacity: lists)
    defer { firsts.deallocate() }
    guard matcher.match(name, into: firsts) else { return nil }
    return (0..<lists).map { firsts[$0] == PatternMatcher.Matches.none ? nil : Int(firsts[$0]) }
  }
}
