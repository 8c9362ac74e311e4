import Bytes

/// What stands where a secret will be put, or stood.
enum Placeholder {
  /// Whether `text` is the likes of `${PASSWORD}`, `$PASSWORD`, `{{ password }}`, `<password>`, `%PASSWORD%`, `xxxx`
  /// or `***`.  A weak password is none: it lets in.
  static func isOne(_ text: ByteString) -> Bool {
    guard let last = text.last else { return true }
    switch text[0] {
    case UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "["): return true
    case UInt8(ascii: "$"): return text.count > 1 && isVariable(text)
    case UInt8(ascii: "%"):
      if text.count == 2 || text.count > 1 && text[1] == UInt8(ascii: "(") { return true }
      if text.count > 2, last == UInt8(ascii: "%") { return true }
    default: break
    }
    if text.equalsFoldingCase("redacted") { return true }
    // One byte over and over; a single one may be a password.
    if text.count < 3 || last.isASCIIDigit { return false }
    for index in 0..<text.count where text[index] != last { return false }
    return true
  }

  /// `${`, `$(`, `$NAME` or `$name`, to the end or to a slash.
  private static func isVariable(_ text: ByteString) -> Bool {
    if text[1] == UInt8(ascii: "{") || text[1] == UInt8(ascii: "(") { return true }
    var kinds: UInt32 = 0
    for index in 1..<text.count {
      if text[index] == UInt8(ascii: "/"), index > 1 { break }
      let kind = Alphabet.kinds(of: text[index])
      if kind & Alphabet.named(UInt8(ascii: "w")) == 0 { return false }
      kinds |= kind
    }
    let lower: UInt32 = 0x0E
    let upper: UInt32 = 0x30
    return kinds & lower == 0 || kinds & (upper | 1) == 0
  }
}
