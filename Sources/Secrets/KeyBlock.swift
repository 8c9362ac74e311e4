import Bytes

/// Blocks of RFC 7468 and of OpenPGP, as they are or as base64 of the whole block.
enum KeyBlock {
  /// Whether the label behind `-----BEGIN ` is that of a private key, and a key follows.
  static func isPrivate(_ value: ByteString, label start: Int) -> Bool {
    // The longest label is `OPENSSH PRIVATE KEY`; a block without its content is no key.
    var position = start
    let end = min(value.count, start + 64)
    while position < end, value[position] != UInt8(ascii: "-") { position += 1 }
    guard value.begins(at: position, with: "----") else { return false }
    if value[position - 1] == UInt8(ascii: " ") { position -= 1 }
    guard value.ends(at: position, with: "private key") || value.ends(at: position, with: "private key block") else {
      return false
    }
    return hasContent(value, from: position + 5)
  }

  /// Whether 16 bytes of base64 follow soon; a newline may be written out, and PGP and PEM have headers.
  private static func hasContent(_ value: ByteString, from start: Int) -> Bool {
    var run = 0
    var position = start
    let end = min(value.count, start + 512)
    let base64 = Alphabet.named(UInt8(ascii: "b"))
    while position < end {
      run = Alphabet.kinds(of: value[position]) & base64 == 0 ? 0 : run + 1
      if run == 16 { return true }
      position += 1
    }
    return false
  }

  /// Whether the base64 at `start`, which begins with that of `-----BEGIN`, is that of a private key's block.
  static func isPrivate(_ value: ByteString, base64 start: Int) -> Bool {
    var reader = Base64Reader(value, from: start)
    return reader.finds("PRIVATE KEY", within: 64)
  }
}
