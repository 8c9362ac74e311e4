import Bytes

/// Finds the form of a token by its prefix in `ValueForms.tokens` (`TokenForms`), by its length (`LongWords`), or in
/// the text that its Base64 encodes (`Encoded`).  The data is in `ValueForms.swift`.
enum TokenForms {
  /// The fewest bytes of a token, its prefix included: the shortest is the end of a key of Azure's registry.
  static var shortest: Int { 9 }

  /// The form of the token that begins at `start`, by its prefix.
  static func form(at start: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    if continuesLines(at: start, in: value) { return nil }
    let three = UInt32(value[start]) | UInt32(value[start + 1]) << 8 | UInt32(value[start + 2]) << 16
    return form(three: three, at: start, search: &search)
  }

  /// Whether `word` begins a line that continues the Base64 of the previous line, as in a certificate: what looks like
  /// a prefix there is none.
  private static func continuesLines(at word: Int, in value: ByteString) -> Bool {
    word > 0 && value[word - 1] == UInt8(ascii: "\n") && isBase64(before: word - 1, in: value)
  }

  /// Whether the bytes before `end` are a full line of Base64.
  static func isBase64(before end: Int, in value: ByteString) -> Bool {
    let line = 60
    if end < line { return false }
    for index in end - line..<end where !Alphabet.has(Alphabet.named(UInt8(ascii: "P")), value[index]) { return false }
    return true
  }

  /// The form for a mark, by the word that ends there; nil if there is none.
  static func form(mark: UInt8, before index: Int, search: inout Search) -> ValueForm? {
    var start = index
    // The longest such word is the id of a Facebook app or a Firebase project.
    while start > 0, index - start < 64, ByteClass.isOfWord(search.value[start - 1]) { start -= 1 }
    return form(mark: mark, at: start, search: &search)
  }

  /// The form for a mark, of the token at `start`.
  static func form(mark: UInt8, at start: Int, search: inout Search) -> ValueForm? {
    let three = UInt32(UInt8(ascii: "@")) | UInt32(mark) << 8 | UInt32(UInt8(ascii: " ")) << 16
    return form(three: three, at: start, search: &search)
  }

  /// The form of the token at `start` whose prefix begins with three bytes, the first in the lowest bits.
  private static func form(three: UInt32, at start: Int, search: inout Search) -> ValueForm? {
    let bucket = Int(ValueFilters.bucket(three))
    var row = number(ValueFormIndex.buckets, bucket, digits: 2)
    let end = number(ValueFormIndex.buckets, bucket + 1, digits: 2)
    let text = ValueForms.tokens.start
    let isMark = UInt8(truncatingIfNeeded: three) == UInt8(ascii: "@")
    while row < end {
      let digits = ValueFormIndex.offsets.start + row &* 3
      let place = Int(digits[0] &- 48) &<< 12 | Int(digits[1] &- 48) &<< 6 | Int(digits[2] &- 48)
      row += 1
      // Most rows of a bucket differ in their first bytes.
      if text[place] != UInt8(truncatingIfNeeded: three) || text[place &+ 1] != UInt8(truncatingIfNeeded: three &>> 8) { continue }
      if !isMark {
        let third = text[place &+ 2]
        let fourth = text[place &+ 3]
        let blank = UInt8(ascii: " ")
        if third != blank, fourth != blank, fourth != search.value[start + 3] { continue }
      }
      if matches(row: place, at: start, in: search.value, runs: &search.runs) { return ValueForm(patternAt: place) }
    }
    return nil
  }

  /// The number at a place in a text of numbers with `digits` digits of base 64 each.
  static func number(_ text: ByteString, _ place: Int, digits: Int) -> Int {
    var number = 0
    for index in place * digits..<(place + 1) * digits { number = number << 6 | Int(text[index] - 48) }
    return number
  }

  /// Whether the token at `start` has the prefix at `row` of the text, and what must follow it.
  static func matches(row: Int, at start: Int, in value: ByteString, runs: inout Runs) -> Bool {
    let text = ValueForms.tokens
    var place = row
    var position = start
    if text[place] == UInt8(ascii: "@") {
      // `@`, the mark, a blank.
      return TokenPattern(at: place + 3, in: value).matches(from: position, token: start, runs: &runs)
    }
    while text[place] != UInt8(ascii: " ") {
      guard position < value.count, value[position] == text[place] else { return false }
      position += 1
      place += 1
    }
    // The pattern is the line's last word.
    var pattern = place
    while place < text.count, text[place] != UInt8(ascii: "\n") {
      if text[place] == UInt8(ascii: " ") { pattern = place + 1 }
      place += 1
    }
    return TokenPattern(at: pattern, in: value).matches(from: position, token: start, runs: &runs)
  }
}

