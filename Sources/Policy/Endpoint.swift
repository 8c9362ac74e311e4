import Bytes

/// A collector on this host that takes OTLP over HTTP (OTLP 1.x, section "OTLP/HTTP").
///
///     http://127.0.0.1:4318      http://[::1]:4318/v1/logs      unix:/run/otel/http.sock
///
/// Nothing else is accepted: TLS and other hosts are left to a local collector that forwards.
package struct Endpoint: Equatable, Sendable {
  package enum Place: Equatable, Sendable {
    /// TCP, on 127.0.0.1 or ::1.
    case port(Int, isVersion6: Bool)
    case socket(ByteString)
  }

  package let place: Place
  /// The value of the header `Host`.
  package let host: ByteString
  /// The request target, beginning with `/`.
  package let path: ByteString

  private static var defaultPath: ByteString { "/v1/logs" }
  private static var defaultPort: Int { 4318 }

  /// nil if the text is no such endpoint.
  package init?(_ text: ByteString) {
    let unix: ByteString = "unix:"
    if text.hasPrefix(unix) {
      var path = text.dropFirst(unix.count)
      if path.hasPrefix("//") { path = path.dropFirst(2) }
      guard path.hasPrefix("/") else { return nil }
      place = .socket(path)
      host = "localhost"
      self.path = Self.defaultPath
      return
    }
    let scheme: ByteString = "http://"
    guard text.hasPrefix(scheme) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.count
    let authority = rest[0..<slash]
    let isVersion6 = authority.hasPrefix("[::1]")
    var name = authority
    var port: Int? = Self.defaultPort
    if let colon = authority.lastIndex(of: UInt8(ascii: ":")), !isVersion6 || colon > 4 {
      name = authority[0..<colon]
      port = Self.port(authority.dropFirst(colon + 1))
    }
    guard let port, name == "127.0.0.1" || name == "localhost" || name == "[::1]" else { return nil }
    place = .port(port, isVersion6: isVersion6)
    host = authority
    let path = rest.dropFirst(slash)
    self.path = path.count < 2 ? Self.defaultPath : path
    // These bytes would end the request line or its word.
    for index in path.indices where path[index] <= UInt8(ascii: " ") || path[index] > UInt8(ascii: "~") { return nil }
  }

  private static func port(_ text: ByteString) -> Int? {
    guard text.count <= 5, let port = text.decimal, port > 0, port < 65536 else { return nil }
    return Int(port)
  }
}
