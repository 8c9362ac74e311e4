import Bytes

/// Secrets known by their names, the keys in `ValueForms.keys`: `password=x`, `"client_secret": "x"`, `Authorization:
/// x`, `--token x`.
///
/// A letter states how a key's value is judged:
///
///     P  a password: anything but a placeholder or a word such as `true`
///     Q  the same, but the key must be a whole word: `_pass`, not `bypass`
///     W  a password after `=` or in JSON whose key is a whole word, but not a path: `PWD=/home`
///     T  a token: 16 or more bytes of RFC 6750, with a digit or in both cases
///     K  a key: 24 or more bytes of Base64
///     S  a signature: 20 or more bytes that a URL may hold
///     B  Base64 of `user:password`, or a token; b the same, but only in JSON
///     A  a header's credentials
///     U  `user:password` after an option, the password with a digit or in both cases
///     J  in JSON, next to a member `d` or `k`: a private JSON web key, RFC 7517
///     :  not a key, but CMake's type after one: `-DTOKEN:STRING=x`
enum NamedValue {
  enum Separator {
    case equals, spacedEquals, colon, compactColon, json, element, option
  }

  /// The form of a quoted key's value: `"password": "x"`, `'password' => 'x'` as in PHP and Ruby, `"password" = "x"` as in
  /// TOML, or `key="password" value="x"` as in the settings of .NET.  The quotation marks may be escaped.
  /// - Parameters:
  ///   - quote: the place of the mark after the key.
  ///   - end: where the key ends.
  static func form(quote: Int, end: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    var position = quote + 1
    // `["password"] = "x"` in Lua and PHP.
    if position < value.count, value[position] == UInt8(ascii: "]") { position += 1 }
    while position < value.count, value[position] == UInt8(ascii: " "), position < quote + 8 { position += 1 }
    if value.begins(at: position, with: "=>") {
      position += 1
    } else if value.begins(at: position, with: "value=") {
      position += 5
    } else if position == value.count || value[position] != UInt8(ascii: ":") && value[position] != UInt8(ascii: "=") {
      return nil
    }
    return end < 3 ? nil : form(key: end, value: position + 1, separator: .json, search: &search)
  }

  /// - Parameters:
  ///   - key: where the key ends.
  ///   - start: the place after the separator.
  static func form(key: Int, value start: Int, separator: Separator, search: inout Search) -> ValueForm? {
    let value = search.value
    guard key > 2, start < value.count else { return nil }
    let text = ValueForms.keys
    let three = UInt32(value[key - 3]) | UInt32(value[key - 2]) << 8 | UInt32(value[key - 1]) << 16
    let bucket = Int(ValueFilters.keyBucket(three))
    var number = TokenForms.number(ValueFormIndex.keyBuckets, bucket, digits: 1)
    let last = TokenForms.number(ValueFormIndex.keyBuckets, bucket + 1, digits: 1)
    while number < last {
      let end = TokenForms.number(ValueFormIndex.keys, number, digits: 2)
      number += 1
      // Compared from the end: most rows of a bucket have the same last bytes.
      var place = end
      var name = key
      while place > 0, text[place - 1] != UInt8(ascii: "\n") {
        let byte = text[place - 1]
        let isJoint = byte == UInt8(ascii: "_") && place > 1 && text[place - 2] != UInt8(ascii: "\n")
        if name > 0, value[name - 1].foldedCase == byte || isJoint && Alphabet.has(joints, value[name - 1]) {
          name -= 1
        } else if !isJoint {
          break
        }
        place -= 1
      }
      if place > 0, text[place - 1] != UInt8(ascii: "\n") { continue }
      let rule = text[end + 1]
      // The type comes after the key.
      if rule == UInt8(ascii: ":") { return form(key: name, value: start, separator: separator, search: &search) }
      if let form = form(rule: rule, name: name, from: start, separator: separator, search: &search) {
        return form
      }
    }
    return nil
  }

