import Bytes

/// Finds the form of a token by its prefix in `ValueForms.tokens` (`TokenForms`), by its length (`LongWords`), or in
/// the text that its Base64 encodes (`Encoded`).  The data is in `ValueForms.swift`.
///
/// A form without a prefix has a mark there, the byte after an `@`: the delimiter after the word, or a letter or digit
/// that `LongWords` chooses.
enum TokenForms {
  /// The fewest bytes of a token, its prefix included: the shortest is the end of a key of Azure's registry.
  static var shortest: Int { 9 }

  /// The form of the token that begins at `start`, by its prefix.
  static func form(at start: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    let three = UInt32(value[start]) | UInt32(value[start + 1]) << 8 | UInt32(value[start + 2]) << 16
    return form(three: three, at: start, search: &search)
  }

  /// The form that the delimiter at `index` indicates for the word before it; nil if there is none.
  /// - Parameter mark: that delimiter.
  static func form(mark: UInt8, before index: Int, search: inout Search) -> ValueForm? {
    var start = index
    // The longest such word is the id of a Facebook app or a Firebase project.
    while start > 0, index - start < 64, ByteClass.isOfWord(search.value[start - 1]) { start -= 1 }
    if let form = form(mark: mark, at: start, search: &search) { return form }
    let escape = Escape.length(in: search.value, at: start)
    return escape == 0 || start + escape >= index ? nil : form(mark: mark, at: start + escape, search: &search)
  }

  /// The form with that mark of the token at `start`.
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
      if matches(row: place, at: start, in: search.value, runs: &search.runs),
        isMark || provesItself(row: place) || !Base64Lines.goOn(at: start, in: search.value) && !Base64Lines.isWithin(search.value, start)
      {
        return ValueForm(patternAt: place)
      }
    }
    return nil
  }

  /// The number at a place in a text of numbers with `digits` digits of base 64 each.
  static func number(_ text: ByteString, _ place: Int, digits: Int) -> Int {
    var number = 0
    for index in place * digits..<(place + 1) * digits { number = number << 6 | Int(text[index] - 48) }
    return number
  }

  /// Whether a prefix is proof enough within Base64: it has four bytes, or a checksum follows it.
  private static func provesItself(row: Int) -> Bool {
    let text = ValueForms.tokens
    var place = row
    while text[place] != UInt8(ascii: " ") { place += 1 }
    if place - row > 3 { return true }
    while place < text.count, text[place] != UInt8(ascii: "\n") { place += 1 }
    return text[place - 1] == UInt8(ascii: "k")
  }

  /// Whether the token at `start` has the prefix at `row` of the text, and what the row requires after it.
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

/// Lines of Base64, as in certificates.  Sooner or later one of them holds what looks like a short prefix.
enum Base64Lines {
  /// Whether the line that begins at `start` continues the Base64 of the line before it.  The newline
  /// may be written out, as `\n`.
  static func goOn(at start: Int, in value: ByteString) -> Bool {
    if start > 1, value[start - 1] == UInt8(ascii: "\n") { return isOne(at: start, in: value) && isFull(before: start - 1, in: value) }
    guard start > 2, value[start - 2] == UInt8(ascii: "\\"), isNewline(value[start - 1]) else { return false }
    return isOne(at: start, in: value) && isFull(before: start - 2, in: value)
  }

  /// Whether `start` follows a slash or a plus sign of Base64: 64 bytes with a digit and both cases, as in an image.
  static func isWithin(_ value: ByteString, _ start: Int) -> Bool {
    guard start >= 64, value[start - 1] == UInt8(ascii: "/") || value[start - 1] == UInt8(ascii: "+") else { return false }
    for index in start - 64..<start where !Alphabet.has(Alphabet.named(UInt8(ascii: "b")), value[index]) { return false }
    return Alphabet.isMixed(value[start - 64..<start])
  }

  /// Whether the line holds only Base64 and its padding.
  private static func isOne(at start: Int, in value: ByteString) -> Bool {
    var position = start
    while position < value.count, position - start < longest, Alphabet.has(Alphabet.named(UInt8(ascii: "b")), value[position]) { position += 1 }
    return position == value.count || !Alphabet.has(Alphabet.named(UInt8(ascii: "P")), value[position])
  }

  private static var longest: Int { 128 }

  /// Whether the line that ends before `end` is as long as a full one: 64 bytes in PEM, 76 in MIME, 70 in SSH's keys,
  /// another multiple of 4 elsewhere.  A path in lower case is no such line, nor are hexadecimal digits.
  private static func isFull(before end: Int, in value: ByteString) -> Bool {
    var start = end
    if start > 0, value[start - 1] == UInt8(ascii: "\r") { start -= 1 }
    if start > 1, value[start - 2] == UInt8(ascii: "\\"), value[start - 1] == UInt8(ascii: "r") { start -= 2 }
    let last = start
    var kinds: UInt32 = 0
    while start > 0, last - start <= longest, Alphabet.has(Alphabet.named(UInt8(ascii: "b")), value[start - 1]) {
      start -= 1
      kinds |= Alphabet.kinds(of: value[start])
    }
    // The newline before the line may be written out too.
    if start > 0, value[start - 1] == UInt8(ascii: "\\"), isNewline(value[start]) { start += 1 }
    let count = last - start
    return count >= 60 && count <= longest && (count % 4 == 0 || count == 70) && kinds & Alphabet.upper != 0
      && kinds & ~Alphabet.named(UInt8(ascii: "X")) != 0
  }

