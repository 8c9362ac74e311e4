import Bytes

/// The delimiters of `ByteClass.delimiters`, such as `=`, `:` and `@`.  At each of them `form(at:search:)` looks for
/// the forms that it can belong to.
enum Delimiters {
  /// - Parameter index: the place of the delimiter; the byte before it belongs to a word.
  static func form(at index: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    let next: UInt8 = index + 1 < value.count ? value[index + 1] : 0
    switch value[index] {
    case UInt8(ascii: ":"): return colon(at: index, next: next, search: &search)
    case UInt8(ascii: "="):
      if index >= AzureKey.shortest, let form = AzureKey.form(end: index, search: &search) { return form }
      // In a list of colours or paths hardly a key ends here.
      return index > 2 && ValueFilters.mayEnd(value.start + index)
        ? NamedValue.form(key: index, value: index + 1, separator: .equals, search: &search) : nil
    case UInt8(ascii: " "):
      return blank(at: index, behind: index + 1, search: &search)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return NamedValue.form(quote: index, end: index, search: &search)
    case UInt8(ascii: "\\"):
      // In JSON and in shells a quotation mark may be escaped.
      return next == UInt8(ascii: "\"") ? NamedValue.form(quote: index + 1, end: index, search: &search) : nil
    case UInt8(ascii: "%"):
      if value.begins(at: index, with: "%20") { return blank(at: index, behind: index + 3, search: &search) }
      return value.begins(at: index, with: "%3D")
        ? NamedValue.form(key: index, value: index + 3, separator: .equals, search: &search) : nil
    case UInt8(ascii: "("):
      let form =
        value.ends(at: index, with: "@tcp") || value.ends(at: index, with: "@unix")
          || value.ends(at: index, with: "@tcp6") || value.ends(at: index, with: "@cloudsql")
        ? URLForm.mySQLForm(in: value, from: search.floor, before: index) : nil
      search.floor = index
      return form
    case UInt8(ascii: ">"):
      // XML, as in the settings of Maven and NuGet.
      return NamedValue.form(key: index, value: index + 1, separator: .element, search: &search)
    case UInt8(ascii: "@"):
      // `user:password@/database`, which is the whole value.
      guard index < 256, search.floor == 0 else { return nil }
      return next == UInt8(ascii: "/") ? URLForm.mySQLForm(in: value, from: 0, before: index + 1) : nil
    case UInt8(ascii: "$"):
      // The second `$` of a hash: the text before it names the function.
      var start = index
      while start > 0, index - start < 16, Alphabet.has(Alphabet.named(UInt8(ascii: "r")), value[start - 1]) { start -= 1 }
      guard start > 0, value[start - 1] == UInt8(ascii: "$") else { return nil }
      return TokenForms.form(mark: UInt8(ascii: "$"), at: start - 1, search: &search)
    default:
      return TokenForms.form(mark: value[index], before: index, search: &search)
    }
  }

  private static func colon(at index: Int, next: UInt8, search: inout Search) -> ValueForm? {
    let value = search.value
    switch next {
    case UInt8(ascii: "/"):
      if index + 2 < value.count, value[index + 2] == next { return URLForm.form(scheme: index, from: index + 3, search: &search) }
      // Usually the colon separates a list of paths.
      if value[index - 1] != UInt8(ascii: "4") { return nil }
    case UInt8(ascii: "\\"):
      // PHP escapes slashes in JSON.
      return value.begins(at: index, with: ":\\/\\/") ? URLForm.form(scheme: index, from: index + 5, search: &search) : nil
    case UInt8(ascii: " "):
      return index > 2 ? NamedValue.form(key: index, value: index + 1, separator: .colon, search: &search) : nil
    case UInt8(ascii: "A"), UInt8(ascii: "f"):
      // Firebase and Telegram, and `:fx`, with which DeepL's keys end.
      if let form = TokenForms.form(mark: UInt8(ascii: ":"), before: index, search: &search) { return form }
    default: break
    }
    // Lists of colours and paths have many colons: hardly a word ends before one of theirs.
    if index > 2, ValueFilters.mayEnd(value.start + index) {
      if value.ends(at: index, with: "base64") || value.ends(at: index, with: "oauth") || value.ends(at: index, with: "astracs") {
        return TokenForms.form(mark: UInt8(ascii: ":"), before: index, search: &search)
      }
      if value.ends(at: index, withWord: "secret-token") {
        return NamedValue.isToken(value, from: index + 1) ? ValueForm(.secretToken) : nil
      }
      // `PRIVATE-TOKEN:x` as curl's option takes it, OpenSSL's `pass:x`, a map of Go.
      if let form = NamedValue.form(key: index, value: index + 1, separator: .compactColon, search: &search) { return form }
    }
    if index == 16, value.begins(at: 0, with: "jdbc:oracle:thin:") {
      return URLForm.isOracle(value, from: 17) ? ValueForm(.connectionPassword) : nil
    }
    return PasswordFile.isLine(value, port: index) ? ValueForm(.passwordFile) : nil
  }

