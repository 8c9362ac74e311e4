import Bytes

/// Looks tokens up in `ValueForms.tokens`.
enum TokenForms {
  /// The form of the token of which a word of 16 bytes and more is the whole or the first long part.
  /// - Parameters:
  ///   - word: where the word begins.
  ///   - end: where it ends; the token may go on behind it.
  ///   - floor: what is before it was looked at.
  static func form(word: Int, end: Int, floor: Int, in value: ByteString) -> ValueForm? {
    if continuesLines(at: word, in: value) { return nil }
    if let form = prefixed(at: word, in: value) { return form }
    if end - word >= 36 {
      let kind = isHexadecimal(value[word..<word + 8]) ? UInt8(ascii: "x") : UInt8(ascii: "w")
      if let form = form(key: UInt8(ascii: "@"), kind, blank, at: word, in: value) { return form }
    }
    if word == 0 { return nil }
    switch value[word - 1] {
    case UInt8(ascii: "\\"):
      // In JSON and in shells a newline may be written out: `\n` and the token.
      let escape = value[word]
      guard escape == UInt8(ascii: "n") || escape == UInt8(ascii: "r") || escape == UInt8(ascii: "t") else { return nil }
      return isBase64(before: word - 1, in: value) ? nil : prefixed(at: word + 1, in: value)
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "~"), UInt8(ascii: "%"):
      // Base64 has the first two, be it percent-encoded, and a token may have them early.  An equals sign it has but
      // at its end.
      var start = word - 1
      let alphabet = Alphabet.named(UInt8(ascii: "p")) & ~Alphabet.equalsSign
      while start > floor, Alphabet.kinds(of: value[start - 1]) & alphabet != 0 { start -= 1 }
      // A URL's path and host begin with a slash, and no token does.
      return start < word - 1 && value[start] != UInt8(ascii: "/") ? prefixed(at: start, in: value) : nil
    case UInt8(ascii: ":"):
      return form(mark: UInt8(ascii: ":"), before: word - 1, in: value)
    default:
      return nil
    }
  }

  /// Whether a line begins there that goes on with Base64 of the line before it, as in a certificate: what looks like
  /// a prefix is none.
  private static func continuesLines(at word: Int, in value: ByteString) -> Bool {
    word > 0 && value[word - 1] == UInt8(ascii: "\n") && isBase64(before: word - 1, in: value)
  }

  /// Whether as much Base64 as a line has ends before `end`.
  private static func isBase64(before end: Int, in value: ByteString) -> Bool {
    let line = 60
    if end < line { return false }
    let alphabet = Alphabet.named(UInt8(ascii: "p")) & ~Alphabet.equalsSign
    for index in end - line..<end where Alphabet.kinds(of: value[index]) & alphabet == 0 { return false }
    return true
  }

  private static func isHexadecimal(_ bytes: ByteString) -> Bool {
    for index in 0..<bytes.count where Alphabet.kinds(of: bytes[index]) & Alphabet.named(UInt8(ascii: "x")) == 0 {
      return false
    }
    return true
  }

  /// The form of the token that begins at `start`, by its prefix.
  private static func prefixed(at start: Int, in value: ByteString) -> ValueForm? {
    let second = value[start + 1]
    if let form = form(key: value[start], second, value[start + 2], at: start, in: value) { return form }
    // A prefix of two bytes: `SK`, `YC`, `00`, `s.`, `u+`.
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(second)
      ? nil : form(key: value[start], second, blank, at: start, in: value)
  }

  /// The form that a mark tells, by the word that ends there; of none where none does.
  static func form(mark: UInt8, before index: Int, in value: ByteString) -> ValueForm? {
    var start = index
    // The longest such word is the id of a Facebook app or of a Firebase project.
    while start > 0, index - start < 64, ByteClass.isOfWord(value[start - 1]) { start -= 1 }
    return form(key: UInt8(ascii: "@"), mark, blank, at: start, in: value)
  }

  private static var blank: UInt8 { UInt8(ascii: " ") }

  /// The form whose prefix begins with three bytes, of the token at `start`.
  private static func form(key first: UInt8, _ second: UInt8, _ third: UInt8, at start: Int, in value: ByteString)
    -> ValueForm?
  {
    let key = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    let text = ValueForms.tokens
    let count = ValueFormIndex.offsets.count / 2
    var low = 0
    var high = count
    while low < high {
      let middle = (low &+ high) >> 1
      if Self.key(at: offset(middle), text) < key { low = middle &+ 1 } else { high = middle }
    }
    while low < count {
      let place = offset(low)
      if Self.key(at: place, text) != key { break }
      if matches(row: place, at: start, in: value) { return ValueForm(patternAt: place) }
      low += 1
    }
    return nil
  }

  /// Where the prefix of that number stands in the text.
  @inline(__always)
  private static func offset(_ number: Int) -> Int {
    let digits = ValueFormIndex.offsets.start + number &* 2
    let zero = Int(UInt8(ascii: "$"))
    return (Int(digits[0]) &- zero) &* 90 &+ Int(digits[1]) &- zero
  }

  /// The first three bytes of a prefix.
  @inline(__always)
  private static func key(at place: Int, _ text: ByteString) -> UInt32 {
    UInt32(text[place]) << 16 | UInt32(text[place &+ 1]) << 8 | UInt32(text[place &+ 2])
  }

  /// Whether the token at `start` has the prefix that stands at `row` of the text, and what is to follow it.
  static func matches(row: Int, at start: Int, in value: ByteString) -> Bool {
    let text = ValueForms.tokens
    var place = row
    var position = start
    if text[place] == UInt8(ascii: "@") {
      // `@`, the mark, a blank.
      return TokenPattern(at: place + 3, in: value).matches(from: position, token: start)
    }
    while text[place] != blank {
      guard position < value.count, value[position] == text[place] else { return false }
      position += 1
      place += 1
    }
    // The pattern is the line's last word.
    var pattern = place
    while place < text.count, text[place] != UInt8(ascii: "\n") {
      if text[place] == blank { pattern = place + 1 }
      place += 1
    }
    return TokenPattern(at: pattern, in: value).matches(from: position, token: start)
  }
}
