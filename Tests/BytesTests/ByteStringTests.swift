@testable import Bytes
import TestSupport
import Testing

struct ByteStringTests {
  /// two texts; whether they are equal, and equal ignoring case, whether the first begins with the other, comes before it
  static let pairs: [(ByteString, ByteString, Bool, Bool, Bool, Bool)] = [
    ("", "", true, true, true, false), ("a", "", false, false, true, false), ("", "a", false, false, false, true),
    ("ab", "ab", true, true, true, false), ("ab", "AB", false, true, false, false), ("AB", "ab", false, true, false, true),
    ("ab", "ac", false, false, false, true), ("abc", "ab", false, false, true, false), ("ab", "abc", false, false, false, true),
    ("@", "`", false, false, false, true), ("é", "É", false, false, false, false), ("a", "é", false, false, false, true),
  ]
  @Test(arguments: pairs)
  func compares(
    one: ByteString, other: ByteString, areEqual: Bool, areEqualWithoutCase: Bool, begins: Bool, precedes: Bool
  ) {
    #expect((one == other) == areEqual)
    #expect(one.equalsFoldingCase(other) == areEqualWithoutCase)
    #expect((one.foldingCase() == other.foldingCase()) == areEqualWithoutCase)
    #expect(one.hasPrefix(other) == begins)
    #expect(one.precedes(other) == precedes)
  }

  /// text, the first and the last place of `/`, the last component of a path
  static let paths: [(ByteString, Int?, Int?, ByteString)] = [
    ("", nil, nil, ""), ("npm", nil, nil, "npm"), ("/bin/npm", 0, 4, "npm"), ("bin/", 3, 3, ""), ("/", 0, 0, ""),
  ]
  @Test(arguments: paths)
  func slashes(text: ByteString, first: Int?, last: Int?, component: ByteString) {
    #expect(text.firstIndex(of: UInt8(ascii: "/")) == first)
    #expect(text.lastIndex(of: UInt8(ascii: "/")) == last)
    #expect(text.lastComponent == component)
    if let first { #expect(text.firstIndex(of: UInt8(ascii: "/"), from: first + 1) == (first == last ? nil : last)) }
  }

  @Test func parts() {
    let text: ByteString = "abcd"
    #expect(text[1] == UInt8(ascii: "b") && text.last == UInt8(ascii: "d") && ByteString("").last == nil)
    #expect(text[1..<3] == "bc" && text[4..<4].isEmpty && text.dropFirst(4).isEmpty && text.dropFirst(1) == "bcd")
    #expect(text.copied() == text && text.copied().start != text.start)
    "a\u{1}".withCString { #expect(ByteString(cString: $0).copied() == "a\u{1}") }
  }

  /// byte; in lower case, whether it is a letter, a digit, white space
  static let bytes: [(UInt8, UInt8, Bool, Bool, Bool)] = [
    (0x40, 0x40, false, false, false), (0x41, 0x61, true, false, false), (0x5A, 0x7A, true, false, false),
    (0x5B, 0x5B, false, false, false), (0x60, 0x60, false, false, false), (0x61, 0x61, true, false, false),
    (0x7A, 0x7A, true, false, false), (0x7B, 0x7B, false, false, false), (0xC9, 0xC9, false, false, false),
    (0x2F, 0x2F, false, false, false), (0x30, 0x30, false, true, false), (0x39, 0x39, false, true, false),
    (0x3A, 0x3A, false, false, false), (0x08, 0x08, false, false, false), (0x09, 0x09, false, false, true),
    (0x0D, 0x0D, false, false, true), (0x0E, 0x0E, false, false, false), (0x20, 0x20, false, false, true), (0xA0, 0xA0, false, false, false),
  ]
  @Test(arguments: bytes)
  func classes(byte: UInt8, folded: UInt8, isLetter: Bool, isDigit: Bool, isSpace: Bool) {
    #expect(byte.foldedCase == folded)
    #expect(byte.isASCIILetter == isLetter && byte.isASCIIDigit == isDigit && byte.isSpace == isSpace)
  }

  /// text, suffix, whether it ends with it
  static let suffixes: [(ByteString, ByteString, Bool)] = [
    ("", "", true), ("ab", "", true), ("ab", "b", true), ("ab", "ab", true), ("ab", "a", false), ("b", "ab", false), ("aB", "b", false),
  ]
  @Test(arguments: suffixes)
  func hasSuffix(text: ByteString, suffix: ByteString, expected: Bool) { #expect(text.hasSuffix(suffix) == expected) }

  @Test func hexadecimalDigits() {
    for byte in 0...UInt8.max {
      let expected = byte < 0x80 ? Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) } : nil
      #expect(byte.hexadecimalDigit == expected, "\(byte)")
    }
  }

  #if DEBUG
  /// An index out of bounds stops a debug build.
  @Test func indexOutOfBounds() async {
    await #expect(processExitsWith: .failure) { _ = ByteString("ab")[2] }
    await #expect(processExitsWith: .failure) { _ = ByteString("ab")[1..<3] }
    await #expect(processExitsWith: .failure) { _ = ByteString("ab").dropFirst(3) }
  }
  #endif
}
