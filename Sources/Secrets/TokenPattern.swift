import Bytes

/// The pattern of what follows a token's prefix, in a language without alternatives: each item takes all that it can,
/// so that no byte is read twice.
///
///     n36        36 of an alphabet          n10,99     10 to 99      n20,       20 or more
///     _ - . | =  exactly that byte          'AA'       exactly those bytes
///     n30k       30, and their checksum: six digits of base 62 of a CRC-32
///     e          up to three =              j          unless the payload so far says that it is public
///     c          if its first 64 bytes have a digit, or both cases: no words
///     f          if its last part has a digit and both cases: no words and no numbers either, and no `WordsLikeThese2`
///     i          if the whole is Base64 of a private key's block
///     D          if the whole is Base64 of a private key in DER
///     L          if the label of a private key's block continues, with `+` for blanks
///     <b76       if 76 of an alphabet come before the prefix
///     !          first of all: not after `_`, `-` or `.`, as the end of another word
///
/// The alphabets: d digits; x hexadecimal, h with capitals, X with either; l lower case and digits; u upper case and
/// digits; n letters and digits; w n and _; r w and -; s r and =; q s and .; o r, . and ~; p all of RFC 6750 and %; b
/// Base64, y of either kind; g a to h and digits; m M, N and O; z Bech32; a n and .; A all printable bytes except
/// quotation marks and backslashes.
struct TokenPattern {
  private let text = ValueForms.tokens
  private let start: Int
  private let value: ByteString

  /// The pattern at `start` of `ValueForms.tokens`, up to a newline or the end.
  init(at start: Int, in value: ByteString) {
    self.start = start
    self.value = value
  }

  /// Whether the bytes from `first` on match the pattern, and the token ends there.
  /// - Parameter token: where the whole token begins.
  func matches(from first: Int, token: Int, runs: inout Runs) -> Bool {
    var place = start
    var position = first
    var alphabet: UInt32 = 0
    // Where the last part of an alphabet begins.
    var part = first
    while place < text.count, text[place] != UInt8(ascii: "\n") {
      let item = text[place]
      place += 1
      switch item {
      case UInt8(ascii: "'"):
        while text[place] != UInt8(ascii: "'") {
          guard position < value.count, value[position] == text[place] else { return false }
          position += 1
          place += 1
        }
        place += 1
        alphabet = 0
      case UInt8(ascii: "e"):
        alphabet = 0
        var padding = 0
        while padding < 3, position < value.count, value[position] == UInt8(ascii: "=") {
          position += 1
          padding += 1
        }
      case UInt8(ascii: "k"):
        guard Checksum.isBehind(value[position - 30..<position], in: value, at: position) else { return false }
        position += 6
      case UInt8(ascii: "j"):
        // Its first part was measured; to look for its end again from each beginning would take too long.
        let dot = runs.end(of: Alphabet.named(UInt8(ascii: "r")), from: token)
        if PublicToken.isPublic(value[min(dot, position)..<position]) { return false }
      case UInt8(ascii: "i"):
        guard KeyBlock.isPrivate(value, base64: token) else { return false }
      case UInt8(ascii: "c"):
        // The part that is examined is bounded: a run of words may hold a prefix in each of them, and most go on.
        if text[place] == UInt8(ascii: "\n"), !ends(at: position, after: alphabet) { return false }
        if !NamedValue.isToken(value[first..<min(position, first + 64)], least: 1) { return false }
      case UInt8(ascii: "f"):
        if !ends(at: position, after: alphabet) { return false }
        if !Alphabet.isMixed(value[part..<min(position, part + 64)]) { return false }
      case UInt8(ascii: "D"):
        guard KeyBlock.isPrivate(value, encoded: token) else { return false }
      case UInt8(ascii: "L"):
        if !KeyBlock.isPrivate(value, label: position) { return false }
        return true
      case UInt8(ascii: "!"):
        let glue: UInt32 = 1 << 13 | 1 << 14 | 1 << 16
        if token > 0, Alphabet.has(glue, value[token - 1]) { return false }
      case UInt8(ascii: "<"):
        let before = Alphabet.named(text[place])
        place += 1
        let count = number(&place) ?? 0
        if token < count { return false }
        for index in token - count..<token where !Alphabet.has(before, value[index]) { return false }
      case _ where item.isASCIILetter:
        alphabet = Alphabet.named(item)
        let low = number(&place) ?? 1
        var high = low
        if place < text.count, text[place] == UInt8(ascii: ",") {
          place += 1
          high = number(&place) ?? Int.max
        }
        let count = runs.end(of: alphabet, from: position) - position
        if count < low { return false }
        part = position
        position += min(count, high)
      default:
        guard position < value.count, value[position] == item else { return false }
        position += 1
        alphabet = 0
      }
    }
    return ends(at: position, after: alphabet)
  }

