import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct PatternMatcherTests {
  /// pattern, name, whether it matches
  static let table: [(ByteString, ByteString, Bool)] = [
    ("PATH", "PATH", true),
    ("PATH", "path", true),
    ("path", "PATH", true),
    ("PATH", "PATHS", false),
    ("PATH", "XPATH", false),
    ("PATH", "", false),
    ("*", "", true),
    ("*", "anything", true),
    ("**", "x", true),
    ("*TOKEN*", "github_token", true),
    ("*TOKEN*", "TOKEN", true),
    ("*TOKEN*", "TOKE", false),
    ("*TOKEN*", "TOTOKEN", true),
    ("A*B*C", "aXbYc", true),
    ("A*B*C", "aXbYcd", false),
    ("A*B*C", "ABC", true),
    ("?", "a", true),
    ("?", "é", true),
    ("?", "ab", false),
    ("?", "", false),
    ("??", "é", false),
    ("*?", "é", true),
    ("?*?", "é", false),
    ("???", "日本語", true),
    // Beyond ASCII, case counts, and so does every other difference.
    ("É", "é", false),
    ("K", "\u{212A}", false),
    ("İ", "i", false),
    ("[abc]", "B", true),
    ("[a-c]", "C", true),
    ("[A-C]", "c", true),
    ("[a-c]", "d", false),
    ("[!a-c]", "b", false),
    ("[^a-c]", "B", false),
    ("[!a-c]", "d", true),
    ("[!a]", "é", true),
    ("[é]", "é", true),
    ("[a-ü]", "é", true),
    ("[a-ü]", "日", false),
    ("[Z-a]", "_", true),
    ("[Z-a]", "z", true),
    ("[Z-a]", "A", true),
    ("[Z-a]", "b", false),
    ("[]]", "]", true),
    ("[]a]", "a", true),
    ("[!]a]", "]", false),
    ("[-a]", "-", true),
    ("[a-]", "-", true),
    ("[a-]", "b", false),
    ("[\\]]", "]", true),
    ("[\\a]", "a", true),
    ("[a\\-c]", "b", false),
    ("[a\\-c]", "-", true),
    ("[[]", "[", true),
    ("\\*", "*", true),
    ("\\*", "x", false),
    ("\\A", "a", true),
    ("\\\\", "\\", true),
    ("]", "]", true),
    ("A.B", "AxB", false),
    ("FOO?BAR", "FOO_BAR", true),
    ("CON[!0-9]A_*", "CONDA_PREFIX", true),
  ]

  @Test(arguments: table)
  func matches(pattern: ByteString, name: ByteString, expected: Bool) throws {
    #expect(try first([pattern], name) == (expected ? 0 : nil))
  }

  /// pattern, bytes of a name that is not UTF-8, whether it matches
  static let raw: [(ByteString, [UInt8], Bool)] = [
    ("?", [0xFF], true),
    ("??", [0xC3, 0x41], true),
    ("?", [0xC3, 0x41], false),
    ("[!a]", [0x80], true),
    ("[é]", [0xC3], false),
    ("???", [0xED, 0xA0, 0x80], true),
    ("??", [0xC0, 0xAF], true),
    ("*A*", [0xFF, 0x41, 0xFE], true),
    ("????", [0xF4, 0x90, 0x80, 0x80], true),
  ]

  @Test(arguments: raw)
  func takesAByteThatIsNoUTF8ForACharacter(pattern: ByteString, name: [UInt8], expected: Bool) throws {
    #expect(try first([pattern], ByteString(copying: name)) == (expected ? 0 : nil))
  }

  @Test func matchesBytesThatAreNoUTF8AsTheyAre() throws {
    let half = ByteString(copying: [UInt8(ascii: "*"), 0xA9])
    #expect(try first([half], "é") == 0)
    #expect(try first([ByteString(copying: [0xFF])], ByteString(copying: [0xFF])) == 0)
    #expect(try first([ByteString(copying: [0xFF])], ByteString(copying: [0xFE])) == nil)
  }

  @Test func tellsTheFirstPatternOfTheList() throws {
    #expect(try first(["X*", "*KEY*", "API*", "*"], "API_KEY") == 1)
    #expect(try first(["API_KEY", "*"], "API_KEY") == 0)
    #expect(try first(["*B", "A*", "*A*"], "AB") == 0)
    #expect(try first(["C", "A*", "*B"], "AB") == 1)
    #expect(try first([], "AB") == nil)
  }

  /// A name for a naive matcher: its bytes, and for each index the length of the character that begins there, or nil
  /// within a character.
  struct Name {
    let bytes: [UInt8]
    var lengths: [Int?]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      lengths = Array(repeating: nil, count: bytes.count + 1)
      var index = 0
      while index < bytes.count {
        let length = UTF8Scalar.decode(ByteString(copying: bytes), at: index)?.length ?? 1
        lengths[index] = length
        index += length
      }
    }
  }

  /// Implements the definition, element by element.
  static func naive(_ pattern: ArraySlice<Item>, _ name: Name, _ index: Int) -> Bool {
    guard let item = pattern.first else { return index == name.bytes.count }
    let rest = pattern.dropFirst()
    switch item {
    case .star:
      return naive(rest, name, index) || index < name.bytes.count && naive(pattern, name, index + 1)
    case .any:
      guard let length = name.lengths[index] else { return false }
      return naive(rest, name, index + length)
    case .oneOf(let members, let isNegated):
      guard let length = name.lengths[index] else { return false }
      let text = String(decoding: name.bytes[index..<index + length], as: UTF8.self).lowercased()
      return members.contains(text) != isNegated && naive(rest, name, index + length)
    case .byte(let byte):
      guard index < name.bytes.count, name.bytes[index].foldedCase == byte.foldedCase else { return false }
      return naive(rest, name, index + 1)
    }
  }

  enum Item {
    case star, any
    case byte(UInt8)
    case oneOf([String], isNegated: Bool)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func agreesWithANaiveMatcher(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      // Enough patterns for one word of states, for several words, and for the automaton.
      let count = [1, 3, 20, 60].randomElement(using: &random)!
      let patterns = (0..<count).map { _ in Self.randomPattern(&random) }
      var names: [[UInt8]] = []
      for _ in 0..<12 {
        names.append(
          (0..<Int.random(in: 0...7, using: &random)).flatMap { _ in Self.alphabet.randomElement(using: &random)! })
      }
      let set = PatternSet(List(try patterns.map { try Pattern(ByteString(copying: $0.text)) }))
      let few = PatternMatcher(set, names: 1)
      let many = PatternMatcher(set, names: 100_000)
      for name in names {
        let expected = patterns.firstIndex { Self.naive($0.items[...], Name(name), 0) }
        let bytes = ByteString(copying: name)
        let texts = patterns.map { readable($0.text) }
        #expect(few.firstMatch(bytes) == expected, "\(texts) on \(bytes.testDescription)")
        #expect(many.firstMatch(bytes) == expected, "automaton: \(texts) on \(bytes.testDescription)")
      }
    }
  }

  static let alphabet: [[UInt8]] = [
    [0x41], [0x61], [0x42], [0x62], [0x5F], [0x2D], Array("é".utf8), Array("日".utf8), [0xC3], [0xA9], [0xFF],
  ]

  static func randomPattern(_ random: inout SeededGenerator) -> (text: [UInt8], items: [Item]) {
    var text: [UInt8] = []
    var items: [Item] = []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1, 2:
        text.append(UInt8(ascii: "*"))
        items.append(.star)
      case 3:
        text.append(UInt8(ascii: "?"))
        items.append(.any)
      case 4:
        let isNegated = Bool.random(using: &random)
        let members = ["a", "_", "é"].filter { _ in Bool.random(using: &random) } + ["b"]
        text += Array("[\(isNegated ? "!" : "")\(members.joined())]".utf8)
        items.append(.oneOf(members, isNegated: isNegated))
      default:
        let bytes = alphabet.randomElement(using: &random)!
        if Bool.random(using: &random), bytes.count == 1 { text.append(UInt8(ascii: "\\")) }
        text += bytes
        items += bytes.map { .byte($0) }
      }
    }
    return (text, items)
  }

  @Test func isNotExponential() throws {
    let pattern = String(repeating: "a*", count: 500) + "b"
    let name = ByteString(String(repeating: "a", count: 20_000))
    var match: Int?
    let took = try threadTime(tries: 1) { match = try first([ByteString(pattern)], name) }
    #expect(match == nil)
    #expect(took < .seconds(5))
  }

  @Test func goesOnWhereItsAutomatonIsFull() throws {
    // Each name leads to another set of states: far more than the automaton keeps.
    var patterns: [ByteString] = []
    for index in 0..<40 { patterns.append(ByteString("*" + String(UnicodeScalar(UInt8(97 + index % 26))) + "?????????\(index)")) }
    let set = PatternSet(List(try patterns.map { try Pattern($0) }))
    let many = PatternMatcher(set, names: 1_000_000)
    let few = PatternMatcher(set, names: 1)
    var random = SeededGenerator(seed: 11)
    for _ in 0..<4_000 {
      let name = ByteString(copying: (0..<14).map { _ in UInt8.random(in: 97...122, using: &random) } + [0x31])
      #expect(many.firstMatch(name) == few.firstMatch(name))
    }
  }

  @Test func findsEachOfVeryManyPatterns() throws {
    // More states than fit in 64 words, and no pattern that fills a word.
    let patterns = (0..<900).map { ByteString("NAME_\($0)_[A-C]") }
    for index in [0, 1, 449, 898, 899] { #expect(try first(patterns, ByteString("name_\(index)_b")) == index) }
    #expect(try first(patterns, "NAME_900_A") == nil)
    #expect(try first(patterns, "NAME_899_D") == nil)
  }

  /// Hundreds of plain names are found through an index, and are numbered in the lists like patterns.
  @Test func findsNamesAmongPatterns() throws {
    var texts: [String] = []
    for index in 0..<600 { texts.append(index % 7 == 3 ? "NAME_\(index)*" : "Name_\(index % 250)") }
    let patterns = List(try texts.map { try Pattern(ByteString($0)) })
    for names in [1, 1_000] {
      let matcher = PatternMatcher(PatternSet(patterns), names: names)
      for name in ["NAME_0", "name_3", "name_31", "Name_249", "NAME_251", "name_500", "NAME_599", "NAME_", "NAME_2490"] {
        let matching = texts.indices.filter { index in
          let text = texts[index].lowercased()
          return text.hasSuffix("*") ? name.lowercased().hasPrefix(text.dropLast()) : name.lowercased() == text
        }
        let matches = matcher.match(ByteString(name))
        #expect(matches?.first(in: 0..<600) == matching.first, "\(name)")
        #expect(matches?.first(in: 260..<600) == matching.first { $0 >= 260 }, "\(name)")
        let starts = [0, 260, 400, 600]
        var lists = List<Int32>()
        for start in starts { lists.append(Int32(start)) }
        let firsts = UnsafeMutablePointer<Int32>.allocate(capacity: 3)
        defer { firsts.deallocate() }
        guard let matches else { continue }
        matches.first(inEachOf: lists, into: firsts)
        for list in 0..<3 {
          let first = matching.first { $0 >= starts[list] && $0 < starts[list + 1] }
          #expect(firsts[list] == first.map { Int32($0) } ?? PatternMatcher.Matches.none, "\(name)")
        }
      }
    }
  }

  @Test func asksForOneListOfSeveral() throws {
    let set = PatternSet(List(try ["*", "A*", "B*", "*Z", "A?"].map { try Pattern($0) }))
    let matcher = PatternMatcher(set, names: 1)
    #expect(matcher.match("AZ")?.first(in: 0..<5) == 0)
    #expect(matcher.match("AZ")?.first(in: 2..<5) == 3)
    #expect(matcher.match("AZ")?.first(in: 4..<5) == 4)
    #expect(matcher.match("C")?.first(in: 1..<5) == nil)
  }

  private func first(_ patterns: [ByteString], _ name: ByteString) throws -> Int? {
    PatternMatcher(PatternSet(List(try patterns.map { try Pattern($0) })), names: 1).firstMatch(name)
  }
}
