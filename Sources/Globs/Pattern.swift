import Bytes

/// A glob over a variable's whole name, ASCII letters without case: `*` is any run of bytes, `?` one
/// character, `[a-z]` one of a class, `[!a-z]` one not of it, `\x` the character x.  A character is
/// a UTF-8 scalar, or a byte that belongs to none.  Other bytes stand for themselves.
///
/// A `Pattern` is known to be well formed; `PatternSet` matches with it.
package struct Pattern: Equatable, Sendable {
  package let source: ByteString
  /// How it was written: what reports show in place of `source`, which may hold a value that `-S` put there.
  package let written: ByteString
}

package extension Pattern {
  /// The longest pattern, in bytes.
  static let limit = 1024

  /// Throws where `source` is empty, too long or ill formed; the error holds the place.
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

  /// A pattern of the sources, known to be well formed.
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
  /// Where in the pattern: the byte that a caret points at.
  package let index: Int
}

extension ByteString {
  /// Whether a pattern of this text is well formed for certain: it has neither a class nor an escape.
  fileprivate var isPlain: Bool {
    var index = 0
    while index < count {
      // `[` is 0x5B, and `\` the next one.
      if start[index] &- UInt8(ascii: "[") < 2 { return false }
      index &+= 1
    }
    return true
  }
}
