import Bytes

/// Private keys: blocks of RFC 7468 and of OpenPGP, literally or as Base64 of the whole block, and Base64 of DER.
enum KeyBlock {
  /// Whether the label after `-----BEGIN ` is that of a private key, and a key follows.  Percent-encoded text has `%20`
  /// or `+` for a blank.
  static func isPrivate(_ value: ByteString, label start: Int) -> Bool {
    // The longest label is `OPENSSH PRIVATE KEY`; a block without content is no key.
    var position = start
    let end = min(value.count, start + 64)
    while position < end, value[position] != UInt8(ascii: "-") { position += 1 }
    guard value.begins(at: position, with: "----") else { return false }
    let content = position + 5
    if value[position - 1] == UInt8(ascii: " ") { position -= 1 }
    if value.ends(at: position, with: "openvpn static key v1") { return hasContent(value, from: content) }
    if value.ends(at: position, with: " block") { position -= 6 }
    guard value.ends(at: position, with: "key"), position - start >= 10 else { return false }
    position -= 3
    position -= value[position - 1] == UInt8(ascii: "0") ? 3 : 1
    guard value.ends(at: position, with: "private") else { return false }
    return hasContent(value, from: content)
  }

  /// Whether 16 bytes of Base64 follow soon.  A newline may be written as an escape, and PGP and PEM have headers.
  private static func hasContent(_ value: ByteString, from start: Int) -> Bool {
    var run = 0
    var position = start
    let end = min(value.count, start + 512)
    let base64 = Alphabet.named(UInt8(ascii: "b"))
    var dashes = 0
    while position < end {
      run = Alphabet.has(base64, value[position]) ? run + 1 : 0
      if run == 16 { return true }
      // The end of the block, or the beginning of another.
      dashes = value[position] == UInt8(ascii: "-") ? dashes + 1 : 0
      if dashes == 4, position > start + 12 { return false }
      position += 1
    }
    return false
  }

  /// Whether the Base64 at `start`, which decodes to `-----BEGIN`, is the block of a private key.
  static func isPrivate(_ value: ByteString, base64 start: Int) -> Bool {
    var reader = Base64Reader(value, from: start)
    return reader.finds("PRIVATE KEY", within: 64)
  }

  /// Whether the Base64 at `start` is a private key in DER: a sequence that begins with its version number, 0 in PKCS
  /// #1 and #8, 1 in RFC 5915, 3 in PKCS #12; or, if it is encrypted, with a sequence that begins with the algorithm.
  /// Certificates, requests and public keys begin with another sequence.
  static func isPrivate(_ value: ByteString, encoded start: Int) -> Bool {
    var reader = Base64Reader(value, from: start)
    guard reader.next() == 0x30, let length = reader.next() else { return false }
    if length > 0x82 { return false }
    if length > 0x80 { for _ in 0x80..<length { _ = reader.next() } }
    let first = reader.next()
    if first == 0x30 { return isEncryption(&reader) }
    guard first == 2, reader.next() == 1, let version = reader.next(), let behind = reader.next() else {
      return false
    }
    return switch version {
    case 0: behind == 0x30 || behind == 2
    case 1: behind == 4
    case 3: behind == 0x30
    default: false
    }
  }

  /// Whether a sequence shorter than 256 bytes begins here with an algorithm of PKCS #5 or #12.
  private static func isEncryption(_ reader: inout Base64Reader) -> Bool {
    if reader.next() == 0x81 { _ = reader.next() }
    guard reader.next() == 6, let count = reader.next(), count == 9 || count == 10 else { return false }
    var identifier: UInt64 = 0
    for _ in 0..<7 { identifier = identifier << 8 | UInt64(reader.next() ?? 0) }
    let family = reader.next()
    return identifier == 0x2A86_4886_F70D_01 && (family == 5 || family == 12)
  }
}
