import Bytes

/// Variables from make's command line, as make passes them to nested makes in MAKEFLAGS: flags, ` -- `, and the
/// assignments separated by blanks.  A blank in a value is preceded by a backslash, and `$` is doubled.
/// https://www.gnu.org/software/make/manual/html_node/Options_002fRecursion.html
enum MakeVariables {
  /// Whether one of the assignments after ` -- ` is to a name of `@secrets`.  The length of the value doesn't matter: a
  /// makefile uses any value.
  /// - Parameter start: the place after the blank that follows the dashes.
  static func holdSecret(_ value: ByteString, from start: Int) -> Bool {
    var position = start
    while position < value.count {
      let name = position
      while position < value.count, Alphabet.has(Alphabet.named(UInt8(ascii: "r")), value[position]) { position += 1 }
      let end = position
      // `NAME:=`, `NAME::=`, `NAME+=`, `NAME?=` and `NAME!=` are assignments too.
      while position < value.count, position - end < 3,
        value[position] == UInt8(ascii: ":") || value[position] == UInt8(ascii: "+") || value[position] == UInt8(ascii: "?")
          || value[position] == UInt8(ascii: "!")
      { position += 1 }
      if end > name, position + 1 < value.count, value[position] == UInt8(ascii: "="), value[position + 1] > UInt8(ascii: " "),
        SecretMatcher.match(value[name..<end]) != nil
      {
        return true
      }
      // Skip to the next word.
      while position < value.count, value[position] != UInt8(ascii: " ") {
        position += value[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position += 1
    }
    return false
  }
}