  private static func form(
    rule: UInt8, name: Int, from start: Int, separator: Separator, search: inout Search
  ) -> ValueForm? {
    let value = search.value
    if separator == .option, !isOption(value, name) { return nil }
    if separator == .compactColon, !isCompact(value, name, from: start) { return nil }
    guard let content = content(value, from: start, separator: separator) else { return nil }
    switch rule {
    case UInt8(ascii: "P"), UInt8(ascii: "Q"):
      if separator == .colon && !isLine(value, name, content, from: start) || !isPassword(content) { return nil }
      // The colour of a file's name, in LS_COLORS: `*passwd=0;38;2`.
      if name > 0, value[name - 1] == UInt8(ascii: "*"), content[0].isASCIIDigit { return nil }
      if rule == UInt8(ascii: "Q"), !isWord(value, name) { return nil }
      if separator == .option { return content[0] == UInt8(ascii: "-") ? nil : ValueForm(.option) }
      return ValueForm(separator == .equals || separator == .element ? .connectionPassword : .named)
    case UInt8(ascii: "J"):
      if separator != .json || search.hasKeyType { return nil }
      search.hasKeyType = true
      return isPrivateKey(value) ? ValueForm(.named) : nil
    case UInt8(ascii: "W"):
      let isKey = name == 0 || !Alphabet.has(Alphabet.named(UInt8(ascii: "o")), value[name - 1])
      if separator != .equals && separator != .json || !isKey || content[0] == UInt8(ascii: "/") || !isPassword(content) { return nil }
      return ValueForm(separator == .json ? .named : .connectionPassword)
    case UInt8(ascii: "K"), UInt8(ascii: "T"):
      if isReference(content) { return nil }
      if rule == UInt8(ascii: "T") {
        return isToken(content, least: 16) ? ValueForm(separator == .option ? .option : .named) : nil
      }
      // Keys of Azure's functions use the other alphabet of Base64.
      let isKey = run(content, of: UInt8(ascii: "b")) >= 24
        || content[0] != UInt8(ascii: "/") && run(content, of: UInt8(ascii: "r")) >= 24 && isToken(content, least: 24)
      return isKey ? ValueForm(.accessKey) : nil
    case UInt8(ascii: "S"):
      let isKey = name == 0 || !value[name - 1].isASCIILetter
      return separator == .equals && isKey && isToken(content, least: 20) && content[0] != UInt8(ascii: "/")
        ? ValueForm(.signedURL) : nil
    case UInt8(ascii: "U"):
      return (separator == .option || separator == .equals && isOption(value, name)) && isUserOption(value, from: start, isStrict: true)
        ? ValueForm(.option) : nil
    case UInt8(ascii: "A"):
      return isHeader(content) ? ValueForm(.authorization) : nil
    default:
      if rule == UInt8(ascii: "b"), separator != .json { return nil }
      return hasColon(content) || rule == UInt8(ascii: "B") && isToken(content, least: 16) ? ValueForm(.registry) : nil
    }
  }

  /// The value without its quotation marks; nil if there is none, or if it begins like a substitution: `${` or `$(`.
  private static func content(_ value: ByteString, from start: Int, separator: Separator) -> ByteString? {
    var position = start
    // `key => value`
    if separator == .spacedEquals, value.begins(at: position, with: ">") { position += 1 }
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
    if value.begins(at: position, with: "${") || value.begins(at: position, with: "$(") { return nil }
    var end = position
    // No rule needs more.  The bound keeps the time linear.
    let limit = min(value.count, position + 48)
    while end < limit {
      let byte = value[end]
      if quote != 0 ? byte == quote || byte == UInt8(ascii: "\\") : isEnd(byte) { break }
      if separator == .element, byte == UInt8(ascii: "<") { break }
      end += 1
    }
    if separator == .element, !value.begins(at: end, with: "</"), end < position + 48 { return nil }
    return end == position ? nil : value[position..<end]
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    // A newline, `"`, `&`, `'` and `;`.
    let ends: UInt64 = 1 << 10 | 1 << 34 | 1 << 38 | 1 << 39 | 1 << 59
    return byte < 64 ? ends &>> UInt64(byte) & 1 != 0 : byte == UInt8(ascii: "\\")
  }

