import Bytes

/// A collector's answer to a request: an ExportLogsServiceResponse in JSON (OTLP, "Partial Success").
///
///     {"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"..."}}
///
/// Protobuf's JSON writes an int64 as a string or a number, and accepts a field's original name too.
package enum ExportAnswer: Equatable, Sendable {
  /// Nothing was rejected; an empty body means the same.
  case taken
  case rejected
  /// The body is no such answer.
  case unreadable

  package init(_ body: ByteString) {
    var reader = Reader(text: body)
    reader.skipSpace()
    if reader.isAtEnd {
      self = .taken
      return
    }
    let isRead = reader.next == UInt8(ascii: "{") && reader.take(.answer, depth: 0)
    reader.skipSpace()
    self = !isRead || !reader.isAtEnd ? .unreadable : reader.isRejected ? .rejected : .taken
  }

  /// What a value means.
  private enum Role {
    case answer, partial, count, other

    func member(_ name: ByteString) -> Role {
      switch self {
      case .answer: name == "partialSuccess" || name == "partial_success" ? .partial : .other
      case .partial: name == "rejectedLogRecords" || name == "rejected_log_records" ? .count : .other
      case .count, .other: .other
      }
    }
  }

  private struct Reader {
    let text: ByteString
    var index = 0
    var isRejected = false

    init(text: ByteString) { self.text = text }

    var isAtEnd: Bool { index == text.count }
    var next: UInt8 { isAtEnd ? 0 : text[index] }

    mutating func skipSpace() {
      while !isAtEnd, next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { index += 1 }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
      skipSpace()
      guard !isAtEnd, next == byte else { return false }
      index += 1
      return true
    }

    /// Reads a value; false if it is not JSON, or has the wrong type for its role.
    mutating func take(_ role: Role, depth: Int) -> Bool {
      skipSpace()
      if depth > 32 { return false }
      switch next {
      case UInt8(ascii: "{"):
        index += 1
        return role != .count && takeMembers(role, depth)
      case UInt8(ascii: "["):
        index += 1
        return role == .other && takeItems(depth)
      case UInt8(ascii: "\""):
        guard let string = takeString() else { return false }
        return role == .other || role == .count && note(string)
      default:
        let start = index
        while !isAtEnd, next > 0x20, next != UInt8(ascii: ","), next != UInt8(ascii: "}"), next != UInt8(ascii: "]") {
          index += 1
        }
        let word = text[start..<index]
        if word == "null" { return true }
        if word == "true" || word == "false" { return role == .other }
        return role == .count ? note(word) : role == .other && Self.isNumber(word)
      }
    }

    private mutating func takeMembers(_ role: Role, _ depth: Int) -> Bool {
      if skip(UInt8(ascii: "}")) { return true }
      while true {
        skipSpace()
        guard let name = takeString(), skip(UInt8(ascii: ":")), take(role.member(name), depth: depth + 1) else { return false }
        if skip(UInt8(ascii: "}")) { return true }
        if !skip(UInt8(ascii: ",")) { return false }
      }
    }

    private mutating func takeItems(_ depth: Int) -> Bool {
      if skip(UInt8(ascii: "]")) { return true }
      while true {
        if !take(.other, depth: depth + 1) { return false }
        if skip(UInt8(ascii: "]")) { return true }
        if !skip(UInt8(ascii: ",")) { return false }
      }
    }

    /// The text of a string.  Of `\u` escapes only ASCII is kept, which is enough for the names.
    private mutating func takeString() -> ByteString? {
      guard next == UInt8(ascii: "\"") else { return nil }
      index += 1
      var string = ByteBuffer()
      while !isAtEnd {
        let byte = next
        index += 1
        if byte == UInt8(ascii: "\"") { return string.finish() }
        if byte < 0x20 { return nil }
        if byte != UInt8(ascii: "\\") {
          string.write(byte)
          continue
        }
        let escape = next
        if isAtEnd { return nil }
        index += 1
        if escape != UInt8(ascii: "u") {
          string.write(escape)
          continue
        }
        guard text.count - index >= 4 else { return nil }
        var scalar = 0
        for _ in 0..<4 {
          guard let digit = next.hexadecimalDigit else { return nil }
          scalar = scalar * 16 + Int(digit)
          index += 1
        }
        string.write(scalar < 0x80 ? UInt8(scalar) : UInt8(ascii: "?"))
      }
      return nil
    }

    /// Notes a count, written as a number or a string; false if it is no number.
    private mutating func note(_ number: ByteString) -> Bool {
      guard Self.isNumber(number) else { return false }
      for index in number.indices {
        if number[index] | 0x20 == UInt8(ascii: "e") { break }
        if number[index].isASCIIDigit, number[index] != UInt8(ascii: "0") { isRejected = true }
      }
      return true
    }

    private static func isNumber(_ text: ByteString) -> Bool {
      var digits = 0
      for index in text.indices {
        switch text[index] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): break
        default: return false
        }
      }
      return digits > 0 && (text[0].isASCIIDigit || text[0] == UInt8(ascii: "-"))
    }
  }
}
