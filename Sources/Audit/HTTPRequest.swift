import Bytes
import Policy

extension ByteBuffer {
  /// Writes a POST request with a JSON body (RFC 9112); the connection closes after it.
  package mutating func write(post body: ByteString, to endpoint: Endpoint) {
    write("POST ")
    write(endpoint.path)
    write(" HTTP/1.1\r\nHost: ")
    write(endpoint.host)
    write("\r\nUser-Agent: envscrub\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ")
    write(decimal: body.count)
    write("\r\n\r\n")
    write(body)
  }
}

/// The HTTP response received so far (RFC 9112): its status, and its body if the status is 2xx.
package enum HTTPAnswer: Equatable, Sendable {
  case unfinished
  /// No HTTP response, or one that ended too early.
  case none
  /// - Parameter body: empty unless the status is 2xx.
  case whole(status: Int, body: ByteString)

  /// - Parameters:
  ///   - text: everything received.  Interim responses (1xx) are skipped, except 101, after which the protocol would
  ///     change.
  ///   - isEnded: whether the other side has closed the connection.
  package init(_ text: ByteString, isEnded: Bool) {
    let more = isEnded ? HTTPAnswer.none : .unfinished
    var rest = text
    while true {
      let start: ByteString = "HTTP/1."
      guard rest.count >= 12 else {
        self = rest.count >= start.count && !rest.hasPrefix(start) ? .none : more
        return
      }
      guard rest.hasPrefix(start), rest[8] == UInt8(ascii: " "), let status = rest[9..<12].decimal.map({ Int($0) }) else {
        self = .none
        return
      }
      if status / 100 > 2 || status == 101 {
        self = .whole(status: status, body: "")
        return
      }
      var framing = Framing.toTheEnd
      var isFirst = true
      while true {
        guard let newline = rest.firstIndex(of: UInt8(ascii: "\n")) else {
          self = more
          return
        }
        var line = rest[0..<newline]
        rest = rest.dropFirst(newline + 1)
        if line.last == UInt8(ascii: "\r") { line = line[0..<line.count - 1] }
        if line.isEmpty { break }
        if !isFirst, !framing.take(line) {
          self = .none
          return
        }
        isFirst = false
      }
      if status / 100 == 1 { continue }
      guard status != 204, status != 205 else {
        self = .whole(status: status, body: "")
        return
      }
      switch framing.body(rest, isEnded) {
      case .some(let body): self = .whole(status: status, body: body)
      case .none: self = more
      }
      return
    }
  }

  /// How the end of a body is determined.
  private enum Framing {
    case toTheEnd
    case bytes(Int)
    case chunked

    /// Reads a line of the header; false if it is invalid.
    mutating func take(_ line: ByteString) -> Bool {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
      let name = line[0..<colon]
      var value = line.dropFirst(colon + 1)
      while value.count > 0, value[0].isSpace { value = value.dropFirst(1) }
      while let last = value.last, last.isSpace { value = value[0..<value.count - 1] }
      if name.equalsFoldingCase("transfer-encoding") {
        guard value.equalsFoldingCase("chunked") else { return false }
        self = .chunked
      } else if name.equalsFoldingCase("content-length") {
        guard value.count <= 18, let count = value.decimal else { return false }
        if case .toTheEnd = self { self = .bytes(Int(count)) }
      } else if name.equalsFoldingCase("content-encoding"), !value.equalsFoldingCase("identity") {
        return false
      }
      return true
    }

    /// nil if the body is not complete.
    func body(_ rest: ByteString, _ isEnded: Bool) -> ByteString? {
      switch self {
      case .toTheEnd: return isEnded ? rest : nil
      case .bytes(let count): return rest.count >= count ? rest[0..<count] : nil
      case .chunked: return Self.chunks(rest)
      }
    }

    private static func chunks(_ text: ByteString) -> ByteString? {
      var body = ByteBuffer()
      var rest = text
      while true {
        var size = 0
        var digits = 0
        while digits < rest.count, digits < 8, let digit = rest[digits].hexadecimalDigit {
          size = size * 16 + Int(digit)
          digits += 1
        }
        guard digits > 0, let newline = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        rest = rest.dropFirst(newline + 1)
        if size == 0 { return body.finish() }
        guard rest.count > size else { return nil }
        body.write(rest[0..<size])
        rest = rest.dropFirst(size)
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")), end < 2 else { return nil }
        rest = rest.dropFirst(end + 1)
      }
    }
  }
}
