import Bytes

/// Decodes Base64 of either alphabet, one byte at a time: searches compare while decoding, and nothing is stored.
struct Base64Reader {
  private let text: ByteString
  private var position: Int
  private var bits: UInt32 = 0
  private var count = 0

  /// Reads `text` from `position` on, up to the first byte that is not Base64.
  init(_ text: ByteString, from position: Int = 0) {
    self.text = text
    self.position = position
  }

  /// The next decoded byte; nil at the end.
  mutating func next() -> UInt8? {
    while count < 8 {
      guard position < text.count, let digit = Self.digit(text[position]) else { return nil }
      bits = bits << 6 | UInt32(digit)
      count += 6
      position += 1
    }
    count -= 8
    return UInt8(truncatingIfNeeded: bits >> UInt32(count))
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  /// Whether `word` is among the next `limit` bytes.  No prefix of `word` may occur again within it.
  mutating func finds(_ word: ByteString, within limit: Int) -> Bool {
    var matched = 0
    for _ in 0..<limit {
      guard let byte = next() else { return false }
      if byte != word[matched] { matched = 0 }
      if byte == word[matched] { matched += 1 }
      if matched == word.count { return true }
    }
    return false
  }
}

/// JSON web tokens that are public by design.
enum PublicToken {
  /// Whether the payload says that this is Supabase's key for anybody: https://supabase.com/docs/guides/api/api-keys
  /// - Parameter rest: the token from the dot after its first part on.
  static func isPublic(_ rest: ByteString) -> Bool {
    var issuer = Base64Reader(rest, from: 1)
    var role = issuer
    return issuer.finds("\"supabase\"", within: 1024) && role.finds("\"anon\"", within: 1024)
  }
}
