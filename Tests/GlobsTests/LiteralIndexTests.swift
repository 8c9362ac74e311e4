import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct LiteralIndexTests {
  @Test(arguments: [("A", true), ("", true), ("A_é", true), ("A]", true), ("A*", false), ("?", false), ("[A]", false), ("\\*", false)] as [(ByteString, Bool)])
  func isLiteral(source: ByteString, expected: Bool) { #expect(LiteralIndex.isLiteral(source) == expected) }

  private static func patterns(_ sources: [String]) throws -> List<Pattern> {
    List(try sources.map { try Pattern(ByteString($0)) })
  }

  /// Few are as well off in the automaton, however many others there are.
  @Test(arguments: [(255, 0, false), (255, 300, false), (256, 0, true), (256, 1, true)])
  func whereThereAreMany(literals: Int, others: Int, isThere: Bool) throws {
    let sources = (0..<literals).map { "N\($0)" } + (0..<others).map { "M\($0)*" }
    #expect((LiteralIndex(try Self.patterns(sources)) != nil) == isThere)
  }

  /// 300 names with one that comes three times, in other letters too, and patterns between them
  private static let mixed: [String] = (0..<300).flatMap { number in
    number % 100 == 7 ? ["same", "N\(number)*"] : ["N\(number)", "?X\(number)"]
  }

  /// numbers from which on to look, the first one of the name's; nil where there is none
  @Test(arguments: [(Int32(0), Int32(14)), (14, 14), (15, 214), (215, 414), (415, nil)] as [(Int32, Int32?)])
  func first(least: Int32, expected: Int32?) throws {
    let index = try #require(LiteralIndex(try Self.patterns(Self.mixed)))
    let places = index.places(of: "SAME")
    #expect(places.count == 3)
    #expect(index.first(from: least, at: places) == expected)
    for name in namesNear("same") { #expect(index.places(of: name).isEmpty, "\(name.debugDescription)") }
  }

  /// Names and patterns are answered as by each pattern alone.
  @Test(arguments: ["SAME", "n0", "N299", "N107", "N107X", "aX5", "N1", "XX1", "", "nothing"] as [ByteString])
  func besideOthers(name: ByteString) throws {
    let patterns = try Self.patterns(Self.mixed)
    let expected = patterns.indices.first { index in
      PatternMatcher(PatternSet(List([patterns[index]])), names: 1).firstMatch(name) != nil
    }
    #expect(PatternMatcher(PatternSet(patterns), names: 1).firstMatch(name) == expected)
    #expect(PatternMatcher(PatternSet(patterns), names: 1000).firstMatch(name) == expected)
  }
}
