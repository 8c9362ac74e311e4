import Bytes

extension Pattern {
  /// A pattern of Codex: `*` is any run, `?` one character; every other character, `[` and `\` included, stands for
  /// itself.  It may be of any length, and is never malformed.
  ///
  /// Two characters are equal if Unicode's lower case maps one to the other: give the matcher the name's
  /// `lowercasedByCharacter()`.
  ///
  /// An empty pattern matches nothing.  Its `source` is empty, which no `PatternSet` takes: leave it out of the list.
  package init(codex text: ByteString, written: ByteString? = nil) {
    source = Pattern.escaped(text.lowercasedByCharacter())
    self.written = written ?? text
  }

  /// Escapes with a backslash whatever has a special meaning in an envscrub pattern.
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
