import Bytes

/// URLs that hold a password or are secrets themselves, and the data source names that look like them.
enum URLForm {
  /// - Parameters:
  ///   - scheme: where the scheme ends.
  ///   - start: the place after `://`.
  static func form(scheme: Int, from start: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    let bytes = value.start
    let count = value.count
    let authorities = ByteClass.authorities.start
    let plain = UInt8(ascii: "@")
    // Where the host begins, after the user.
    var host = start
    var position = start
    while position < count {
      let byte = bytes[position]
      if authorities[Int(byte)] != plain {
        if byte == UInt8(ascii: ":") {
          if isPassword(value, from: position &+ 1, isWhole: isWhole(value, scheme)) { return ValueForm(.urlPassword) }
          break
        }
        // A user's name may be an address, which contains an `@`.
        guard byte == UInt8(ascii: "@") else { break }
        if isUserToken(value[host..<position]) { return ValueForm(.urlPassword) }
        host = position &+ 1
      }
      position &+= 1
    }
    // The last letters of `http`, `https` and most other schemes.
    let last = bytes[scheme &- 1]
    if last != UInt8(ascii: "s") && last != UInt8(ascii: "p") || bytes[scheme &- 2] != UInt8(ascii: "p") && bytes[scheme &- 2] != UInt8(ascii: "t") {
      if isNotification(value, scheme: scheme, from: start) { return ValueForm(.notification) }
    }
    if position &- host < 8 || !ValueFilters.mayBeHost(bytes + position) { return nil }
    return isWebhook(value, host: host, end: position) ? ValueForm(.webhook) : nil
  }

  /// Whether the whole value is that URL.
  private static func isWhole(_ value: ByteString, _ scheme: Int) -> Bool {
    if scheme > 32 { return false }
    for index in 0..<scheme where !ByteClass.isOfWord(value[index]) && value[index] != UInt8(ascii: "+") { return false }
    return true
  }

  /// Whether a user without a password is a token: `https://TOKEN@host`.  The key of a Sentry project, which is public,
  /// has 32 hexadecimal digits.  A UUID is a token too.
  private static func isUserToken(_ user: ByteString) -> Bool {
    if user.count < 20 || user.count > 256 { return false }
    var kinds: UInt32 = 0
    var digits = 0
    for index in 0..<user.count {
      let kind = Alphabet.kinds(of: user[index])
      // A bit for each dash of a UUID.
      let dashes: UInt64 = user.count == 36 && user[index] == UInt8(ascii: "-") ? 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23 : 0
      if kind & Alphabet.named(UInt8(ascii: "w")) == 0, dashes >> UInt64(index & 63) & 1 == 0 { return false }
      if kind & Alphabet.digits != 0 { digits += 1 }
      kinds |= kind
    }
    if user.count == 32, kinds & ~Alphabet.named(UInt8(ascii: "x")) == 0 { return false }
    return digits > 2 && kinds & (Alphabet.lower | Alphabet.upper) != 0
  }

