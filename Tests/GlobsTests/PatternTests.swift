import Bytes
@testable import Globs
import TestSupport
import Testing

@Suite struct PatternTests {
  /// pattern, what is wrong with it, the byte that a caret points at
  static let errors: [(ByteString, PatternError.Kind, Int)] = [
    ("", .empty, 0),
    ("[", .openClass, 0),
    ("[]", .openClass, 0),
    ("[!]", .openClass, 0),
    ("[^]", .openClass, 0),
    ("A[b", .openClass, 1),
    ("AB[c-", .openClass, 2),
    ("[a\\", .trailingBackslash, 2),
    ("[\\]", .openClass, 0),
    ("[z-a]", .reversedRange, 1),
    ("[xa-Z]", .reversedRange, 2),
    ("[é-a]", .reversedRange, 1),
    ("A\\", .trailingBackslash, 1),
    ("\\\\\\", .trailingBackslash, 2),
    ("OK[a-c]*[b-a]", .reversedRange, 9),
    // A POSIX class, anywhere in a class; a reversed range before it is reported first.
    ("[[:alpha:]]", .namedClass, 1),
    ("X_[A-Z[:digit:]_]*", .namedClass, 6),
    ("[![:upper:]]", .namedClass, 2),
    ("[^[:nosuch:]]", .namedClass, 2),
    ("[][:alpha:]]", .namedClass, 2),
    ("[[:alpha:]", .namedClass, 1),
    ("[0-[:alpha:]]", .namedClass, 3),
    ("[z-a[:alpha:]]", .reversedRange, 1),
  ]

  @Test(arguments: errors)
  func rejects(source: ByteString, kind: PatternError.Kind, index: Int) {
    #expect(throws: PatternError(kind: kind, index: index)) { try Pattern(source) }
  }

  @Test(arguments: ["A", "*", "?", "[]]", "[^]]", "[]a]", "[-]", "[a-]", "[--]", "[--0]", "[Z-a]", "]", "a-b", "[[:]", "[[::]]", "[:alpha:]", "[\\[:alpha:]", "[[:a1:]]", "[[:alpha]", "[[.a.]", "\\@x", "\\*", "é", "[é-ü]"])
  func accepts(source: String) throws {
    #expect(try Pattern(ByteString(source)).source == ByteString(source))
  }

  @Test func holdsAtMost1024Bytes() throws {
    _ = try Pattern(ByteString(String(repeating: "a", count: 1024)))
    #expect(throws: PatternError(kind: .tooLong, index: 1024)) {
      try Pattern(ByteString(String(repeating: "a", count: 1025)))
    }
  }
}
