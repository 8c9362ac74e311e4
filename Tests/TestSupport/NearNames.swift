import Bytes

/// Texts that a table made of one text must not mistake for `name`: the name with the bytes around it in a row, with
/// bytes that end a name elsewhere, without its last letter, and the empty text.
package func namesNear(_ name: ByteString) -> [ByteString] {
  let text = name.text
  var names = ["", " ", "\n", "\0", " " + text, text + "\0", text + "\n", text + "\t", text + ":", text + " " + text]
  names.append(String(text.dropLast()))
  for count in 1...32 {
    let blanks = String(repeating: " ", count: count)
    names += ["", "0", "1", "0 "].map { text + blanks + $0 }
  }
  return names.map { ByteString($0) }
}