  /// Whether a secret's value only says where it is: a path, a variable, or a secret of Google's secret manager.
  private static func isReference(_ content: ByteString) -> Bool {
    if content[0] == UInt8(ascii: "/") {
      var end = 1
      while end < content.count, content[end].isASCIILetter, content[end] >= UInt8(ascii: "a") { end += 1 }
      return end > 1 && end < content.count && content[end] == UInt8(ascii: "/")
    }
    return content.begins(at: 0, with: "os.environ") || content.begins(at: 0, with: "process.env")
      || content.begins(at: 0, with: "projects/")
  }

  private static func isPassword(_ content: ByteString) -> Bool {
    // Without quotation marks it ends at a blank.
    var word = content
    if let blank = content.firstIndex(of: UInt8(ascii: " ")) { word = content[0..<blank] }
    if Placeholder.isOne(word) || Placeholder.isOne(content) { return false }
    // `getenv("PASSWORD")`, `ENV['PASSWORD']`
    if let last = word.last, last == UInt8(ascii: "(") || last == UInt8(ascii: "[") { return false }
    if word.count > 8 || !word[0].isASCIILetter { return true }
    var words = WordIterator(
      "true false yes no null none nil on off required optional prompt enabled disabled files", separator: UInt8(ascii: " "))
    while let candidate = words.next() {
      if word.equalsFoldingCase(candidate) { return false }
    }
    return true
  }

  private static func isWord(_ value: ByteString, _ name: Int) -> Bool { name == 0 || !value[name - 1].isASCIILetter }

  /// Whether the name is that of a long option: two dashes, and perhaps more words, come before it.
  private static func isOption(_ value: ByteString, _ name: Int) -> Bool {
    var position = name
    while position > 0, name - position < 32, Alphabet.has(Alphabet.named(UInt8(ascii: "r")), value[position - 1]) {
      position -= 1
    }
    return value.begins(at: position, with: "--") && (position == 0 || value[position - 1] <= UInt8(ascii: " "))
  }

  /// Whether `user:password` follows, as after curl's `-u`.
  /// - Parameter isStrict: whether the password must have a digit or both cases: `docker run --user` takes a group.
  static func isUserOption(_ value: ByteString, from start: Int, isStrict: Bool = false) -> Bool {
    var position = start
    if position < value.count, value[position] == UInt8(ascii: "\"") || value[position] == UInt8(ascii: "'") { position += 1 }
    let user = position
    while position < value.count, position - user < 64, ByteClass.isOfWord(value[position]) || value[position] == UInt8(ascii: "@") {
      position += 1
    }
    guard position > user, position < value.count, value[position] == UInt8(ascii: ":") else { return false }
    let password = position + 1
    position = password
    while position < value.count, position - password < 64, value[position] > UInt8(ascii: " "), value[position] != UInt8(ascii: "\""),
      value[position] != UInt8(ascii: "'")
    { position += 1 }
    // `docker run -u 1000:1000`
    var digits = password
    while digits < position, value[digits].isASCIIDigit { digits += 1 }
    if isStrict, !isToken(value[password..<position], least: 6) { return false }
    return digits < position && value[password] != UInt8(ascii: "/") && !Placeholder.isOne(value[password..<position])
  }

  /// Underscores, dashes and dots.
  private static var joints: UInt32 { 1 << 13 | 1 << 14 | 1 << 16 }

  /// Whether `key:value` without a blank may be a secret, and not a part of an ARN, a path, an image or a list: no colon
  /// or slash comes before the key.  The value has at least eight bytes, a digit and a letter, and no colon, slash, dot or
  /// `=`.
  private static func isCompact(_ value: ByteString, _ name: Int, from start: Int) -> Bool {
    var position = name
    while position > 0, name - position < 32, Alphabet.has(Alphabet.named(UInt8(ascii: "r")), value[position - 1]) { position -= 1 }
    if position > 0, value[position - 1] == UInt8(ascii: ":") || value[position - 1] == UInt8(ascii: "/") { return false }
    var kinds: UInt32 = 0
    position = start
    while position < value.count, position - start < 48, Alphabet.has(Alphabet.named(UInt8(ascii: "A")), value[position]) {
      switch value[position] {
      case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="): return false
      default: break
      }
      kinds |= Alphabet.kinds(of: value[position])
      position += 1
    }
    return position - start >= 8 && kinds & Alphabet.digits != 0 && kinds & (Alphabet.lower | Alphabet.upper) != 0
  }

