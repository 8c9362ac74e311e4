import Bytes

/// URLs that hold a password or are secrets themselves, and the data source names that look like them.
enum URLForm {
  /// - Parameter start: behind `://`.
  static func form(in value: ByteString, from start: Int) -> ValueForm? {
    var position = start
    // A user's name may be an address, with an `@` of its own.
    while let end = endOfUser(value, from: position) {
      if value[end] == UInt8(ascii: ":") {
        if isPassword(value, from: end + 1) { return ValueForm(.urlPassword) }
        break
      }
      position = end + 1
    }
    return isWebhook(value, host: position) ? ValueForm(.webhook) : nil
  }

  /// Where the colon or `@` is that ends a user's name; nil where there is none.
  private static func endOfUser(_ value: ByteString, from start: Int) -> Int? {
    var position = start
    while position < value.count {
      let byte = value[position]
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") { return position }
      if endsAuthority(byte) || endsURL(byte) || byte == UInt8(ascii: "[") { return nil }
      position &+= 1
    }
    return nil
  }

  /// Whether a password stands from `start` to an `@`.
  ///
  /// Passwords with a slash, a `?` or a `#` that nobody encoded are common enough, so those don't end one; but what
  /// has only digits before them is a port.  Another `://` ends the search, which is what keeps it linear.
  private static func isPassword(_ value: ByteString, from start: Int) -> Bool {
    var position = start
    while position < value.count, value[position].isASCIIDigit { position &+= 1 }
    if position == value.count || value[position] == UInt8(ascii: "/") { return false }
    if position > start, value[position] == UInt8(ascii: "?") || value[position] == UInt8(ascii: ",") { return false }
    while position < value.count {
      let byte = value[position]
      if byte == UInt8(ascii: "@") {
        // An image's digest: docker://alpine:3.20@sha256:...
        if value.begins(at: position, with: "@sha256:") || value.begins(at: position, with: "@sha512:") { return false }
        return position > start && !Placeholder.isOne(value[start..<position])
      }
      if endsURL(byte) { return false }
      if byte == UInt8(ascii: ":"), value.begins(at: position, with: "://") { return false }
      position &+= 1
    }
    return false
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func endsURL(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  /// The form of go-sql-driver's `user:password@tcp(host)/database`.
  /// - Parameters:
  ///   - floor: what is before it is not looked at.
  ///   - behind: behind the `@` and the network's name.
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
    // In `user:password@/database` the whole is the value's beginning, and has no slash: a path has.
    if value[end + 1] == UInt8(ascii: "/"), position > 0 || value[0] == UInt8(ascii: "/") { return nil }
    return Placeholder.isOne(value[colon + 1..<end]) ? nil : ValueForm(.mySQLPassword)
  }

  /// Whether `user/password@` stands at `start`, as behind `jdbc:oracle:thin:`.
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

  /// Whether the host and the path are those of `ValueForms.webhooks`.
  private static func isWebhook(_ value: ByteString, host: Int) -> Bool {
    var slash = host
    var dot = host
    while slash < value.count, value[slash] != UInt8(ascii: "/"), !endsURL(value[slash]), slash - host < 256 {
      if value[slash] == UInt8(ascii: ".") { dot = slash }
      slash &+= 1
    }
    guard slash < value.count, value[slash] == UInt8(ascii: "/"), dot - host > 2 else { return false }
    let ends = ValueForms.webhookEnds
    var place = 0
    while place < ends.count {
      if ends[place] == value[dot - 3], ends[place + 1] == value[dot - 2], ends[place + 2] == value[dot - 1] {
        if isWebhook(value, host: host, slash: slash, row: place / 4) { return true }
      }
      place &+= 4
    }
    return false
  }

  /// Whether the URL is that of a line of `ValueForms.webhooks`.
  private static func isWebhook(_ value: ByteString, host: Int, slash: Int, row: Int) -> Bool {
    var lines = WordIterator(ValueForms.webhooks, separator: UInt8(ascii: "\n"))
    for _ in 0..<row { _ = lines.next() }
    guard let line = lines.next(), let blank = line.lastIndex(of: UInt8(ascii: " ")),
      let path = behind(line[0..<blank], in: value, host: host, slash: slash)
    else { return false }
    var least = 0
    for place in blank + 1..<line.count { least = least * 10 + Int(line[place] - UInt8(ascii: "0")) }
    return hasSecret(value, from: path, least: least)
  }

  /// Where a host and a path of the table end; nil where the URL has others.
  private static func behind(_ row: ByteString, in value: ByteString, host: Int, slash: Int) -> Int? {
    guard row[0] == UInt8(ascii: "*") else {
      return value.begins(at: host, with: row) ? host + row.count : nil
    }
    let rest = row.dropFirst(1)
    let start = slash - (rest.firstIndex(of: UInt8(ascii: "/")) ?? 0)
    return start > host && value.begins(at: start, with: rest) ? start + rest.count : nil
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
