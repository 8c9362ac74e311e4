import Bytes
@testable import Globs
import TestSupport
import Testing

struct AutomatonTests {
  private static func set(_ sources: [String]) throws -> PatternSet {
    PatternSet(List(try sources.map { try Pattern(ByteString($0)) }))
  }

  /// Where a name leads; nil if the automaton is full.
  private static func end(_ name: ByteString, _ automaton: inout Automaton, _ set: PatternSet) -> Int? {
    var state = Automaton.start
    for byte in name.array {
      guard let next = automaton.step(state, row: Int(set.tables.pointee.rowOf[Int(byte)])) else { return nil }
      state = next
    }
    return state
  }

  /// patterns, name, whether one matches
  static let table: [([String], ByteString, Bool)] = [
    (["AB"], "ab", true), (["AB"], "a", false), (["AB"], "abc", false), (["*B"], "xxb", true), (["A*", "*Z"], "QZ", true),
    (["A*", "*Z"], "QA", false), (["*"], "", true), (["A"], "", false),
  ]
  @Test(arguments: table)
  func steps(sources: [String], name: ByteString, matches: Bool) throws {
    let set = try Self.set(sources)
    var automaton = Automaton(set.tables)
    let first = try #require(Self.end(name, &automaton, set))
    #expect(automaton.isFinal(first) == matches)
    // A state that was computed is not computed again.
    #expect(Self.end(name, &automaton, set) == first)
  }

  /// Once it has all the states that it may have, there is no next one; those that are known still lead on.
  @Test func isFullAtItsLimit() throws {
    // After 12 letters the state has a bit for each of them that is an `a`: 2^12 states.
    let set = try Self.set(["*a" + String(repeating: "?", count: 11)])
    var automaton = Automaton(set.tables)
    var random = SeededGenerator(seed: 1)
    var full = 0
    for _ in 0..<2000 {
      let name = ByteString(String((0..<12).map { _ in Bool.random(using: &random) ? "a" : "b" }))
      if Self.end(name, &automaton, set) == nil { full += 1 }
    }
    #expect(full > 100 && full < 2000)
    #expect(Self.end("b", &automaton, set) == Automaton.start)
  }
}
