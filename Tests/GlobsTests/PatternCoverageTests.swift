import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct PatternCoverageTests {
  /// pattern, others, whether the others match all that it matches, whether they match some of it
  static let table: [(ByteString, [ByteString], Bool, Bool)] = [
    ("AWS_SECRET_*", ["AWS_*"], true, true),
    ("aws_key", ["AWS_*"], true, true),
    ("AWS_*", ["AWS_SECRET_*"], false, true),
    ("AWS_*", ["AZURE_*"], false, false),
    ("ANYTHING", ["*"], true, true),
    ("*", ["*"], true, true),
    ("*", ["**"], true, true),
    ("*", ["?*"], true, true),  // no name is empty
    ("*", ["*?"], true, true),
    ("*", ["??*"], false, true),
    ("*", ["?", "??*"], true, true),
    ("A?B", ["A*B"], true, true),
    ("A*B", ["A?B"], false, true),
    ("A*B", ["A?*B"], false, true),
    ("A*B", ["A?*B", "AB"], true, true),
    ("A*B*C", ["A*C"], true, true),
    ("A*C", ["A*B*C"], false, true),
    ("*A*A*", ["*A*"], true, true),
    ("*A*", ["*A*A*"], false, true),
    ("A*?", ["A?*"], true, true),
    ("A?*", ["A*?"], true, true),
    ("*?*?*", ["??*"], true, true),
    ("*TOKEN*", ["NPM_*"], false, true),
    ("NPM_*", ["*TOKEN*"], false, true),
    ("*_TOKEN", ["*_KEY"], false, false),
    ("*_TOKEN", ["*_KEY", "*TOKEN"], true, true),
    ("GITHUB_TOKEN", ["*KEY*", "*TOKEN*"], true, true),
    ("GITHUB_TOKE", ["*KEY*", "*TOKEN*"], false, false),
    ("NAME", ["NAME"], true, true),
    ("NAME", ["name"], true, true),
    ("NAME", [], false, false),
    ("A", ["AB", "?B"], false, false),
    // Classes ignore case too.
    ("[a-f]x", ["[A-Z]x"], true, true),
    ("[a-f]x", ["[A-E]x"], false, true),
    ("[a-f]x", ["[A-E]x", "Fx"], true, true),
    ("[ab]x", ["ax", "bx"], true, true),
    ("[!a]", ["?"], true, true),
    ("?", ["[!a]"], false, true),
    ("?", ["[!a]", "[a]"], true, true),
    ("?", ["[!a-c]", "[a-b]"], false, true),
    ("[!a]", ["[a]"], false, false),
    ("[!a]", ["[A]"], false, false),
    ("[!a]", ["[!b]", "b"], true, true),
    ("[a-z]*", ["[!0-9_]*"], true, true),
    ("[Z-a]", ["[zA_^]", "[[-`]"], true, true),
    ("[-.]", ["[.-]"], true, true),
    // What is escaped stands for itself.
    ("\\*x", ["*x"], true, true),
    ("*x", ["\\*x"], false, true),
    ("\\*x", ["\\?x"], false, false),
    ("[*]x", ["\\*x"], true, true),
    ("\\A", ["a"], true, true),
    // Beyond ASCII a character is one scalar, and case counts.
    ("é", ["?"], true, true),
    ("é", ["??"], false, false),
    ("É", ["é"], false, false),
    ("é*", ["?*"], true, true),
    ("[é-ü]", ["[à-ÿ]"], true, true),
    ("[à-ÿ]", ["[é-ü]"], false, true),
    ("[à-ÿ]", ["[é-ü]", "[à-è]", "[ý-ÿ]"], true, true),
    ("[à-ÿ]", ["[é-ü]", "[à-è]", "[þ-ÿ]"], false, true),  // all but ý
    ("[à-ÿ]", ["[é-ü]", "[à-è]", "[ýþÿ]"], true, true),
    ("[!é]", ["[!ê]"], false, true),
    ("[!é]", ["[!ê]", "ê"], true, true),
    ("?", ["[!é]", "é"], true, true),
    ("?", ["[\u{1}-\u{10FFFF}]"], false, true),  // and bytes that are not UTF-8
    ("?", ["[\u{1}-\u{10FFFF}]", "[!a]"], true, true),
    ("[\u{D7FF}-\u{E000}]", ["\u{D7FF}", "\u{E000}"], true, true),  // a surrogate is no character
    ("[\u{D7FE}-\u{E000}]", ["\u{D7FF}", "\u{E000}"], false, true),
    ("[\u{D7FF}-\u{E001}]", ["\u{D7FF}", "\u{E001}"], false, true),
    ("[a-é]", ["[a-\u{7F}]", "[\u{80}-é]"], true, true),
    ("[a-é]", ["[a-\u{7F}]", "[\u{81}-é]"], false, true),
    ("*é", ["*?"], true, true),
    ("é*ü", ["*é*", "x"], true, true),
    ("日本*", ["日*"], true, true),
    ("日*", ["日本*"], false, true),
    ("日*", ["本*", "*本"], false, true),
    // A name holds no `=`, and no NUL.
    ("PATH=*", ["X"], true, false),
    ("*=*", ["X"], true, false),
    ("[=]", ["X"], true, false),
    ("A\u{0}", ["X"], true, false),
    ("[<->]", ["[<>]"], true, true),
    ("X", ["X=", "="], false, false),
    ("[!\u{1}-<>-\u{10FFFF}]", ["?"], true, true),  // bytes that are not UTF-8
  ]

  @Test(arguments: table)
  func decides(pattern: ByteString, others: [ByteString], isCovered: Bool, meets: Bool) throws {
    var coverage = try coverage([pattern] + others)
    let (covered, met) = (coverage.isCovered(0, by: 1..<others.count + 1), coverage.meets(0, 1..<others.count + 1))
    #expect(covered == isCovered)
    #expect(met == meets)
    // A pattern that covers alone comes before several that cover together.
    let alone = others.indices.first { coverage.isCovered(0, by: $0 + 1..<$0 + 2) == true }
    let first = coverage.firstCovering(0, in: 1..<others.count + 1)
    #expect(first == (coverage.matchesNothing(0) ? nil : alone.map { $0 + 1 }))
  }

  @Test(arguments: table)
  func knowsLessWhenItsBudgetIsSpent(pattern: ByteString, others: [ByteString], isCovered: Bool, meets: Bool) throws {
    let patterns = List(try ([pattern] + others).map { try Pattern($0) })
    for budget in [0, 1, 3, 10, 30, 100, 300] {
      var coverage = PatternCoverage(patterns, budget: budget)
      let (covered, met) = (coverage.isCovered(0, by: 1..<patterns.count), coverage.meets(0, 1..<patterns.count))
      #expect(covered == nil || covered == isCovered, "\(budget)")
      #expect(met == nil || met == meets, "\(budget)")
      if coverage.firstCovering(0, in: 1..<patterns.count) != nil { #expect(isCovered, "\(budget)") }
    }
  }

  /// pattern, whether no name matches it
  static let nothing: [(ByteString, Bool)] = [
    ("*", false),
    ("PATH", false),
    ("PATH=", true),
    ("PATH=*", true),
    ("\\=", true),
    ("*=?", true),
    ("[=]", true),
    ("[==]", true),
    ("[=A]", false),
    ("[<-=]", false),
    ("[!=]", false),
    ("A[\u{0}]", true),
    ("A\u{0}B", true),
    ("[!\u{0}]", false),
    ("[!\u{1}-<>-\u{10FFFF}]", false),
    ("[\u{1}-\u{10FFFF}]", false),
  ]

  @Test(arguments: nothing)
  func tellsWhatMatchesNothing(pattern: ByteString, expected: Bool) throws {
    var coverage = try coverage([pattern, "*"])
    #expect(coverage.matchesNothing(0) == expected)
    let (covered, met) = (coverage.isCovered(0, by: 1..<2), coverage.meets(0, 1..<2))
    let first = coverage.firstCovering(0, in: 1..<2)
    #expect(covered == true)
    #expect(met == !expected)
    #expect(first == (expected ? nil : 1))
  }

  @Test func findsTheFirstThatCovers() throws {
    var coverage = try coverage(["AWS_*", "*_KEY", "A*", "AWS_KEY", "*", "aws_*"])
    /// pattern, range, the first pattern in the range that covers it
    let table: [(Int, Range<Int>, Int?)] = [
      (3, 0..<6, 0), (3, 1..<6, 1), (3, 2..<6, 2), (3, 3..<6, 4), (3, 5..<6, 5),
      (0, 0..<6, 2), (0, 3..<6, 4), (0, 5..<6, 5), (0, 0..<2, nil), (0, 0..<1, nil), (0, 0..<0, nil),
      (5, 0..<6, 0), (2, 0..<6, 4), (4, 0..<6, nil), (1, 0..<4, nil),
    ]
    for (pattern, numbers, expected) in table {
      let first = coverage.firstCovering(pattern, in: numbers)
      #expect(first == expected, "\(pattern) in \(numbers)")
    }
  }

  @Test func doesNotKnowAboutPatternsThatAreNoUTF8() throws {
    let half = ByteString(copying: [0xC3])
    var coverage = try coverage([half, "?", "X"])
    #expect(!coverage.matchesNothing(0))
    let answers = (coverage.isCovered(0, by: 1..<2), coverage.meets(0, 1..<2), coverage.firstCovering(0, in: 1..<3))
    #expect(answers == (nil, nil, nil))
    let others = (coverage.isCovered(1, by: 0..<1), coverage.meets(2, 0..<1), coverage.firstCovering(1, in: 0..<3))
    #expect(others == (nil, nil, nil))
  }

  /// All names of up to four characters, with one character of each kind that the random patterns distinguish.
  static let names: [ByteString] = {
    let characters: [[UInt8]] = ["a", "b", "c", "-", "_", "à", "é", "ê"].map { Array($0.utf8) } + [[0xFF]]
    var names: [[UInt8]] = []
    var last: [[UInt8]] = [[]]
    for _ in 1...4 {
      last = last.flatMap { name in characters.map { name + $0 } }
      names += last
    }
    return names.map { ByteString(copying: $0) }
  }()

  /// So short that two of them, or one and several others, differ in a name of four characters if they differ at all.
  static func randomPattern(_ random: inout SeededGenerator) -> ByteString {
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1, 2: text += "*"
      case 3, 4: text += "?"
      case 5, 6:
        let members = ["a", "A-Z", "_", "é", "à-é"].filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        text += "[\(Bool.random(using: &random) ? "!" : "")\(members.joined())b]"
      default: text += ["a", "B", "_", "é", "=", "\\é"].randomElement(using: &random)!
      }
    }
    return ByteString(text)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func agreesWithAllNames(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let patterns = (0..<6).map { _ in Self.randomPattern(&random) }
      let matched = try patterns.map { pattern in
        let matcher = PatternMatcher(PatternSet([try Pattern(pattern)]), names: 1)
        return Set(Self.names.indices.filter { matcher.firstMatch(Self.names[$0]) != nil })
      }
      var coverage = try coverage(patterns)
      for number in patterns.indices {
        let text = "\(number) of \(patterns)"
        let isNothing = coverage.matchesNothing(number)
        #expect(isNothing == matched[number].isEmpty, "\(text)")
        for upper in 0...patterns.count {
          let others = (0..<upper).filter { $0 != number }
          let union = others.reduce(into: Set<Int>()) { $0.formUnion(matched[$1]) }
          let isCovered = coverage.isCovered(number, by: 0..<upper)
          #expect(isCovered == matched[number].isSubset(of: union), "\(text) by 0..<\(upper)")
          let meets = coverage.meets(number, 0..<upper)
          #expect(meets == !matched[number].isDisjoint(with: union), "\(text) and 0..<\(upper)")
          let first = coverage.firstCovering(number, in: 0..<upper)
          let expected = isNothing ? nil : others.first { matched[number].isSubset(of: matched[$0]) }
          #expect(first == expected, "\(text) in 0..<\(upper)")
        }
      }
    }
  }

  @Test func givesUpWhereAWalkIsTooLong() throws {
    // A set of states for each of the 2^16 ways in which the last letters may be an `a`.
    let long = ByteString("*a" + String(repeating: "?", count: 15))
    var coverage = try coverage([long, long, "X", "*"])
    let (covered, first) = (coverage.isCovered(0, by: 1..<2), coverage.firstCovering(0, in: 1..<3))
    #expect(covered == nil)
    #expect(first == nil)
    // Others are still decided.
    let (other, same) = (coverage.firstCovering(2, in: 0..<4), coverage.firstCovering(0, in: 2..<4))
    #expect(other == 3)
    #expect(same == 3)
  }

  @Test func isQuickEnoughForAThousandPatterns() throws {
    var random = SeededGenerator(seed: 5)
    let words = ["AWS", "KEY", "TOKEN", "API", "CI", "GITHUB", "SECRET", "X", "DB", "URL", "NPM", "SENTRY", "DSN", "S3"]
    let patterns = (0..<1_000).map { number in
      let name = (0..<Int.random(in: 1...4, using: &random)).map { _ in words.randomElement(using: &random)! }
        .joined(separator: "_")
      return ByteString(["\(name)_*", "*_\(name)", "*\(name)*", "\(name)_\(number)", "\(name)_[A-F]?"][number % 5])
    }
    var coverage = try coverage(patterns)
    var covered = 0
    let took = threadTime(tries: 1) {
      for number in patterns.indices {
        if coverage.firstCovering(number, in: 0..<1_000) != nil { covered += 1 }
      }
    }
    #expect(covered > 100)
    #expect(took < .seconds(20), "in a build that is not optimized")
  }

  private func coverage(_ patterns: [ByteString]) throws -> PatternCoverage {
    PatternCoverage(List(try patterns.map { try Pattern($0) }))
  }
}

extension PatternCoverage {
  /// Whether the patterns in `numbers` other than `number` together match every name that pattern `number` matches; nil
  /// if that is unknown.
  fileprivate mutating func isCovered(_ number: Int, by numbers: Range<Int>) -> Bool? {
    matchesNothing(number) ? true : walk(to: .missed, number, numbers).map { !$0 }
  }
}