  /// A blank, or the `%20` that encodes one.
  /// - Parameter behind: the place after it.
  static func blank(at index: Int, behind: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    if index < 2 { return nil }
    switch value[index - 1] | 0x20 {
    case UInt8(ascii: "n") where value.ends(at: index, with: "----begin") || value.ends(at: index, with: "---- begin"):
      return KeyBlock.isPrivate(value, label: behind) ? ValueForm(.privateKey) : nil
    case UInt8(ascii: "n") where value.ends(at: index, withWord: "login"),
      UInt8(ascii: "e") where value.ends(at: index, withWord: "machine"):
      return NamedValue.isNetrc(value, from: behind) ? ValueForm(.netrc) : nil
    case UInt8(ascii: "r") where value.ends(at: index, withWord: "bearer"):
      return NamedValue.isToken(value, from: behind) ? ValueForm(.bearer) : nil
    case UInt8(ascii: "c") where value.ends(at: index, withWord: "basic"):
      return NamedValue.isBasic(value, from: behind) ? ValueForm(.basic) : nil
    case UInt8(ascii: "u") where index == 2 || value[index - 3] <= UInt8(ascii: " "):
      return NamedValue.isUserOption(value, from: behind) ? ValueForm(.option) : nil
    case UInt8(ascii: "-") where value[index - 2] == UInt8(ascii: "-") && (index == 2 || value[index - 3] == UInt8(ascii: " ")):
      // The rest of the value is searched, and only once.
      if search.hasDashes { return nil }
      search.hasDashes = true
      return MakeVariables.holdSecret(value, from: behind) ? ValueForm(.makeVariable) : nil
    default: break
    }
    // `key = value`, as in settings files, or `key := value`.
    let equals = value.begins(at: behind, with: ":=") ? behind + 1 : behind
    if equals < value.count, value[equals] == UInt8(ascii: "=") {
      return NamedValue.form(key: index, value: equals + 1, separator: .spacedEquals, search: &search)
    }
    return NamedValue.form(key: index, value: behind, separator: .option, search: &search)
  }
}

/// Azure's keys: Base64 before a `=` whose last bytes identify the service, and other texts of fixed length before a
/// `=`: https://github.com/microsoft/security-utilities
enum AzureKey {
  static var shortest: Int { 22 }

  /// - Parameter end: the place of the first `=`.
  static func form(end: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    for index in end - 10..<end where value[index] == UInt8(ascii: "=") { return nil }
    // Tableau's token is 22 bytes, `==:` and 32 more bytes.
    if value.begins(at: end, with: "==:"), let form = form(length: 22, end, &search) { return form }
    guard end >= 43 else { return nil }
    let mark = value[end - 10]
    if mark == UInt8(ascii: "A"), value[end - 9] == UInt8(ascii: "z"), value[end - 8] == UInt8(ascii: "F") {
      return form(length: 54, end, &search)
    }
    guard mark == UInt8(ascii: "+") || mark == UInt8(ascii: "A") else { return nil }
    return form(length: end >= 86 && value.begins(at: end, with: "==") ? 86 : 43, end, &search)
  }

  private static func form(length: Int, _ end: Int, _ search: inout Search) -> ValueForm? {
    length > end ? nil : TokenForms.form(mark: UInt8(ascii: "="), at: end - length, search: &search)
  }
}

/// Lines of PostgreSQL's password file: https://www.postgresql.org/docs/current/libpq-pgpass.html
enum PasswordFile {
  /// Whether `index` is the colon of the port, or the colon before it, in a line `host:port:database:user:password`.
  static func isLine(_ value: ByteString, port index: Int) -> Bool {
    // A port of four or five digits, and the colon before it.
    var start = index
    while start > 0, index - start < 6, value[start - 1].isASCIIDigit { start -= 1 }
    guard index - start == 4 || index - start == 5, start > 1, value[start - 1] == UInt8(ascii: ":") else { return false }
    var host = start - 1
    while host > 0, start - host < 128, value[host - 1] > UInt8(ascii: " ") {
      if value[host - 1] == UInt8(ascii: ":") || value[host - 1] == UInt8(ascii: "/") { return false }
      host -= 1
    }
    if host > 0, value[host - 1] != UInt8(ascii: "\n") { return false }
    var position = index + 1
    for _ in 0..<2 {
      let field = position
      while position < value.count, value[position] > UInt8(ascii: " "), value[position] != UInt8(ascii: ":"),
        value[position] != UInt8(ascii: "/"), position - field < 128
      { position += 1 }
      guard position > field, position < value.count, value[position] == UInt8(ascii: ":") else { return false }
      position += 1
    }
    let password = position
    while position < value.count, value[position] > UInt8(ascii: " "), position - password < 128 {
      if value[position] == UInt8(ascii: ":"), value[position - 1] != UInt8(ascii: "\\") { return false }
      position += 1
    }
    return position > password && !Placeholder.isOne(value[password..<position])
  }
}

extension ByteString {
  /// Whether the bytes before `end` are `word`, which is in lower case; the case of the bytes doesn't matter.
  func ends(at end: Int, with word: ByteString) -> Bool {
    end >= word.count && self[end - word.count..<end].equalsFoldingCase(word)
  }

  /// The same, and the byte before `word` does not belong to a word.
  func ends(at end: Int, withWord word: ByteString) -> Bool {
    ends(at: end, with: word) && (end == word.count || !ByteClass.isOfWord(self[end - word.count - 1]))
  }

  /// Whether the bytes from `start` on begin with exactly `word`.
  func begins(at start: Int, with word: ByteString) -> Bool {
    start + word.count <= count && self[start..<start + word.count] == word
  }
}
