import Bytes

/// What follows a token's prefix, in a language without choice: each item takes all that it can, so that no byte is
/// read twice.
///
///     n36        36 of an alphabet          n10,99     10 to 99      n20,       20 and more
///     _ - . | =  that very byte             'AA'       those bytes
///     n30k       30, and their checksum: six digits of base 62 of a CRC-32
///     e          up to three =              j          unless the payload so far says that it is public
///     i          where the whole is base64 of a private key's block
///
/// The alphabets: d digits; x hexadecimal, X also with capitals; l lower case and digits; u upper case and digits;
/// n letters and digits; w n and _; r w and -; s r and =; q s and .; o r, . and ~; p all of RFC 6750 and %;
/// b base64; g a to h and digits; m M, N and O; z Bech32.
struct TokenPattern {
  private let text = ValueForms.tokens
  private let start: Int
  private let value: ByteString

  /// The pattern that stands at `start` of `ValueForms.tokens`, a newline or the end behind it.
  init(at start: Int, in value: ByteString) {
    self.start = start
    self.value = value
  }

  /// Whether the bytes from `first` on are what the pattern says, and the token ends there.
  /// - Parameter token: where the whole token begins.
  func matches(from first: Int, token: Int) -> Bool {
    var place = start
    var position = first
    var alphabet: UInt32 = 0
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
        if PublicToken.isPublic(value[token..<position]) { return false }
      case UInt8(ascii: "i"):
        guard KeyBlock.isPrivate(value, base64: token) else { return false }
      case _ where item.isASCIILetter:
        alphabet = Alphabet.named(item)
        let low = number(&place) ?? 1
        var high = low
        if place < text.count, text[place] == UInt8(ascii: ",") {
          place += 1
          high = number(&place) ?? Int.max
        }
        var count = 0
        while count < high, position < value.count, Alphabet.kinds(of: value[position]) & alphabet != 0 {
          position += 1
          count += 1
        }
        if count < low { return false }
      default:
        guard position < value.count, value[position] == item else { return false }
        position += 1
        alphabet = 0
      }
    }
    if position >= value.count { return true }
    return Alphabet.kinds(of: value[position]) & (alphabet | Alphabet.named(UInt8(ascii: "w"))) == 0
  }

  /// The number that stands at `place`, which goes behind it.
  private func number(_ place: inout Int) -> Int? {
    var number: Int?
    while place < text.count, text[place].isASCIIDigit {
      number = (number ?? 0) * 10 + Int(text[place] - UInt8(ascii: "0"))
      place += 1
    }
    return number
  }
}

/// The alphabets of tokens, as sets of kinds of bytes.
enum Alphabet {
  static var equalsSign: UInt32 { 1 << 8 }

  /// The kinds that a byte is of.
  static func kinds(of byte: UInt8) -> UInt32 {
    switch byte {
    case UInt8(ascii: "0"): 1 | 1 << 15
    case UInt8(ascii: "1"): 1
    case UInt8(ascii: "2")...UInt8(ascii: "9"): 1 | 1 << 15
    case UInt8(ascii: "a")...UInt8(ascii: "f"): 1 << 1
    case UInt8(ascii: "g")...UInt8(ascii: "h"): 1 << 2
    case UInt8(ascii: "i")...UInt8(ascii: "z"): 1 << 3
    case UInt8(ascii: "B"): 1 << 4
    case UInt8(ascii: "A")...UInt8(ascii: "F"): 1 << 4 | 1 << 15
    case UInt8(ascii: "M")...UInt8(ascii: "N"): 1 << 5 | 1 << 14 | 1 << 15
    case UInt8(ascii: "O"): 1 << 5 | 1 << 14
    case UInt8(ascii: "I"): 1 << 5
    case UInt8(ascii: "G")...UInt8(ascii: "Z"): 1 << 5 | 1 << 15
    case UInt8(ascii: "_"): 1 << 6
    case UInt8(ascii: "-"): 1 << 7
    case UInt8(ascii: "="): 1 << 8
    case UInt8(ascii: "."): 1 << 9
    case UInt8(ascii: "~"): 1 << 10
    case UInt8(ascii: "+"): 1 << 11
    case UInt8(ascii: "/"): 1 << 12
    case UInt8(ascii: "%"): 1 << 13
    default: 0
    }
  }

  /// The kinds of an alphabet; of none where the letter is that of none.
  static func named(_ letter: UInt8) -> UInt32 {
    switch letter {
    case UInt8(ascii: "d"): 0x0001
    case UInt8(ascii: "x"): 0x0003
    case UInt8(ascii: "g"): 0x0007
    case UInt8(ascii: "l"): 0x000F
    case UInt8(ascii: "X"): 0x0013
    case UInt8(ascii: "u"): 0x0031
    case UInt8(ascii: "n"): 0x003F
    case UInt8(ascii: "w"): 0x007F
    case UInt8(ascii: "r"): 0x00FF
    case UInt8(ascii: "s"): 0x01FF
    case UInt8(ascii: "q"): 0x03FF
    case UInt8(ascii: "o"): 0x06FF
    case UInt8(ascii: "b"): 0x183F
    case UInt8(ascii: "p"): 0x3FFF
    case UInt8(ascii: "m"): 0x4000
    case UInt8(ascii: "z"): 0x8000
    default: 0
    }
  }
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