  private static func isNewline(_ letter: UInt8) -> Bool { letter == UInt8(ascii: "n") || letter == UInt8(ascii: "r") }
}

/// Tokens without a prefix, recognised by the length of a run of letters and digits and by what is beside it.
enum LongWords {
  /// The lengths below 64 of such tokens.
  static var lengths: UInt64 {
    0x3F << 23 | 1 << 29 | 1 << 32 | 1 << 34 | 0x1FF << 36 | 1 << 52 | 1 << 56
  }

  /// Whether fewer than 64 letters and digits may be such a token: by their length, or as Base64 of DER, which begins with
  /// `M`, or by the eleventh of 50 or 51.
  @inline(__always)
  static func mayBe(_ bytes: UnsafePointer<UInt8>, length: Int) -> Bool {
    lengths.contains(length) || bytes[0] == UInt8(ascii: "M") || length | 1 == 51 && bytes[10] == UInt8(ascii: "m")
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
      // A word of one letter, or of eight.
      let isLong = length == 32 && start > 8 && ByteClass.isOfWord(value[start - 3]) && !Escape.ends(before: start - 2, in: value)
      token = isLong ? start - 9 : start - 2
    case 23...28 where next == UInt8(ascii: "."): mark = UInt8(ascii: "N")
    case 27 where first == UInt8(ascii: "2") && next == UInt8(ascii: "_"): mark = UInt8(ascii: "2")
    case 29 where next == UInt8(ascii: "_") && before == next && start > 6:
      mark = next
      token = start - 7
    case 32 where next == UInt8(ascii: "-"): mark = next
    case 32 where start > 14 && before == UInt8(ascii: ":"):
      if let form = TokenForms.form(mark: UInt8(ascii: ":"), before: start - 1, search: &search) { return form }
      if next == UInt8(ascii: ".") { mark = UInt8(ascii: "z") }
    case 32 where next == UInt8(ascii: "."): mark = UInt8(ascii: "z")
    case 34: mark = UInt8(ascii: "4")
    case 42 where next == UInt8(ascii: "-"): mark = next
    case 40 where before == UInt8(ascii: "-") && start > 15 && value[start - 2].isASCIIDigit:
      if let form = TokenForms.form(mark: UInt8(ascii: "T"), before: start - 1, search: &search) { return form }
    case 36...44 where value[end - 1] == UInt8(ascii: "L"): mark = UInt8(ascii: "L")
    case 50...51 where value[start + 10] == UInt8(ascii: "m"): mark = UInt8(ascii: "m")
    case 52 where value.begins(at: start + 42, with: "A"): mark = UInt8(ascii: "A")
    case 56 where before == UInt8(ascii: "."), 56 where before == UInt8(ascii: ":"):
      mark = UInt8(ascii: "U")
      token = scope(before: start - 1, in: value)
    case 64 where before == UInt8(ascii: "-"):
      mark = UInt8(ascii: "6")
      token = start - 2
    case 64 where before == UInt8(ascii: ":") && start > 24:
      mark = UInt8(ascii: "6")
      // After one word, or two.
      token = start > 32 && value[start - 26] == before ? start - 33 : start - 25
    case 81... where value.begins(at: start, with: "sk") && !Base64Lines.isWithin(value, start): mark = UInt8(ascii: "k")
    case 84: mark = UInt8(ascii: "Z")
    default: break
    }
    if mark != 0, token == 0 || token == start || !ByteClass.isOfWord(value[token - 1]) || Escape.ends(before: token, in: value),
      let form = TokenForms.form(mark: mark, at: token, search: &search)
    {
      return form
    }
    if first == UInt8(ascii: "M"), let form = TokenForms.form(mark: first, at: start, search: &search) { return form }
    return value.count < Encoded.shortest ? nil : Encoded.form(at: start, search: &search)
  }

  /// The start of the words `project:environment` that end before `end`: they may hold `*` and `[]`, and the
  /// environment may be missing.  An escape is not part of them, nor is what comes before a second colon.
  private static func scope(before end: Int, in value: ByteString) -> Int {
    var start = end
    var hasColon = false
    while start > 0, end - start < 128 {
      let byte = value[start - 1]
      if byte == UInt8(ascii: ":") {
        if hasColon { break }
        hasColon = true
      }
      if !Alphabet.has(Alphabet.named(UInt8(ascii: "r")), byte), byte != UInt8(ascii: ":"), byte != UInt8(ascii: "*"),
        byte != UInt8(ascii: "["), byte != UInt8(ascii: "]")
      {
        break
      }
      if Escape.ends(before: start, in: value) { break }
      start -= 1
    }
    return start
  }
}

/// Base64 of a text that holds a secret: the form is the one found in the text.  Each run is decoded once, and decoded
/// text is not decoded again.
enum Encoded {
  /// Shorter Base64 is not decoded.
  static var shortest: Int { 64 }

  static func form(at place: Int, search: inout Search) -> ValueForm? {
    if search.isInner || place < search.decoded { return nil }
    let value = search.value
    let alphabet = Alphabet.named(UInt8(ascii: "y"))
    var start = place
    while start > search.decoded, Alphabet.has(alphabet, value[start - 1]) { start -= 1 }
    start += Escape.length(in: value, at: start)
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
