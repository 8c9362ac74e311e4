import Bytes

/// Secrets that their names tell, of the keys in `ValueForms.keys`: `password=x`, `"client_secret": "x"`,
/// `Authorization: x`.
///
/// A letter says how a key's value is judged:
///
///     P  a password: anything but a placeholder or a word such as `true`
///     W  the same, but no path: `PWD=/home`
///     T  a token: 16 bytes and more of RFC 6750, with a digit or in both cases
///     K  a key: 24 bytes and more of base64
///     S  a signature: 20 bytes and more, as they are in a URL
///     B  base64 of `user:password`, or a token; b the same, but in JSON only
///     A  a header's credentials
///     D  40 bytes and more of base64url in JSON, as in a JSON web key
enum NamedValue {
  enum Separator {
    case equals, spacedEquals, colon, json
  }

  /// Whether the three bytes before `end` are those with which some key ends: most are not.  There are three.
  static func isKey(_ value: ByteString, end: Int) -> Bool {
    let before = value[end &- 2] | 0x20
    switch value[end &- 1] | 0x20 {
    case UInt8(ascii: "d"):
      let third = value[end &- 3] | 0x20
      return before == UInt8(ascii: "r") || before == UInt8(ascii: "\"")
        || (before == UInt8(ascii: "w") && (third == UInt8(ascii: "s") || third == UInt8(ascii: "p")))
    case UInt8(ascii: "e"):
      return before == UInt8(ascii: "r") || before == UInt8(ascii: "s") || before == UInt8(ascii: "d")
    case UInt8(ascii: "g"): return before == UInt8(ascii: "i") && value[end &- 3] | 0x20 == UInt8(ascii: "s")
    case UInt8(ascii: "h"): return before == UInt8(ascii: "t") && value[end &- 3] | 0x20 == UInt8(ascii: "u")
    case UInt8(ascii: "k"): return before == UInt8(ascii: "\"")
    case UInt8(ascii: "m"): return before == UInt8(ascii: "a")
    case UInt8(ascii: "n"): return before == UInt8(ascii: "e") || before == UInt8(ascii: "o")
    case UInt8(ascii: "t"), UInt8(ascii: "y"): return before == UInt8(ascii: "e")
    default: return false
    }
  }

  /// The form of a quoted key's value: `"password": "x"`, also where the quotation marks are escaped.
  /// - Parameter quote: where the mark behind the key is; it is not the first byte.
  static func form(in value: ByteString, quote: Int) -> ValueForm? {
    var position = quote + 1
    while position < value.count, value[position] == UInt8(ascii: " "), position < quote + 8 { position += 1 }
    guard position < value.count, value[position] == UInt8(ascii: ":") else { return nil }
    let end = value[quote - 1] == UInt8(ascii: "\\") ? quote - 1 : quote
    return end < 3 ? nil : form(in: value, key: end, value: position + 1, separator: .json)
  }

  /// - Parameters:
  ///   - key: where the key ends; there are three bytes before it.
  ///   - start: behind the separator.
  static func form(in value: ByteString, key: Int, value start: Int, separator: Separator) -> ValueForm? {
    guard isKey(value, end: key) else { return nil }
    let text = ValueForms.keys
    var row = 0
    while row < text.count {
      let end = (text.firstIndex(of: UInt8(ascii: "\n"), from: row) ?? text.count)
      if value.ends(at: key, with: text[row..<end - 2]) {
        let name = key - (end - 2 - row)
        if let form = form(rule: text[end - 1], in: value, name: name, from: start, separator: separator) {
          return form
        }
      }
      row = end + 1
    }
    return nil
  }

  private static func form(
    rule: UInt8, in value: ByteString, name: Int, from start: Int, separator: Separator
  ) -> ValueForm? {
    guard let content = content(value, from: start, separator: separator) else { return nil }
    switch rule {
    case UInt8(ascii: "P"):
      if separator == .colon && !isLine(value, name) || !isPassword(content) { return nil }
      return ValueForm(separator == .equals ? .connectionPassword : .named)
    case UInt8(ascii: "D"):
      return separator == .json && run(content, of: UInt8(ascii: "r")) >= 40 ? ValueForm(.named) : nil
    case UInt8(ascii: "W"):
      let isKey = name == 0 || Alphabet.kinds(of: value[name - 1]) & Alphabet.named(UInt8(ascii: "o")) == 0
      if separator != .equals || !isKey || content[0] == UInt8(ascii: "/") || !isPassword(content) { return nil }
      return ValueForm(.connectionPassword)
    case UInt8(ascii: "K"):
      return run(content, of: UInt8(ascii: "b")) >= 24 ? ValueForm(.accessKey) : nil
    case UInt8(ascii: "S"):
      let isKey = name == 0 || !value[name - 1].isASCIILetter
      return separator == .equals && isKey && isToken(content, least: 20) && content[0] != UInt8(ascii: "/")
        ? ValueForm(.signedURL) : nil
    case UInt8(ascii: "T"):
      return isToken(content, least: 16) ? ValueForm(.named) : nil
    case UInt8(ascii: "A"):
      return isHeader(content) ? ValueForm(.authorization) : nil
    default:
      if rule == UInt8(ascii: "b"), separator != .json { return nil }
      return hasColon(content) || rule == UInt8(ascii: "B") && isToken(content, least: 16) ? ValueForm(.registry) : nil
    }
  }