/// Tokens without a prefix, known by the length of a run of letters and digits and by the bytes around it.
enum LongWords {
  /// The lengths below 64 of such tokens.
  static var lengths: UInt64 {
    0x3F << 23 | 1 << 29 | 1 << 32 | 1 << 34 | 0x1FF << 36 | 1 << 52 | 1 << 56
  }

  /// - Parameter start: where the letters and digits begin.
  static func form(at start: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    let end = search.letterEnd(from: start)
    let length = end - start
    let first = value[start]
    let before: UInt8 = start > 1 ? value[start - 1] : 0
    let next: UInt8 = end < value.count ? value[end] : 0
    var mark: UInt8 = 0
    var token = start
    switch length {
    case 24 where before == UInt8(ascii: "."), 32 where before == UInt8(ascii: "."):
      mark = before
      token = start - 2
    case 23...28 where next == UInt8(ascii: "."): mark = UInt8(ascii: "N")
    case 27 where first == UInt8(ascii: "2") && next == UInt8(ascii: "_"): mark = UInt8(ascii: "2")
    case 29 where next == UInt8(ascii: "_") && before == next && start > 6:
      mark = next
      token = start - 7
    case 32 where next == UInt8(ascii: "-"): mark = next
    case 32 where start > 14 && before == UInt8(ascii: ":"):
      if let form = TokenForms.form(mark: UInt8(ascii: ":"), before: start - 1, search: &search) { return form }
    case 34: mark = UInt8(ascii: "4")
    case 42 where next == UInt8(ascii: "-"): mark = next
    case 36...44 where value[end - 1] == UInt8(ascii: "L"): mark = UInt8(ascii: "L")
    case 50 where value[start + 10] == UInt8(ascii: "m"): mark = UInt8(ascii: "m")
    case 52 where value.begins(at: start + 42, with: "A"): mark = UInt8(ascii: "A")
    case 56 where before == UInt8(ascii: "."), 56 where before == UInt8(ascii: ":"):
      mark = UInt8(ascii: "U")
      token = scope(before: start - 1, in: value)
    case 64 where before == UInt8(ascii: "-"):
      mark = UInt8(ascii: "6")
      token = start - 2
    case 84: mark = UInt8(ascii: "Z")
    case 81... where value.begins(at: start, with: "sk"): mark = UInt8(ascii: "k")
    default: break
    }
    if mark != 0, token == 0 || token == start || !ByteClass.isOfWord(value[token - 1]),
      let form = TokenForms.form(mark: mark, at: token, search: &search)
    {
      return form
    }
    if first == UInt8(ascii: "M"), let form = TokenForms.form(mark: first, at: start, search: &search) { return form }
    return value.count < Encoded.shortest ? nil : Encoded.form(at: start, search: &search)
  }

  /// Where the words of `project:environment` begin that end before `end`.  The environment may be `*`, `[]` or
  /// missing.
  private static func scope(before end: Int, in value: ByteString) -> Int {
    var start = end
    while start > 0, end - start < 128 {
      let byte = value[start - 1]
      if !Alphabet.has(Alphabet.named(UInt8(ascii: "r")), byte), byte != UInt8(ascii: ":"), byte != UInt8(ascii: "*"),
        byte != UInt8(ascii: "["), byte != UInt8(ascii: "]")
      {
        break
      }
      start -= 1
    }
    return start
  }
}

/// Base64 of a text that holds a secret: the form is the one found in the text.  Each run is decoded once, and decoded
/// text is not decoded again.
enum Encoded {
  /// Shorter Base64 is not decoded.
  static var shortest: Int { 80 }

  static func form(at place: Int, search: inout Search) -> ValueForm? {
    if search.isInner || place < search.decoded { return nil }
    let value = search.value
    let alphabet = Alphabet.named(UInt8(ascii: "y"))
    var start = place
    while start > search.decoded, Alphabet.has(alphabet, value[start - 1]) { start -= 1 }
    let end = search.runs.end(of: alphabet, from: place)
    search.decoded = end
    if end - start < Encoded.shortest { return nil }
    var reader = Base64Reader(value[start..<end])
    for _ in 0..<24 {
      guard let byte = reader.next(), isText(byte) else { return nil }
    }
    var text = ByteBuffer()
    text.reserve((end - start) / 4 * 3 + 3)
    reader = Base64Reader(value[start..<end])
    while let byte = reader.next() { text.write(byte) }
    let inner = text.finish()
    var innerSearch = Search(inner)
    innerSearch.isInner = true
    let form = ValueScanner.form(of: inner, &innerSearch)
    innerSearch.runs.release()
    return form
  }

  private static func isText(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F || byte.isSpace }
}
