import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct CodexPatternTests {
  /// pattern, name, whether it matches
  static let table: [(ByteString, ByteString, Bool)] = [
    ("PATH", "path", true),
    ("path", "PATH", true),
    ("PATH", "PATHS", false),
    ("*KEY*", "api_key_2", true),
    ("*", "x", true),
    ("**", "x", true),
    ("*?", "\n", true),
    ("?", "é", true),
    ("?", "🎉", true),
    ("?", "é\u{301}", false),
    ("??", "é", false),
    ("?*?", "é", false),

    // Case doesn't count, beyond ASCII either.
    ("*é*", "CAFÉ_KEY", true),
    ("*É*", "café_key", true),
    ("*KEY", "my_\u{212A}ey", true),
    ("\u{212A}*", "kEY", true),
    ("Å", "\u{212B}", true),
    ("ß", "ẞ", true),
    ("ẞ", "ß", true),
    ("ss", "ẞ", false),
    ("SS", "ß", false),
    ("İ", "İ", true),
    ("İ", "i", false),
    ("i", "İ", false),
    ("i\u{307}", "İ", false),
    ("İ", "i\u{307}", false),
    ("?", "İ", true),
    ("??", "İ", false),
    ("ı", "I", false),
    ("ı", "ı", true),
    ("σ", "Σ", true),
    ("ς", "Σ", false),
    ("ς", "σ", false),
    ("ς", "ς", true),
    ("ΑΣ", "ας", false),
    ("S", "ſ", false),
    ("ſ", "ſ", true),
    ("ǅ", "Ǆ", true),
    ("Ⱥ", "ⱥ", true),
    ("?", "Ⱥ", true),
    ("𐐨*", "𐐀", true),
    ("µ", "\u{3BC}", false),
    ("ﬁ", "fi", false),
    // Nothing is normalized.
    ("é", "e\u{301}", false),
    ("e\u{301}", "é", false),
    ("e\u{301}", "E\u{301}", true),

    // Nothing else is special.
    ("[A]", "A", false),
    ("[A]", "[a]", true),
    ("[!A]*", "[!a]x", true),
    ("[!A]*", "bx", false),
    ("[", "[", true),
    ("[]", "[]", true),
    ("]", "]", true),
    ("[É", "[é", true),
    ("\\", "\\", true),
    ("\\*", "\\", true),
    ("\\*", "*", false),
    ("\\?", "\\x", true),
    ("\\?", "?", false),
    ("\\\\", "\\", false),
    ("\\\\", "\\\\", true),
    ("A\\", "a\\", true),
    ("\\[\\", "\\[\\", true),
    ("!A", "!a", true),
    ("!A", "b", false),
    ("{A,B}", "A", false),
    ("@secrets", "@SECRETS", true),
    ("A.B", "AxB", false),
  ]

  @Test(arguments: table)
  func matches(pattern: ByteString, name: ByteString, expected: Bool) {
    #expect(Self.matches(pattern, name) == expected)
  }

  /// pattern, bytes of a name that is not UTF-8, whether it matches
  static let raw: [(ByteString, [UInt8], Bool)] = [
    ("?", [0xFF], true),
    ("??", [0xC3, 0x41], true),
    ("?", [0xC3, 0x41], false),
    ("?a", [0xC3, 0x41], true),
    ("?é", [0xC3, 0xC3, 0x89], true),
    ("é?", [0xC3, 0x89, 0x89], true),
    ("???", [0xED, 0xA0, 0x80], true),
    ("????", [0xF4, 0x90, 0x80, 0x80], true),
    ("????", [0xE2, 0x84, 0x4B, 0xAA], true),
    ("??K?", [0xE2, 0x84, 0x4B, 0xAA], true),
    ("*K*", [0xFF, 0xE2, 0x84, 0xAA, 0xFE], true),
    ("*É*", [0xFF, 0xC3], false),
    ("*\u{89}", [0x89], false),
  ]

  @Test(arguments: raw)
  func takesAByteThatIsNoUTF8ForACharacter(pattern: ByteString, name: [UInt8], expected: Bool) {
    #expect(Self.matches(pattern, ByteString(copying: name)) == expected)
  }

  /// pattern, the same as an envscrub pattern
  static let sources: [(ByteString, ByteString)] = [
    ("", ""),
    ("*KEY*", "*KEY*"),
    ("[A]\\", "\\[A]\\\\"),
    ("[É]", "\\[é]"),
    ("\u{212A}?", "k?"),
  ]

  @Test(arguments: sources)
  func isOneOfOurs(pattern: ByteString, source: ByteString) throws {
    let translated = Pattern(codex: pattern)
    #expect(translated.source == source)
    #expect(translated.written == pattern)
    #expect(Pattern(codex: pattern, written: "-S").written == "-S")
    if !source.isEmpty { #expect(try Pattern(source).source == source) }
  }

  @Test func mayBeOfAnyLength() {
    let long = String(repeating: "É[", count: 3_000)
    #expect(Self.matches(ByteString(long), ByteString(long.lowercased())))
    #expect(!Self.matches(ByteString(long), ByteString(long + "x")))
  }

  /// A character as Codex sees it; a byte that is not UTF-8 is one too.
  enum Character {
    case scalar(Unicode.Scalar)
    case byte(UInt8)

    static func all(of bytes: [UInt8]) -> [Character] {
      var characters: [Character] = []
      var index = 0
      while index < bytes.count {
        if let scalar = UTF8Scalar.decode(ByteString(copying: bytes), at: index) {
          characters.append(.scalar(Unicode.Scalar(scalar.value)!))
          index += scalar.length
        } else {
          characters.append(.byte(bytes[index]))
          index += 1
        }
      }
      return characters
    }

    private static func lowercase(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
      Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }

    static func == (left: Character, right: Character) -> Bool {
      switch (left, right) {
      case (.scalar(let left), .scalar(let right)):
        left == right || lowercase(left) == lowercase(right)
      case (.byte(let left), .byte(let right)): left == right
      default: false
      }
    }
  }

  /// Implements the definition, character by character.
  static func naive(_ pattern: ArraySlice<Unicode.Scalar>, _ name: ArraySlice<Character>) -> Bool {
    guard let item = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    if item == "*" { return naive(rest, name) || !name.isEmpty && naive(pattern, name.dropFirst()) }
    guard let first = name.first else { return false }
    return (item == "?" || .scalar(item) == first) && naive(rest, name.dropFirst())
  }

  static let letters: [Unicode.Scalar] = [
    "k", "K", "\u{212A}", "ß", "ẞ", "s", "S", "ſ", "i", "I", "İ", "ı", "\u{307}", "σ", "ς", "Σ", "é", "É", "Ⱥ", "ⱥ",
    "𐐀", "𐐨", "[", "]", "\\", "!", "-", "^", "_", "日",
  ]
  static let pieces: [[UInt8]] =
    letters.map { Array(String($0).utf8) } + [[0xC3], [0x89], [0xA9], [0xE2, 0x84], [0xFF], [0x2A], [0x3F]]

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func agreesWithANaiveMatcher(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var matched = 0
    for _ in 0..<120 {
      // Only a few letters at a time, so that patterns match some of the names.
      let letters = (0..<4).map { _ in Self.letters.randomElement(using: &random)! } + ["k", "\u{212A}"]
      // Enough patterns for one word of states, for several words, and for the automaton.
      let patterns: [[Unicode.Scalar]] = (0..<[1, 3, 20, 60].randomElement(using: &random)!).map { _ in
        (0..<Int.random(in: 1...5, using: &random)).map { _ in
          switch Int.random(in: 0..<10, using: &random) {
          case 0, 1: "*"
          case 2: "?"
          default: letters.randomElement(using: &random)!
          }
        }
      }
      let texts = patterns.map { pattern in pattern.map { String($0) }.joined() }
      let set = PatternSet(List(texts.map { Pattern(codex: ByteString($0)) }))
      let few = PatternMatcher(set, names: 1)
      let many = PatternMatcher(set, names: 100_000)
      for _ in 0..<12 {
        let name = (0..<Int.random(in: 0...5, using: &random)).flatMap { _ in
          Int.random(in: 0..<5, using: &random) == 0
            ? Self.pieces.randomElement(using: &random)! : Array(String(letters.randomElement(using: &random)!).utf8)
        }
        let characters = Character.all(of: name)
        let expected = patterns.firstIndex { Self.naive($0[...], characters[...]) }
        let folded = ByteString(copying: name).lowercasedByCharacter()
        #expect(few.firstMatch(folded) == expected, "\(texts) on \(readable(name))")
        #expect(many.firstMatch(folded) == expected, "automaton: \(texts) on \(readable(name))")
        if expected != nil { matched += 1 }
      }
    }
    #expect((200...1_300).contains(matched))
  }

  private static func matches(_ pattern: ByteString, _ name: ByteString) -> Bool {
    PatternMatcher(PatternSet([Pattern(codex: pattern)]), names: 1).firstMatch(name.lowercasedByCharacter()) != nil
  }
}
