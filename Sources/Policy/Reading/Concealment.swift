import Bytes
import TOML

/// Which part of a line no report may show.  A policy file's `set` holds values; so may a misspelt key, and a line that
/// is not TOML at all.  Reports show only what is known not to be a value: keys, and, if the document could be parsed,
/// the values of keys that hold modes and patterns (see `ErrorPlaces`).
enum Concealment {
  /// The hidden part for a syntax error, for which there is no tree.  What comes after the error is unknown.  What
  /// comes before it is known only if the statement is one of a mode or of patterns.
  static func start(for error: TOMLError, in text: ByteString) -> Int {
    let offset = min(error.location.lineStart(in: text) + error.location.column - 1, text.count)
    // Before its `=` a statement is taken for a key, but the text at the error need not be one.
    guard let valueStart = error.valueStart else { return endOfKnownKey(error, at: offset, in: text) ?? min(error.statementStart, offset) }
    var region = Region.document
    for key in error.path { region = region.member(key) }
    guard region == .shown else { return min(valueStart, offset) }
    var lineStart = offset
    while lineStart > 0, text[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    // On a further line a bracket or quotes may be missing, so this may be the statement of another key.
    if lineStart > valueStart { return lineStart }
    // A missing or surplus quote swaps what is inside and outside of strings: a value of `set` may be in what looks
    // like a pattern.  That is impossible if no quote came before.
    switch error.kind {
    case .stringNeedsQuotes where offset == valueStart, .booleanInCapitals where offset == valueStart,
      .booleanInWords where offset == valueStart:
      // A bare word in place of a string: `inherit = all`.
      var end = offset
      while end < text.count, text[end].isASCIILetter || text[end] == UInt8(ascii: "_") { end += 1 }
      // What follows may show that it was no word of this key: `exclude = set.A = "VALUE"`.
      return end
    default: return valueStart
    }
  }

  /// The end of a duplicate key, or of its header, which the message names anyway.
  private static func endOfKnownKey(_ error: TOMLError, at offset: Int, in text: ByteString) -> Int? {
    switch error.kind {
    case .duplicateKey(let key, _), .duplicateTable(let key, _):
      guard !key.isEmpty, text.dropFirst(offset).hasPrefix(key) else { return nil }
      var end = offset + key.count
      while end < text.count, text[end] == UInt8(ascii: "]") { end += 1 }
      return end
    default: return nil
    }
  }
}