  /// Whether a password extends from `start` to an `@`.
  ///
  /// Passwords often have a slash, a `?` or a `#` that is not encoded, so none of these ends one; but what
  /// has only digits before them is a port.  Another `://` ends the search, which keeps it linear; so does
  /// `:\/\/`, as PHP's JSON has it.
  /// - Parameter isWhole: whether the value is this URL: then a quotation mark, a blank and `://` don't end it either.
  private static func isPassword(_ value: ByteString, from start: Int, isWhole: Bool) -> Bool {
    var position = start
    while position < value.count, value[position].isASCIIDigit { position &+= 1 }
    if position == value.count || value[position] == UInt8(ascii: "/") { return false }
    if position > start, endsPort(value[position]) { return false }
    while position < value.count {
      let byte = value[position]
      if byte == UInt8(ascii: "@") {
        // An image's digest: docker://alpine:3.20@sha256:...
        if value.begins(at: position, with: "@sha256:") || value.begins(at: position, with: "@sha512:") { return false }
        return position > start && !Placeholder.isOne(value[start..<position])
      }
      if isWhole ? byte < UInt8(ascii: " ") : endsURL(byte) { return false }
      if !isWhole, byte == UInt8(ascii: ":"), beginsAuthority(value, at: position) { return false }
      // A list of URLs, or a sentence.
      if isWhole, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: " "), mentionsURL(value, from: position) { return false }
      position &+= 1
    }
    return false
  }

  private static func beginsAuthority(_ value: ByteString, at colon: Int) -> Bool {
    value.begins(at: colon, with: "://") || value.begins(at: colon, with: ":\\/\\/")
  }

  /// Whether another URL begins after `start`.
  private static func mentionsURL(_ value: ByteString, from start: Int) -> Bool {
    var position = start + 1
    while position < value.count, position - start < 16, value[position].isASCIILetter || value[position] == UInt8(ascii: "+") {
      position += 1
    }
    return position > start + 1 && value.begins(at: position, with: "://")
  }

  private static func endsPort(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "?") || byte == UInt8(ascii: ",") || endsURL(byte) || byte == UInt8(ascii: ";")
  }

  private static func endsURL(_ byte: UInt8) -> Bool {
    ByteClass.authorities[Int(byte)] == UInt8(ascii: "B")
  }

  /// go-sql-driver's `user:password@tcp(host)/database`.
  /// - Parameters:
  ///   - floor: what comes before it is not examined.
  ///   - behind: the place after the `@` and the network's name.
  static func mySQLForm(in value: ByteString, from floor: Int, before behind: Int) -> ValueForm? {
    var end = behind - 1
    while value[end] != UInt8(ascii: "@") { end -= 1 }
    var position = end
    var colon: Int?
    while position > floor {
      let byte = value[position - 1]
      if endsURL(byte) || (byte == UInt8(ascii: "/") && colon == nil && value[end + 1] == byte) { break }
      position -= 1
      if byte == UInt8(ascii: ":") { colon = position }
    }
    guard let colon, colon > position, colon + 1 < end else { return nil }
    // `user:password@/database` is the beginning of the value and has no slash before the `@`: a path has one.
    if value[end + 1] == UInt8(ascii: "/"), position > 0 || value[0] == UInt8(ascii: "/") { return nil }
    return Placeholder.isOne(value[colon + 1..<end]) ? nil : ValueForm(.mySQLPassword)
  }

  /// Whether `user/password@` is at `start`, as after `jdbc:oracle:thin:`.
  static func isOracle(_ value: ByteString, from start: Int) -> Bool {
    var slash: Int?
    var position = start
    while position < min(value.count, start + 256) {
      let byte = value[position]
      if endsURL(byte) { return false }
      if byte == UInt8(ascii: "@") {
        guard let slash, slash > start else { return false }
        return slash + 1 < position && !Placeholder.isOne(value[slash + 1..<position])
      }
      if byte == UInt8(ascii: "/"), slash == nil { slash = position }
      position += 1
    }
    return false
  }

  /// Whether the URL is one of `ValueForms.notifications`, with enough bytes after its scheme for a token.
  private static func isNotification(_ value: ByteString, scheme: Int, from start: Int) -> Bool {
    var first = scheme
    while first > 0, scheme - first < 16, value[first - 1].isASCIILetter { first -= 1 }
    // The shortest has that many letters; value-filters.py verifies it.
    if scheme - first < 4 { return false }
    let name = value[first..<scheme]
    var words = WordIterator(ValueForms.notifications, separator: UInt8(ascii: " "))
    while let word = words.next() {
      if name.equalsFoldingCase(word) {
        return NamedValue.isToken(value[start..<min(value.count, start + 200)], least: 16)
          || longestPart(value, from: start) >= 15
      }
    }
    return false
  }

  /// The length of the longest run of letters and digits, with at least one of each, up to the end of the URL.
  private static func longestPart(_ value: ByteString, from start: Int) -> Int {
    var longest = 0
    var run = 0
    var kinds: UInt32 = 0
    var position = start
    while position < value.count, position - start < 200, !endsURL(value[position]) {
      let kind = Alphabet.kinds(of: value[position])
      if kind & Alphabet.named(UInt8(ascii: "n")) == 0 { run = 0; kinds = 0 } else { run += 1; kinds |= kind }
      if kinds & Alphabet.digits != 0, kinds & (Alphabet.lower | Alphabet.upper) != 0 { longest = max(longest, run) }
      position += 1
    }
    return longest
  }

  /// Whether the host and path match a line of `ValueForms.webhooks`.
  /// - Parameter end: where the host ends.
  private static func isWebhook(_ value: ByteString, host: Int, end: Int) -> Bool {
    var path = end
    if path < value.count, value[path] == UInt8(ascii: ":") {
      path += 1
      while path < value.count, value[path].isASCIIDigit { path += 1 }
    }
    var lines = WordIterator(ValueForms.webhooks, separator: UInt8(ascii: "\n"))
    while let line = lines.next() {
      guard let slash = line.firstIndex(of: UInt8(ascii: "/")), let blank = line.lastIndex(of: UInt8(ascii: " ")) else { continue }
      if !isHost(value[host..<end], line[0..<slash]) { continue }
      guard let secret = behind(line[slash..<blank], in: value, from: path) else { continue }
      var least = 0
      for place in blank + 1..<line.count { least = least * 10 + Int(line[place] - UInt8(ascii: "0")) }
      if hasSecret(value, from: secret, least: least) { return true }
    }
    return false
  }

  /// Whether a host matches that of the table, in which `*` is one or more labels.
  private static func isHost(_ host: ByteString, _ row: ByteString) -> Bool {
    if row[0] != UInt8(ascii: "*") { return host.equalsFoldingCase(row) }
    let rest = row.dropFirst(1)
    return host.count > rest.count && host.dropFirst(host.count - rest.count).equalsFoldingCase(rest)
  }

  /// Where a path of the table ends; nil if the URL has another path.  A slash may be escaped, as in PHP's JSON; `#` is
  /// a version such as `v10/`, or nothing.
  private static func behind(_ row: ByteString, in value: ByteString, from start: Int) -> Int? {
    var position = start
    for index in 0..<row.count {
      if row[index] == UInt8(ascii: "#") {
        var version = position
        if version < value.count, value[version] == UInt8(ascii: "v") {
          version += 1
          let digits = version
          while version < value.count, value[version].isASCIIDigit || value[version] == UInt8(ascii: ".") { version += 1 }
          if version > digits, version < value.count, value[version] == UInt8(ascii: "\\") { version += 1 }
          if version > digits, version < value.count, value[version] == UInt8(ascii: "/") { position = version + 1 }
        }
        continue
      }
      if row[index] == UInt8(ascii: "/"), position < value.count, value[position] == UInt8(ascii: "\\") { position += 1 }
      guard position < value.count, value[position] == row[index] else { return nil }
      position += 1
    }
    return position
  }

  private static func hasSecret(_ value: ByteString, from start: Int, least: Int) -> Bool {
    var position = start
    while position < value.count, position - start < least {
      let byte = value[position]
      if endsURL(byte) || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<") {
        return false
      }
      position += 1
    }
    return position - start == least
  }
}
