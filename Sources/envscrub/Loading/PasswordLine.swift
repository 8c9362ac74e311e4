import Bytes

/// One line of `passwd(5)`: `name:password:uid:gid:gecos:home:shell`.
struct PasswordLine: Equatable, Sendable {
  let name: ByteString
  let user: UInt32
  let home: ByteString
  let shell: ByteString

  /// nil for an invalid line: too few fields, or a user id that is no number.
  init?(_ line: ByteString) {
    var fields = List<ByteString>()
    var rest = line
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      fields.append(rest[0..<colon])
      rest = rest.dropFirst(colon + 1)
    }
    // getpwuid(3) skips a line that is commented out.
    guard fields.count == 6, !line.hasPrefix("#"), let user = Self.number(fields[2]) else { return nil }
    name = fields[0]
    self.user = user
    home = fields[5]
    shell = rest
  }

  /// The home directory of `user` in the text of the whole file: that of the first line with this user id, as in
  /// `getpwuid(3)`; nil if there is none, or if the path is not absolute.
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

  private static func number(_ text: ByteString) -> UInt32? {
    guard !text.isEmpty else { return nil }
    var value: UInt32 = 0
    for index in 0..<text.count {
      guard text[index].isASCIIDigit else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(UInt32(text[index] - UInt8(ascii: "0")))
      if overflows || overflowsToo { return nil }
      value = sum
    }
    return value
  }
}
