import Bytes
import Policy

extension ByteBuffer {
  /// A POST of JSON (RFC 9112), after which the connection ends.
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

/// The first line of an answer.
package enum HTTPAnswer {
  /// Its status: three digits; nil where that is no answer of HTTP.
  package static func status(_ text: ByteString) -> Int? {
    guard text.count >= 12, text.hasPrefix("HTTP/1."), text[8] == UInt8(ascii: " ") else { return nil }
    return text[9..<12].decimal.map { Int($0) }
  }
}
