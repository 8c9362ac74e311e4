import Bytes
import TOML

/// Which part of a line no report may show.  A policy file's `set` holds values; so may a key that is
/// misspelt, and a line that is no TOML at all.  Shown is only what is known to be none: keys, and, in a document that
/// could be read, the values of keys that hold modes and patterns (see `ErrorPlaces`).
enum Concealment {
  /// For an error of a document's syntax, where no tree tells which value is whose: what comes after the
  /// error is unknown, and so is what comes before it where the statement is not one of a mode or of patterns.
  static func start(for error: TOMLError, in text: ByteString) -> Int {
    let offset = error.location.offset(in: text)
    // Before its `=` a statement is taken for a key, but what stands where the key went wrong need not be one.
    guard let valueStart = error.valueStart else { return endOfKnownKey(error, at: offset, in: text) ?? min(error.statementStart, offset) }
    var region = Region.document
    for key in error.path { region = region.member(key) }
    guard region == .shown else { return min(valueStart, offset) }
    var lineStart = offset
    while lineStart > 0, text[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    // In a further line a bracket or quotes may be missing, and this be the statement of another key.
    if lineStart > valueStart { return lineStart }
    // Quotes that are missing or too many turn what is in and out of strings around: a value of `set` may stand in
    // what was taken for a pattern.  Where no quote came before, that can't be.
    switch error.kind {
    case .stringNeedsQuotes where offset == valueStart, .booleanInCapitals where offset == valueStart,
      .booleanInWords where offset == valueStart:
      // A bare word where a string should stand: `inherit = all`.
      var end = offset
      while end < text.count, text[end].isASCIILetter || text[end] == UInt8(ascii: "_") { end += 1 }
      // What is behind it may show that it was no word of this key: `exclude = set.A = "VALUE"`.
      return end
    default: return valueStart
    }
  }

  /// Behind a key that is there already, and the end of its header: the message names it.
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

extension SourceLocation {
  /// The place as an offset in the text that it is one of.
  fileprivate func offset(in text: ByteString) -> Int {
    var start = 0
    for _ in 1..<line { start = (text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count - 1) + 1 }
    return min(start + column - 1, text.count)
  }
}
