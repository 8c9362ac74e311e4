import Bytes

/// Escapes of JSON, shells, URLs and terminals that end with bytes of a word: `\n`, `\x0A`, `\012`, `\u000A`, `%0A`, and
/// `[31m` after an escape character.  A token may begin right after one.
enum Escape {
  /// A bit for the lowest six bits of each byte that introduces an escape: `%`, `;`, `[` and `\`.  Some letters, digits
  /// and `{` share them.
  static var introducers: UInt64 { 1 << 37 | 1 << 59 | 1 << 27 | 1 << 28 }

  /// How many bytes from `start` on belong to an escape that the byte before `start` introduces; 0 if there is none.
  static func length(in value: ByteString, at start: Int) -> Int {
    guard start > 0, start < value.count else { return 0 }
    switch value[start - 1] {
    case UInt8(ascii: "\\"):
      switch value[start] {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): return 1
      case UInt8(ascii: "u"): return has(4, of: UInt8(ascii: "X"), in: value, from: start + 1) ? 5 : 0
      case UInt8(ascii: "x"): return has(2, of: UInt8(ascii: "X"), in: value, from: start + 1) ? 3 : 0
      default: return has(3, of: UInt8(ascii: "d"), in: value, from: start) ? 3 : 0
      }
    case UInt8(ascii: "%"): return has(2, of: UInt8(ascii: "X"), in: value, from: start) ? 2 : 0
    case UInt8(ascii: "["), UInt8(ascii: ";"):
      // A colour, or the sequence by which grep clears the rest of a line; the last number if there are several.
      var end = start
      while end < value.count, end - start < 3, value[end].isASCIIDigit { end += 1 }
      return end < value.count && (value[end] == UInt8(ascii: "m") || value[end] == UInt8(ascii: "K")) ? end + 1 - start : 0
    default: return 0
    }
  }

  /// Whether an escape ends before `index`.
  static func ends(before index: Int, in value: ByteString) -> Bool {
    for count in 1...5 where index > count && length(in: value, at: index - count) == count { return true }
    return false
  }

  private static func has(_ count: Int, of alphabet: UInt8, in value: ByteString, from start: Int) -> Bool {
    if start + count > value.count { return false }
    for index in start..<start + count where !Alphabet.has(Alphabet.named(alphabet), value[index]) { return false }
    return true
  }
}