  /// Whether a token whose last part has this alphabet may end at `position`.
  private func ends(at position: Int, after alphabet: UInt32) -> Bool {
    position >= value.count || !Alphabet.has(alphabet | Alphabet.named(UInt8(ascii: "w")), value[position])
  }

  /// Reads the number at `place`, and moves `place` after it.
  private func number(_ place: inout Int) -> Int? {
    var number: Int?
    while place < text.count, text[place].isASCIIDigit {
      number = (number ?? 0) * 10 + Int(text[place] - UInt8(ascii: "0"))
      place += 1
    }
    return number
  }
}

/// The alphabets of tokens, as sets of the classes of `ByteClass.alphabets`.
enum Alphabet {
  static var digits: UInt32 { 0x000E }
  static var lower: UInt32 { 0x0070 }
  static var upper: UInt32 { 0x1F80 }

  /// Above the bits of classes is the number, from 1, under which `Runs` remembers a run; 0 if that is not needed.
  static var slotShift: UInt32 { 28 }

  /// The class of a byte, as a set.
  @inline(__always)
  static func kinds(of byte: UInt8) -> UInt32 { (1 &<< UInt32(ByteClass.alphabets.start[Int(byte)] & 31)) & ~1 }

  /// The classes of an alphabet and its slot; no classes if the letter names none.
  static func named(_ letter: UInt8) -> UInt32 {
    switch letter {
    case UInt8(ascii: "d"): 0x0000_000E
    case UInt8(ascii: "x"): 0x0000_001E
    case UInt8(ascii: "h"): 0x0000_018E
    case UInt8(ascii: "g"): 0x0000_003E
    case UInt8(ascii: "l"): 0x0000_007E
    case UInt8(ascii: "X"): 0x0000_019E
    case UInt8(ascii: "u"): 0x0000_1F8E
    case UInt8(ascii: "n"): 0x0000_1FFE
    case UInt8(ascii: "m"): 0x0000_0600
    case UInt8(ascii: "z"): 0x0000_130A
    case UInt8(ascii: "w"): 0x1000_3FFE
    case UInt8(ascii: "r"): 0x2000_7FFE
    case UInt8(ascii: "s"): 0x3000_FFFE
    case UInt8(ascii: "q"): 0x4001_FFFE
    case UInt8(ascii: "o"): 0x6003_7FFE
    case UInt8(ascii: "p"): 0x701F_FFFE
    case UInt8(ascii: "b"): 0x800C_1FFE
    case UInt8(ascii: "y"): 0x900C_7FFE
    case UInt8(ascii: "a"): 0xC001_1FFE
    // All printable bytes except quotation marks and backslashes.
    case UInt8(ascii: "A"): 0xD03F_FFFE
    // The bytes of an opaque token, without the equals sign.
    case UInt8(ascii: "P"): 0xA01F_7FFE
    // The bytes that `cb_words` counts as part of a word, without the comma.
    case UInt8(ascii: "/"): 0xB00D_7FFE
    default: 0
    }
  }

  /// Whether a text has a digit, a small letter and a capital, and does not look like words with a number or two, such
  /// as `WordsLikeThese2`.
  ///
  /// Words have a capital before seven small letters, and at most two runs of digits: so has one in a hundred random texts
  /// of 32 letters and digits.
  static func isMixed(_ text: ByteString) -> Bool {
    var kinds: UInt32 = 0
    var numbers = 0
    var word = 0
    var longest = 0
    var before: UInt32 = 0
    for index in 0..<text.count {
      let kind = self.kinds(of: text[index])
      kinds |= kind
      word = kind & upper != 0 ? 1 : kind & lower != 0 && word > 0 ? word + 1 : 0
      longest = max(longest, word)
      if kind & digits != 0, before & digits == 0 { numbers += 1 }
      before = kind
    }
    return numbers > 0 && kinds & lower != 0 && kinds & upper != 0 && (longest < 8 || numbers > 2)
  }

  @inline(__always)
  static func has(_ alphabet: UInt32, _ byte: UInt8) -> Bool { kinds(of: byte) & alphabet != 0 }
}

/// The checksum of GitHub's and npm's tokens: https://github.blog/engineering/platform-security/
/// behind-githubs-new-authentication-token-formats/
enum Checksum {
  /// Whether the six bytes of `value` at `position` are the checksum of `body`.
  static func isBehind(_ body: ByteString, in value: ByteString, at position: Int) -> Bool {
    guard position + 6 <= value.count else { return false }
    var sum: UInt32 = ~0
    for index in 0..<body.count {
      sum ^= UInt32(body[index])
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xEDB8_8320) }
    }
    sum = ~sum
    var index = position + 6
    while index > position {
      index -= 1
      let digit = UInt8(sum % 62)
      sum /= 62
      let expected =
        digit < 10
        ? digit + UInt8(ascii: "0") : digit < 36 ? digit - 10 + UInt8(ascii: "A") : digit - 36 + UInt8(ascii: "a")
      if value[index] != expected { return false }
    }
    return true
  }
}
