import Bytes
@testable import Globs
import TestSupport
import Testing

struct PatternScannerTests {
  /// pattern, its elements
  static let table: [(ByteString, [PatternElement])] = [
    ("", []), ("Ab*?", [.byte(0x61), .byte(0x62), .star, .any]), ("[a-c]x", [.characterClass, .byte(0x78)]),
    ("\\*\\A", [.byte(0x2A), .byte(0x61)]), ("é", [.byte(0xC3), .byte(0xA9)]), ("[]]]", [.characterClass, .byte(0x5D)]),
    ("[!]-]", [.characterClass]), ("[\\]]", [.characterClass]),
  ]
  @Test(arguments: table)
  func elements(source: ByteString, expected: [PatternElement]) throws {
    var scanner = PatternScanner(source)
    var quick = PatternScanner(source)
    var found: [PatternElement] = []
    while let element = try scanner.next() {
      found.append(element)
      #expect(quick.nextOfValid() == element)
    }
    #expect(found == expected && quick.nextOfValid() == nil && scanner.index == source.count)
  }

  /// class, a character, whether it is in it
  static let members: [(ByteString, UInt32, Bool)] = [
    ("[a-c]", 0x62, true), ("[a-c]", 0x42, true), ("[a-c]", 0x64, false), ("[!a-c]", 0x42, false), ("[^a-c]", 0x64, true),
    ("[@-Z]", 0x61, true), ("[X-Z]", 0x7A, true), ("[x-z]", 0x5A, true), ("[a-]", 0x2D, true), ("[é-ü]", 0xF0, true), ("[é-ü]", 0x41, false), ("[x-é]", 0x7F, true),
    ("[x-é]", 0xE9, true), ("[x-é]", 0xEA, false), ("[0-@]", 0x3F, true), ("[0-@]", 0x40, true), ("[0-@]", 0x41, false),
  ]
  @Test(arguments: members)
  func classes(source: ByteString, character: UInt32, isMember: Bool) throws {
    var scanner = PatternScanner(source)
    #expect(try scanner.next() == .characterClass)
    #expect(scanner.characterClass.contains(character) == isMember)
  }

  /// A byte that is no UTF-8 is a character of its own.
  @Test func invalidBytes() throws {
    var scanner = PatternScanner(ByteString(copying: [0x5B, 0xFF, 0x5D]))
    #expect(try scanner.next() == .characterClass)
    #expect(scanner.characterClass.contains(CharacterClass.invalidByte(0xFF)))
    #expect(!scanner.characterClass.contains(0xFF) && !scanner.characterClass.contains(CharacterClass.invalidByte(0xFE)))
  }

  @Test func withoutWholeClassesOnlyASCIICounts() throws {
    var scanner = PatternScanner("[aé]", wholeClasses: false)
    _ = try scanner.next()
    #expect(scanner.characterClass.contains(0x61) && scanner.characterClass.ranges.isEmpty)
  }
}
