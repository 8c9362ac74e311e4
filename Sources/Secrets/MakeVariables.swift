import Bytes

/// Variables of make's command line, as it hands them to every make below it in MAKEFLAGS: flags, ` -- `, and the
/// assignments with blanks between them; a blank in a value has a backslash before it, and `$` is doubled.
/// https://www.gnu.org/software/make/manual/html_node/Options_002fRecursion.html
enum MakeVariables {
  /// Whether one of the assignments behind ` -- ` is to a name of `@secrets`.  Of that its length tells nothing: a
  /// makefile uses it as it is.
  /// - Parameter start: behind the blank that follows the dashes.
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
      // The next word.
      while position < value.count, value[position] != UInt8(ascii: " ") {
        position += value[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position += 1
    }
    return false
  }
}
