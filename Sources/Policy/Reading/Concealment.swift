import Bytes
import TOML

/// Which part of a line no report may show.  A policy file's `set` holds values; so may a key that is
/// misspelt, and a line that is no TOML at all.  Shown is only what is known to be none: keys, and the
/// values of keys that hold modes and patterns.
enum Concealment {
  /// For an error of a document's syntax, where no tree tells which value is whose: what comes after the
  /// error is unknown, and so is what comes before it where the statement is not one of a mode or of patterns.
  static func start(for error: TOMLError, in text: ByteString) -> Int {
    let offset = error.location.offset(in: text)
    // Before its `=` a statement is taken for a key, but what stands where the key went wrong need not be one.
    guard let valueStart = error.valueStart else { return min(error.statementStart, offset) }
    var region = Region.document
    for key in error.path { region = region.member(key) }
    guard region == .shown else { return min(valueStart, offset) }
    var lineStart = offset
    while lineStart > 0, text[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    // In a further line a bracket or quotes may be missing, and this be the statement of another key.
    if lineStart > valueStart { return lineStart }
    switch error.kind {
    case .unclosedString(let opened): return min(opened.offset(in: text), offset)
    case .invalidEscape, .expectedHexadecimalDigits, .notACharacter, .controlCharacter, .invalidUTF8: return valueStart
    default: break
    }
    // A bare word where a string should stand: `inherit = all`.
    var end = offset
    while end < text.count, text[end].isASCIILetter || text[end] == UInt8(ascii: "_") { end += 1 }
    return end
  }

  /// For an error in a document that was read: the first value in the line of `offset` that may be secret, or
  /// the comment behind it all.
  static func start(inLineOf offset: Int, _ document: TOMLDocument) -> Int? {
    var lineStart = offset
    while lineStart > 0, document.text[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    let lineEnd = document.text.firstIndex(of: UInt8(ascii: "\n"), from: offset) ?? document.text.count
    /// The last value that begins before the line, and may reach into it.
    var before: (offset: Int, isShown: Bool)?
    var first: Int?
    func visit(_ node: TOMLNode, _ region: Region) {
      let value = document.value(node)
      if value == .table || value == .array {
        for child in document.children(of: node) {
          visit(child, value == .array ? region : region.member(document.key(of: child)))
        }
        return
      }
      let isShown =
        region == .shown || region == .filter && (value == .string("include") || value == .string("exclude"))
      let place = document.offset(of: node)
      if place < lineStart {
        if place > before?.offset ?? -1 { before = (place, isShown) }
      } else if place < lineEnd, !isShown, place < first ?? .max {
        first = place
      }
    }
    visit(document.root, .document)
    // A string over several lines may still go on where the line begins.
    if let before, !before.isShown, document.reaches(lineStart, from: before.offset) { return lineStart }
    let comment = document.text[lineStart..<lineEnd].commentStart.map { lineStart + $0 }
    if let first, let comment { return min(first, comment) }
    return first ?? comment
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

extension ByteString {
  /// Where the comment of a line begins: the first `#` outside of quotes.
  fileprivate var commentStart: Int? {
    var quote: UInt8?
    var index = 0
    while index < count {
      let byte = self[index]
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "#") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      index += 1
    }
    return nil
  }
}

extension TOMLDocument {
  /// Whether the value at `offset` is a string of several lines that is still open at `lineStart`.
  fileprivate func reaches(_ lineStart: Int, from offset: Int) -> Bool {
    let isBasic = text.dropFirst(offset).hasPrefix("\"\"\"")
    guard isBasic || text.dropFirst(offset).hasPrefix("'''") else { return false }
    let quotes = text[offset..<offset + 3]
    var index = offset + 3
    while index + 3 <= text.count {
      if text.dropFirst(index).hasPrefix(quotes) { return index >= lineStart }
      index += isBasic && text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }
}
