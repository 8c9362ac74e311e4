import Bytes

extension Pattern {
  /// A pattern of Codex's: `*` is any run, `?` one character, and everything else, `[` and `\` too, itself.  It
  /// may be of any length, and is never malformed.
  ///
  /// Characters are without case wherever Unicode's lower case takes two for one: give a matcher the name's
  /// `lowercasedByCharacter()`.
  ///
  /// An empty one matches nothing.  Its `source` is empty, which no `PatternSet` takes: leave it out of the list.
  package init(codex text: ByteString, written: ByteString? = nil) {
    source = Pattern.escaped(text.lowercasedByCharacter())
    self.written = written ?? text
  }

  /// With a backslash before what would be more than itself in a pattern of ours.
  private static func escaped(_ text: ByteString) -> ByteString {
    let bracket = UInt8(ascii: "[")
    let backslash = UInt8(ascii: "\\")
    if text.firstIndex(of: bracket) == nil, text.firstIndex(of: backslash) == nil { return text }
    var result = ByteBuffer()
    for index in 0..<text.count {
      if text[index] == bracket || text[index] == backslash { result.write(backslash) }
      result.write(text[index])
    }
    return result.finish()
  }
}
