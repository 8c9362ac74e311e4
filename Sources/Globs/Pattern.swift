import Bytes

/// A glob over a variable's whole name, ignoring the case of ASCII letters: `*` is any run of bytes, `?` one character,
/// `[a-z]` one of a class, `[!a-z]` one not in it, `\x` the character x.  A character is a UTF-8 scalar, or a byte that
/// belongs to none.  Other bytes stand for themselves.
///
/// A `Pattern` is always well formed.  `ListMatcher` matches names with patterns.
package struct Pattern: Equatable, Sendable {
  package let source: ByteString
  /// The pattern as it was written.  Reports show it instead of `source`, which may hold a value that `-S` expanded.
  package let written: ByteString
}

package extension Pattern {
  /// The longest pattern, in bytes.
  static let limit = 1024

  /// Throws if `source` is empty, too long or malformed; the error holds the place.
  init(_ source: ByteString, written: ByteString? = nil) throws(PatternError) {
    if source.isEmpty { throw PatternError(kind: .empty, index: 0) }
    if source.count > Self.limit { throw PatternError(kind: .tooLong, index: Self.limit) }
    if !source.isPlain {
      var scanner = PatternScanner(source, wholeClasses: false)
      while try scanner.next() != nil {}
    }
    self.source = source
    self.written = written ?? source
  }

  /// The only name that the pattern matches, ignoring case; nil if it has anything but literal bytes.
  var literalName: ByteString? { LiteralIndex.isLiteral(source) ? source : nil }

  /// A pattern from this program's sources, known to be well formed.
  init(builtIn source: ByteString) {
    self.source = source
    written = source
  }
}

package struct PatternError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case empty, tooLong, openClass, reversedRange, trailingBackslash
    /// `[:name:]` in a class.
    case namedClass
  }
  package let kind: Kind
  /// The index of the offending byte, at which a caret points.
  package let index: Int
}

extension ByteString {
  /// Whether a pattern with this text is certainly well formed: it has neither a class nor an escape.
  fileprivate var isPlain: Bool {
    var index = 0
    while index < count {
      // `[` is 0x5B, and `\` is 0x5C.
      if start[index] &- UInt8(ascii: "[") < 2 { return false }
      index &+= 1
    }
    return true
  }
}
