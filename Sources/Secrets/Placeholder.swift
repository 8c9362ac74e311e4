import Bytes

/// Text that will be replaced by a secret, or has replaced one.
enum Placeholder {
  /// Whether `text` looks like `${PASSWORD}`, `$PASSWORD`, `{{ password }}`, `<password>`, `%PASSWORD%`, `xxxx` or
  /// `***`.  A weak password is no placeholder: it gives access.
  static func isOne(_ text: ByteString) -> Bool {
    guard let last = text.last else { return true }
    switch text[0] {
    case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "["):
      // `{{`, `<%`, `["` and the like.
      if text.count < 2 || !Alphabet.has(Alphabet.named(UInt8(ascii: "n")), text[1]) { return true }
      // The closing bracket comes two bytes after the opening one in ASCII.  Without it, the text may be a password,
      // unless it was cut off.  ODBC puts a password itself in braces: no name looks like one, and a map has a colon.
      guard let end = text.firstIndex(of: text[0] + 2) else { return text.count > 47 }
      if text[0] != UInt8(ascii: "{") || text.firstIndex(of: UInt8(ascii: ":")) != nil { return true }
      return !Alphabet.isMixed(text[1..<end])
    case UInt8(ascii: "$"): return text.count > 1 && isVariable(text)
    case UInt8(ascii: "%"):
      if text.count == 2 || text.count > 1 && text[1] == UInt8(ascii: "(") { return true }
      if text.count > 2, last == UInt8(ascii: "%") { return true }
    default: break
    }
    if text.equalsFoldingCase("redacted") { return true }
    // The same byte repeated; a single byte may be a password.
    if text.count < 3 || last.isASCIIDigit { return false }
    for index in 0..<text.count where text[index] != last { return false }
    return true
  }

  /// `${`, `$(`, or `$NAME` or `$name` up to the end or a slash.
  private static func isVariable(_ text: ByteString) -> Bool {
    if text[1] == UInt8(ascii: "{") || text[1] == UInt8(ascii: "(") { return true }
    var kinds: UInt32 = 0
    for index in 1..<text.count {
      if text[index] == UInt8(ascii: "/"), index > 1 { break }
      let kind = Alphabet.kinds(of: text[index])
      if kind & Alphabet.named(UInt8(ascii: "w")) == 0 { return false }
      kinds |= kind
    }
    return kinds & Alphabet.lower == 0 || kinds & (Alphabet.upper | Alphabet.digits) == 0
  }
}
