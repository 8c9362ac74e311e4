import Bytes

/// The parts of a value that reveal as much as the whole: the value without quotes, a line, an uncommon word, the
/// password of a URL.  Words of letters alone are too common: `postgres`, `password`.
enum ValueParts {
  /// The time is linear in the value.  A part may be short, or the whole value.
  static func forEach(of value: ByteString, _ body: (ByteString) -> Void) {
    body(trimmed(value))
    var lines = WordIterator(value, separator: UInt8(ascii: "\n"))
    while let line = lines.next() { body(trimmed(line)) }
    forEachWord(of: value, body)
    forEachPassword(of: value, body)
  }

  private static func trimmed(_ text: ByteString) -> ByteString {
    var (start, end) = (0, text.count)
    while start < end, isQuoteOrBlank(text[start]) { start += 1 }
    while end > start, isQuoteOrBlank(text[end - 1]) { end -= 1 }
    return text[start..<end]
  }

  private static func isQuoteOrBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): true
    default: byte <= UInt8(ascii: " ")
    }
  }

  /// Whether this byte ends a word.
  private static func separates(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"),
      UInt8(ascii: "?"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"):
      true
    default: isQuoteOrBlank(byte)
    }
  }

  private static func forEachWord(of value: ByteString, _ body: (ByteString) -> Void) {
    var start = 0
    while start < value.count {
      var end = start
      while end < value.count, !separates(value[end]) { end += 1 }
      var word = value[start..<end]
      let isBeforeAt = end < value.count && value[end] == UInt8(ascii: "@")
      let isPassword = isBeforeAt && start > 0 && value[start - 1] == UInt8(ascii: ":")
      // A URL has these after its scheme.
      if word.hasPrefix("//") { word = word.dropFirst(2) }
      if isPassword || isUncommon(word) { body(word) }
      // user/password@host
      if isBeforeAt, let slash = word.lastIndex(of: UInt8(ascii: "/")) { body(word.dropFirst(slash + 1)) }
      start = end + 1
    }
  }

  private static func isUncommon(_ word: ByteString) -> Bool {
    if word.count > 15 { return true }
    for index in word.indices where word[index].isASCIIDigit { return true }
    return false
  }

  /// The bytes between the first `:` after the scheme of a URL and an `@`: the last one before any slash, `?` or `#`; if
  /// there is none, the first one after it.
  private static func forEachPassword(of value: ByteString, _ body: (ByteString) -> Void) {
    var next = self.next(in: value, from: 0)
    while let start = next {
      next = self.next(in: value, from: start)
      var colon: Int?
      var at: Int?
      var isInAuthority = true
      var index = start
      while index < next ?? value.count, !isQuoteOrBlank(value[index]) {
        switch value[index] {
        case UInt8(ascii: ":"): colon = colon ?? index
        case UInt8(ascii: "@"): if isInAuthority || at == nil { at = index }
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isInAuthority = false
        default: break
        }
        index += 1
      }
      if let colon, let at, colon < at { body(value[colon + 1..<at]) }
    }
  }

  /// The place after the next `://`.
  private static func next(in value: ByteString, from start: Int) -> Int? {
    var from = start
    while let colon = value.firstIndex(of: UInt8(ascii: ":"), from: from) {
      if value.dropFirst(colon).hasPrefix("://") { return colon + 3 }
      from = colon + 1
    }
    return nil
  }
}
