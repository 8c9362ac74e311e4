import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct LowercaseTests {
  /// text, its characters in lower case, the whole text in lower case
  static let table: [(ByteString, ByteString, ByteString)] = [
    ("É_API_Key", "é_api_key", "é_api_key"),
    ("\u{212A}EY", "key", "key"),
    ("\u{212B}", "å", "å"),
    ("ẞ", "ß", "ß"),
    ("ß", "ß", "ß"),
    ("İI", "İi", "i\u{307}i"),
    ("ı", "ı", "ı"),
    ("ſ", "ſ", "ſ"),
    ("ς", "ς", "ς"),
    ("Ǆǅǆ", "ǆǆǆ", "ǆǆǆ"),
    // The lower case is longer or shorter in UTF-8.
    ("Ⱥ", "ⱥ", "ⱥ"),
    ("Ω\u{2126}", "ωω", "ωω"),
    ("Ꭰ", "ꭰ", "ꭰ"),
    ("Ა", "ა", "ა"),
    ("𐐀𞤡", "𐐨𞥃", "𐐨𞥃"),
    // Nothing is composed or decomposed.
    ("E\u{301}", "e\u{301}", "e\u{301}"),
    ("日本語🎉", "日本語🎉", "日本語🎉"),

    ("Σ", "σ", "σ"),
    ("ΑΣ", "ασ", "ας"),
    ("ΣΑ", "σα", "σα"),
    ("ΑΣΑ", "ασα", "ασα"),
    ("ΣΣ", "σσ", "σς"),
    ("ΣΣΣ", "σσσ", "σσς"),
    ("ΑΣ ΣΑΣ", "ασ σασ", "ας σας"),
    ("aΣ_b", "aσ_b", "aς_b"),
    ("aΣ*", "aσ*", "aς*"),
    ("*Σ", "*σ", "*σ"),
    ("1Σ", "1σ", "1σ"),
    ("日Σ", "日σ", "日σ"),
    // Case-ignorable characters are skipped on both sides.
    ("A'Σ", "a'σ", "a'ς"),
    ("A.:^Σ", "a.:^σ", "a.:^ς"),
    ("'Σ", "'σ", "'σ"),
    ("AΣ.", "aσ.", "aς."),
    ("AΣ.B", "aσ.b", "aσ.b"),
    ("AΣ\u{301}\u{AD}B", "aσ\u{301}\u{AD}b", "aσ\u{301}\u{AD}b"),
    ("A\u{E01EF}Σ", "a\u{E01EF}σ", "a\u{E01EF}ς"),
    // Characters that are both cased and case-ignorable are skipped too.
    ("ʰΣ", "ʰσ", "ʰσ"),
    ("AΣʰ", "aσʰ", "aςʰ"),
    ("AʰΣ", "aʰσ", "aʰς"),
    ("İΣ", "İσ", "i\u{307}ς"),
    ("𐐀Σ", "𐐨σ", "𐐨ς"),
    ("Σ𐐀", "σ𐐨", "σ𐐨"),
  ]

  @Test(arguments: table)
  func lowers(text: ByteString, byCharacter: ByteString, asWhole: ByteString) {
    #expect(text.lowercasedByCharacter() == byCharacter)
    #expect(text.lowercased() == asWhole)
  }

  /// bytes that are not UTF-8 throughout, the whole in lower case
  static let raw: [([UInt8], [UInt8])] = [
    ([0xFF], [0xFF]),
    ([0x41, 0x80, 0x42], [0x61, 0x80, 0x62]),
    ([0xC3, 0x41], [0xC3, 0x61]),
    ([0xE2, 0x84, 0x4B], [0xE2, 0x84, 0x6B]),
    ([0xED, 0xA0, 0x80, 0x4B], [0xED, 0xA0, 0x80, 0x6B]),
    (Array("É".utf8) + [0x89], Array("é".utf8) + [0x89]),
    (Array("aΣ".utf8) + [0xCE], Array("aς".utf8) + [0xCE]),
    (Array("aΣ".utf8) + [0xCE, 0x61], Array("aς".utf8) + [0xCE, 0x61]),
    (Array("a".utf8) + [0x80] + Array("Σ".utf8), Array("a".utf8) + [0x80] + Array("σ".utf8)),
    (Array("é".utf8) + [0x80, 0xA9] + Array("Σ".utf8), Array("é".utf8) + [0x80, 0xA9] + Array("σ".utf8)),
    ([0x80] + Array("Σ".utf8), [0x80] + Array("σ".utf8)),
  ]

  @Test(arguments: raw)
  func keepsAByteThatIsNoUTF8(bytes: [UInt8], expected: [UInt8]) {
    #expect(ByteString(copying: bytes).lowercased() == ByteString(copying: expected))
  }

  @Test func returnsASCIIUnchanged() {
    let name: ByteString = "PATH"
    #expect(name.lowercasedByCharacter() == "PATH")
    #expect(name.lowercasedByCharacter().start == name.start)
    #expect(name.lowercased() == "path")
    #expect(ByteString("").lowercasedByCharacter() == "")
    #expect(ByteString("").lowercased() == "")
  }

  // The following tests compare the table with the Unicode data of this Swift.  Newer data has more letters, so only
  // those known to both are compared.

  static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
    guard let age = scalar.properties.age else { return false }
    return (age.major, age.minor) <= (17, 0)
  }

  static func lowercase(_ scalar: Unicode.Scalar) -> UInt32 {
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first!.value : scalar.value
  }

  static func casing(_ scalar: Unicode.Scalar) -> ScalarRuns.Casing {
    scalar.properties.isCaseIgnorable ? .ignorable : scalar.properties.isCased ? .cased : .neither
  }

  @Test func mapsEveryScalarAsUnicodeDoes() {
    var mappings = ScalarRuns.mappings
    var mapped = 0
    for scalar in Self.scalars {
      let lowercase = mappings.lowercase(of: scalar.value)
      if lowercase != scalar.value { mapped += 1 }
      if Self.isKnown(scalar), lowercase != Self.lowercase(scalar) {
        Issue.record("\(hexadecimal(scalar)) became \(hexadecimal(Unicode.Scalar(lowercase)!))")
      }
    }
    // Plus A to Z.
    #expect(mapped == 1461 + 26)
  }

  @Test func onlyTheDottedCapitalIHasALowerCaseOfSeveral() {
    #expect(Self.scalars.filter { $0.properties.lowercaseMapping.unicodeScalars.count > 1 } == ["İ"])
  }

  @Test func knowsTheCasingOfEveryScalar() {
    var casings = ScalarRuns.casings
    for scalar in Self.scalars where Self.isKnown(scalar) {
      let casing = casings.casing(of: scalar.value)
      if casing != Self.casing(scalar) { Issue.record("\(hexadecimal(scalar)): \(casing)") }
    }
  }

  /// A reader continues from its place, or goes back.
  @Test func asksInAnyOrder() {
    var mappings = ScalarRuns.mappings
    var casings = ScalarRuns.casings
    var random = SeededGenerator(seed: 1)
    for _ in 0..<4_000 {
      let limit = [0x80, 0x600, 0x3000, 0x20000, 0x110000].randomElement(using: &random)! as UInt32
      let value = UInt32.random(in: 0..<limit, using: &random)
      guard let scalar = Unicode.Scalar(value), Self.isKnown(scalar) else { continue }
      #expect(mappings.lowercase(of: scalar.value) == Self.lowercase(scalar), "\(hexadecimal(scalar))")
      #expect(casings.casing(of: scalar.value) == Self.casing(scalar), "\(hexadecimal(scalar))")
    }
  }

  static var scalars: some Sequence<Unicode.Scalar> {
    (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap { Unicode.Scalar($0) }
  }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    "U+" + String(scalar.value, radix: 16, uppercase: true)
  }
}
