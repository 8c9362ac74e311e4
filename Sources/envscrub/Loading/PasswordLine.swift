import Bytes

/// One line of `passwd(5)`: `name:password:uid:gid:gecos:home:shell`.
struct PasswordLine: Equatable, Sendable {
  let name: ByteString
  let user: UInt32
  let home: ByteString
  let shell: ByteString

  /// nil for a line that glibc's getpwuid(3) skips: a comment, a name that begins with `+` or `-`, which
  /// refers to a directory service, or a user or group id that is no number.  Missing fields at the end are
  /// empty.
  init?(_ line: ByteString) {
    var rest = line.withoutBlanks
    if rest.hasPrefix("#") || rest.hasPrefix("+") || rest.hasPrefix("-") { return nil }
    name = Self.field(&rest)
    _ = Self.field(&rest)
    guard let user = Self.number(Self.field(&rest)), Self.number(Self.field(&rest)) != nil else { return nil }
    self.user = user
    _ = Self.field(&rest)
    home = Self.field(&rest)
    shell = rest
  }

  /// The text before the next `:`; removes both.
  private static func field(_ rest: inout ByteString) -> ByteString {
    let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.count
    let field = rest[0..<end]
    rest = rest.dropFirst(min(end + 1, rest.count))
    return field
  }

  /// The home directory of `user` in the text of a whole file: that of the first line with this user
  /// id, as in `getpwuid(3)`; nil if there is none, or if it is no absolute path.
  static func home(of user: UInt32, in text: ByteString) -> ByteString? {
    var rest = text
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
      if let line = PasswordLine(rest[0..<end]), line.user == user {
        return line.home.hasPrefix("/") ? line.home : nil
      }
      rest = rest.dropFirst(min(end + 1, rest.count))
    }
    return nil
  }

  /// As `strtoul(3)` reads it, with leading blanks and a sign; nil if it is too large or negative.
  private static func number(_ text: ByteString) -> UInt32? {
    var digits = text.withoutBlanks
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst(1) }
    if digits.isEmpty { return nil }
    var value: UInt32 = 0
    for index in digits.indices {
      guard digits[index].isASCIIDigit else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(UInt32(digits[index] - UInt8(ascii: "0")))
      if overflows || overflowsToo { return nil }
      value = sum
    }
    return isNegative && value > 0 ? nil : value
  }
}

extension ByteString {
  /// Without leading blanks.
  fileprivate var withoutBlanks: ByteString {
    var start = 0
    while start < count, self[start].isSpace { start += 1 }
    return dropFirst(start)
  }
}
