import Bytes
import TestSupport
import Testing

@testable import Globs

/// What a list of patterns costs to prepare, to keep and to match.
@Suite struct PatternCostTests {
  /// description, a pattern, how many of it
  static let adversaries: [(String, String, Int)] = [
    ("equal and short", "A", 20_000),
    ("equal and long", String(repeating: "ABCDEFGHIJ", count: 100), 100),
    ("over half a word, so that none shares one", String(repeating: "AB", count: 16), 3_000),
    ("stars", String(repeating: "*A", count: 500), 100),
    ("any characters", String(repeating: "?", count: 1_000), 100),
    ("classes", String(repeating: "[a]", count: 340), 100),
    ("classes beyond ASCII", String(repeating: "[é]", count: 256), 100),
    ("classes of two", String(repeating: "[éü]", count: 170), 100),
    ("ranges", String(repeating: "[é-ü]", count: 146), 100),
    ("negated classes and stars", String(repeating: "*[!é]", count: 170), 100),
  ]

  /// Every ASCII byte and most others get rows in the tables, which makes them as large as possible.
  private static func set(of pattern: String, _ count: Int) throws -> (PatternSet, bytes: Int) {
    var patterns = List<Pattern>()
    var bytes = 0
    for text in [pattern] {
      let one = try Pattern(ByteString(text))
      for _ in 0..<count { patterns.append(one) }
      // As written in a file: with quotes and a comma.
      bytes += count * (text.utf8.count + 3)
    }
    for byte in UInt8(0x21)..<0x7F where !"*?[\\".utf8.contains(byte) {
      patterns.append(try Pattern(ByteString(copying: [byte])))
      bytes += 4
    }
    for scalar in UInt32(0x80)..<0x800 where scalar % 8 == 1 {
      patterns.append(try Pattern(ByteString(String(UnicodeScalar(scalar)!))))
      bytes += 5
    }
    return (PatternSet(patterns), bytes)
  }

  @Test(arguments: adversaries)
  func takesMemoryAndStepsInProportion(what: String, pattern: String, count: Int) throws {
    let (set, bytes) = try Self.set(of: pattern, count)
    let tables = set.tables.pointee
    var memory = (tables.rowCount + 4) * tables.width * 8 + tables.width * 4
    // Lists grow by doubling and free nothing.  Each pattern also has a place, a number and a mark.
    memory += (tables.order.count) * (4 + 8 + 1 + 2 * MemoryLayout<Pattern>.stride)
    for (_, members) in tables.classes {
      memory += 2 * MemoryLayout<(state: Int, members: CharacterClass)>.stride
      if !members.ranges.isEmpty { memory += 2 * (16 + max(members.ranges.count, 4) * 8) }
    }
    #expect(memory < bytes * 64, "\(what): \(memory) of \(bytes)")
    // A byte of a name takes a step for each word of 64 states, and for each class reached.
    #expect(tables.width * 32 < bytes + 64, "\(what)")
    #expect(tables.classes.count < bytes, "\(what)")
  }

  /// With eight times as many patterns, quadratic work would take 64 times as long.
  @Test(arguments: adversaries)
  func isMadeReadyInLinearTime(what: String, pattern: String, count: Int) throws {
    let one = try Pattern(ByteString(pattern))
    func time(_ count: Int) -> Duration {
      var patterns = List<Pattern>()
      for _ in 0..<count { patterns.append(one) }
      return threadTime { _ = PatternSet(patterns) }
    }
    // Hundreds of plain names are sorted instead: both counts must be large enough for that.
    let count = pattern.contains { "*?[".contains($0) } ? count : count * 4
    #expect(time(count / 2) < time(count / 16) * 24, "\(what)")
  }

  /// With names or patterns of eight times the length, each takes about eight times as long.
  @Test(arguments: ["A*", "*A", "?*", "[a]*", "[é]*", "*é"])
  func isMatchedInTheProductOfBothLengths(piece: String) throws {
    func time(_ pieces: Int, _ length: Int) throws -> Duration {
      let set = PatternSet(List([try Pattern(ByteString(String(repeating: piece, count: pieces) + "b"))]))
      let matcher = PatternMatcher(set, names: 1)
      let name = ByteString(String(repeating: piece.contains("é") ? "é" : "a", count: length))
      return threadTime { #expect(matcher.firstMatch(name) == nil) }
    }
    #expect(try time(20, 8_000) < time(20, 1_000) * 24)
    #expect(try time(160, 1_000) < time(20, 1_000) * 24)
  }
}