  /// Whether the key at `name`, with what belongs to it, begins a line and not a sentence.  On the first line of the
  /// value, only one word may follow.  In an object of JavaScript the key follows a brace or a comma, and its value is
  /// quoted.
  private static func isLine(_ value: ByteString, _ name: Int, _ content: ByteString, from start: Int) -> Bool {
    var position = name
    while position > 0, name - position < 64, Alphabet.has(Alphabet.named(UInt8(ascii: "r")), value[position - 1]) { position -= 1 }
    while position > 0, name - position < 128, value[position - 1] == UInt8(ascii: " ") { position -= 1 }
    if position == 0 { return content.firstIndex(of: UInt8(ascii: " ")) == nil }
    switch value[position - 1] {
    case UInt8(ascii: "\n"): return true
    case UInt8(ascii: "{"), UInt8(ascii: ","): return value.begins(at: start, with: " '") || value.begins(at: start, with: " \"")
    default: return false
    }
  }

  /// Whether a JSON web key has the member that makes it private or symmetric.
  private static func isPrivateKey(_ value: ByteString) -> Bool {
    var position = 0
    while let quote = value.firstIndex(of: UInt8(ascii: "\""), from: position), quote + 4 < value.count {
      let name = value[quote + 1]
      if name == UInt8(ascii: "d") || name == UInt8(ascii: "k"), value[quote + 2] == UInt8(ascii: "\"") {
        if let content = content(value, from: quote + 4, separator: .json), run(content, of: UInt8(ascii: "r")) >= 20 {
          return true
        }
      }
      position = quote + 1
    }
    return false
  }

  private static func run(_ content: ByteString, of alphabet: UInt8) -> Int {
    let kinds = Alphabet.named(alphabet)
    var count = 0
    while count < content.count, Alphabet.has(kinds, content[count]) { count += 1 }
    return count
  }

  /// Whether the bytes from `start` on are an opaque token of RFC 6750.
  static func isToken(_ value: ByteString, from start: Int) -> Bool {
    isToken(value[start..<min(value.count, start + 48)], least: 16)
  }

  /// Whether `content` begins with a token of at least `least` bytes, in both cases or with a digit: words have
  /// neither.
  static func isToken(_ content: ByteString, least: Int) -> Bool {
    var kinds: UInt32 = 0
    var count = 0
    while count < content.count, Alphabet.has(Alphabet.named(UInt8(ascii: "P")), content[count]) {
      kinds |= Alphabet.kinds(of: content[count])
      count += 1
    }
    return count >= least && (kinds & Alphabet.digits != 0 || (kinds & Alphabet.lower != 0 && kinds & Alphabet.upper != 0))
  }

  /// Whether the bytes from `start` on are Base64 of a text with a colon: RFC 7617.
  static func isBasic(_ value: ByteString, from start: Int) -> Bool {
    hasColon(value[start..<min(value.count, start + 256)])
  }

  private static func hasColon(_ content: ByteString) -> Bool {
    var reader = Base64Reader(content)
    var count = 0
    var colon: Int?
    while let byte = reader.next() {
      // The text must be UTF-8 or Latin-1 without controls: words that happen to be valid Base64 rarely decode to that.
      if byte < 0x20 || byte == 0x7F { return false }
      if byte == UInt8(ascii: ":"), colon == nil { colon = count }
      count += 1
    }
    guard let colon else { return false }
    return colon + 1 < count
  }

  /// Whether `content` is a scheme and credentials, or only credentials, as in `Authorization: token abc`.
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

  /// Whether `machine` or `login` is followed by a word, perhaps by `login` or `account` and a word, and by `password`
  /// and a word.
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