  /// The value, without its quotation marks; nil where there is none.
  private static func content(_ value: ByteString, from start: Int, separator: Separator) -> ByteString? {
    var position = start
    while separator != .equals, position < value.count, value[position] == UInt8(ascii: " "), position < start + 16 {
      position += 1
    }
    var quote: UInt8 = 0
    if position < value.count, value[position] == UInt8(ascii: "\\") { position += 1 }
    if position < value.count, value[position] == UInt8(ascii: "\"") || value[position] == UInt8(ascii: "'") {
      quote = value[position]
      position += 1
    }
    if separator == .json, quote == 0 { return nil }
    var end = position
    // Longer than any rule asks for: what is looked at twice is bounded.
    let limit = min(value.count, position + 96)
    while end < limit {
      let byte = value[end]
      if quote != 0 ? byte == quote || byte == UInt8(ascii: "\\") : isEnd(byte) { break }
      end += 1
    }
    return end == position ? nil : value[position..<end]
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\\")
  }

  private static func isPassword(_ content: ByteString) -> Bool {
    // Without quotation marks it ends at a blank.
    var word = content
    if let blank = content.firstIndex(of: UInt8(ascii: " ")) { word = content[0..<blank] }
    if Placeholder.isOne(word) { return false }
    var words = WordIterator(
      "true false yes no null none nil on off required optional prompt enabled disabled", separator: UInt8(ascii: " "))
    while let candidate = words.next() {
      if word.equalsFoldingCase(candidate) { return false }
    }
    return true
  }

  /// Whether the key at `name`, with what belongs to it before, begins a line of the value, and not a sentence.
  private static func isLine(_ value: ByteString, _ name: Int) -> Bool {
    var position = name
    while position > 0, name - position < 64, Alphabet.kinds(of: value[position - 1]) & 0xFF != 0 { position -= 1 }
    while position > 0, name - position < 128, value[position - 1] == UInt8(ascii: " ") { position -= 1 }
    return position > 0 && value[position - 1] == UInt8(ascii: "\n")
  }

  private static func run(_ content: ByteString, of alphabet: UInt8) -> Int {
    let kinds = Alphabet.named(alphabet)
    var count = 0
    while count < content.count, Alphabet.kinds(of: content[count]) & kinds != 0 { count += 1 }
    return count
  }

  /// Whether the bytes from `start` on are an opaque token of RFC 6750.
  static func isToken(_ value: ByteString, from start: Int) -> Bool {
    isToken(value[start..<min(value.count, start + 96)], least: 16)
  }

  /// Whether `content` begins with a token of at least so many bytes, in both cases or with a digit: words have neither.
  private static func isToken(_ content: ByteString, least: Int) -> Bool {
    let count = run(content, of: UInt8(ascii: "p"))
    if count < least { return false }
    var kinds: UInt32 = 0
    for index in 0..<count { kinds |= Alphabet.kinds(of: content[index]) }
    return kinds & 1 != 0 || (kinds & 0x0E != 0 && kinds & 0x30 != 0)
  }

  /// Whether the bytes from `start` on are base64 of something with a colon: RFC 7617.
  static func isBasic(_ value: ByteString, from start: Int) -> Bool {
    hasColon(value[start..<min(value.count, start + 256)])
  }

  private static func hasColon(_ content: ByteString) -> Bool {
    var reader = Base64Reader(content)
    var count = 0
    var colon: Int?
    while let byte = reader.next() {
      // Text, in UTF-8 or Latin: words that happen to be of base64's letters seldom are.
      if byte < 0x20 || byte == 0x7F { return false }
      if byte == UInt8(ascii: ":"), colon == nil { colon = count }
      count += 1
    }
    guard let colon else { return false }
    return colon + 1 < count
  }

  /// Whether `content` is a scheme and credentials, or credentials alone, as in `Authorization: token abc`.
  private static func isHeader(_ content: ByteString) -> Bool {
    var start = 0
    for index in 0..<min(content.count, 24) {
      if content[index] == UInt8(ascii: " ") { start = index + 1 }
      if content[index] == UInt8(ascii: "%"), content.begins(at: index, with: "%20") { start = index + 3 }
      if start > 0 { break }
    }
    let credentials = content.dropFirst(start)
    if credentials.isEmpty || Placeholder.isOne(credentials) { return false }
    return start > 0 ? run(credentials, of: UInt8(ascii: "p")) >= 6 : isToken(credentials, least: 16)
  }

  /// Whether what follows `machine` or `login` is a word, perhaps `login` or `account` with another, and `password`
  /// with one.
  static func isNetrc(_ value: ByteString, from start: Int) -> Bool {
    var position = start
    for number in 0..<6 {
      while position < value.count, value[position] <= UInt8(ascii: " ") { position += 1 }
      let word = position
      while position < value.count, value[position] > UInt8(ascii: " "), position - word < 256 { position += 1 }
      if position == word || position - word == 256 { return false }
      if number & 1 == 0 { continue }
      if value[word..<position] == "password" {
        while position < value.count, value[position] <= UInt8(ascii: " ") { position += 1 }
        var end = position
        while end < value.count, value[end] > UInt8(ascii: " "), end - position < 256 { end += 1 }
        return end > position && !Placeholder.isOne(value[position..<end])
      }
      if value[word..<position] != "login", value[word..<position] != "account" { return false }
    }
    return false
  }
}
