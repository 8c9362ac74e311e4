import Bytes
@testable import Policy
import TestSupport
import Testing

struct EndpointTests {
  /// text, its destination, its request target
  static let places: [(ByteString, Endpoint.Place, ByteString)] = [
    ("http://127.0.0.1:4318", .port(4318, isVersion6: false), "/v1/logs"),
    ("http://127.0.0.1", .port(4318, isVersion6: false), "/v1/logs"),
    ("http://localhost:80/", .port(80, isVersion6: false), "/v1/logs"),
    ("http://[::1]:1/x?y", .port(1, isVersion6: true), "/x?y"),
    ("http://[::1]", .port(4318, isVersion6: true), "/v1/logs"),
    ("unix:/run/otel", .socket("/run/otel"), "/v1/logs"),
    ("unix:///run/otel", .socket("/run/otel"), "/v1/logs"),
  ]
  @Test(arguments: places)
  func here(text: ByteString, place: Endpoint.Place, path: ByteString) throws {
    let endpoint = try #require(Endpoint(text))
    #expect(endpoint.place == place)
    #expect(endpoint.path == path)
  }

  static let elsewhere: [ByteString] = [
    "", "http://", "https://127.0.0.1:4318", "http://127.0.0.2", "http://example.com", "http://127.0.0.1.example.com",
    "http://user@127.0.0.1", "http://127.0.0.1:0", "http://127.0.0.1:65536", "http://127.0.0.1:x", "http://127.0.0.1:",
    "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "unix:run/otel", "unix:", "grpc://127.0.0.1", "127.0.0.1:4318",
  ]
  @Test(arguments: elsewhere)
  func isAnError(text: ByteString) {
    #expect(Endpoint(text) == nil)
  }
}
