import Bytes
@testable import Globs
import TestSupport
import Testing

struct PatternSetTests {
  private static func tables(_ sources: [String]) throws -> Tables {
    PatternSet(List(try sources.map { try Pattern(ByteString($0)) })).tables.pointee
  }

  /// patterns; the words of a set of states, the rows, whether a pattern has more states than a word has bits
  static let table: [([String], Int, Int, Bool)] = [
    ([], 1, 1, false), (["A"], 1, 2, false), (["A", "a"], 1, 2, false), (["*A*B*"], 1, 3, false), (["[a-c]?"], 1, 4, false),
    ([String(repeating: "x", count: 63)], 1, 2, false), ([String(repeating: "x", count: 64)], 2, 2, true),
    // A pattern that doesn't fit in the rest of a word begins the next one.
    ([String(repeating: "x", count: 40), String(repeating: "y", count: 40)], 2, 3, false), (["é"], 1, 3, false),
  ]
  @Test(arguments: table)
  func sizes(sources: [String], width: Int, rows: Int, isSplit: Bool) throws {
    let tables = try Self.tables(sources)
    #expect(tables.width == width && tables.rowCount == rows && tables.isSplit == isSplit)
    #expect((0..<tables.width).reduce(0) { $0 + tables.final[$1].nonzeroBitCount } == sources.count)
    #expect((0..<tables.width).reduce(0) { $0 + tables.initial[$1].nonzeroBitCount } == sources.count)
  }

  /// Patterns that can begin anywhere come first, each kind in its order.
  @Test func order() throws {
    #expect(try Array(Self.tables(["A", "*B", "C", "?D", "[E]"]).order) == [1, 3, 4, 0, 2])
  }

  @Test func bothCasesOfALetterHaveOneRow() throws {
    let tables = try Self.tables(["a1"])
    #expect(tables.rowOf[0x61] == tables.rowOf[0x41] && tables.rowOf[0x61] != 0 && tables.rowOf[0x31] != tables.rowOf[0x61])
    #expect(tables.rowOf[0x62] == 0 && tables.rowOf[0x11] == 0)
  }
}
