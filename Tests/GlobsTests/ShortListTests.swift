import Bytes
import TestSupport
import Testing

@testable import Globs

@Suite struct ShortListTests {
  /// pattern, name, whether it matches
  static let table: [(String, String, Bool)] = [
    ("PATH", "path", true),
    ("PATH", "PATHS", false),
    ("PATH", "PAT", false),
    ("PATH", "", false),
    ("*", "", true),
    ("**", "A", true),
    ("A*", "a", true),
    ("*A", "BANANA", true),
    ("*ANA", "BANANA", true),
    ("*ANAB", "BANANA", false),
    ("*NA*NA*", "BANANA", true),
    ("*NA*NA*NA*", "BANANA", false),
    ("B*N*A", "BANANA", true),
    ("*AAB", "AAAAB", true),
    ("*AAB*", "AAAAB_", true),
    ("A*B*C", "AXBYC", true),
    ("A*B*C", "AXBYCD", false),
    // The letters of these names would do, but not their order; `0` and `p` share a bit with `P`.
    ("TOKEN", "NEKOT", false),
    ("P", "0", false),
    ("*P*", "x0", false),
    ("É*", "Éa", true),
    ("É", "é", false),
    // Not plain.
    ("A?C", "ABC", true),
    ("A?C", "AC", false),
    ("[A-Z]*_WEBHOOK", "SLACK_WEBHOOK", true),
    ("[A-Z]*_WEBHOOK", "_WEBHOOK", false),
    ("[A-Z]*_WEBHOOK", "SLACK_WEBHOOKS", false),
    ("[x\\]y]A", "]a", true),
    ("\\*A", "*A", true),
    ("\\*A", "BA", false),
    ("A]B[C]D", "a]bcd", true),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ_ABCDEF", "abcdefghijklmnopqrstuvwxyz_abcdef", true),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ_ABCDEF", "abcdefghijklmnopqrstuvwxyz_abcde", false),
  ]

  @Test(arguments: table)
  func matches(pattern: String, name: String, expected: Bool) throws {
    let list = try #require(ShortList([try Pattern(ByteString(pattern))], starts: [0, 1]))
    var first: Int32 = -7
    #expect(list.match(ByteString(name), into: &first) == expected)
    #expect(first == (expected ? 0 : -7))
  }

  @Test func takesNoLongList() throws {
    let pattern = try Pattern("A")
    let patterns = List((0..<129).map { _ in pattern })
    #expect(ShortList(patterns, starts: [0, 129]) == nil)
    var fewer = patterns
    fewer.removeLast()
    #expect(ShortList(fewer, starts: [0, 128]) != nil)
  }

  /// The worst that its limits admit: stars that must all be tried, in every pattern, for every name.
  @Test func isQuickInTheWorstCase() throws {
    let pattern = try Pattern(ByteString(String(repeating: "*aaaaaaa", count: 3) + "*aaaaab"))
    #expect(pattern.source.count == 31)
    let list = try #require(ShortList(List((0..<128).map { _ in pattern }), starts: [0, 128]))
    let name = ByteString("b" + String(repeating: "a", count: ShortList.longestName - 1))
    var first: Int32 = 0
    let took = threadTime { for _ in 0..<PatternMatcher.manyNames { _ = list.match(name, into: &first) } }
    #expect(took < .seconds(8))
  }
}
