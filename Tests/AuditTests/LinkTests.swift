@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// How records are chained.  Tests/Tools/tamper.py tests whole trails and changes to them.
struct LinkTests {
  static let bodies: [(TrailFormat, ByteString)] = [
    (.jsonl, "{\"version\":1,\"event\":\"run\""),
    (.otlpJSON, "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{}"),
  ]

  static func line(_ body: ByteString, _ format: TrailFormat, after link: Link) -> (line: ByteString, link: Link) {
    var buffer = ByteBuffer()
    let next = buffer.write(record: body, format, after: link)
    let text = buffer.finish()
    return (text[0..<text.count - 1], next)
  }

  @Test(arguments: bodies)
  func whatIsWrittenIsRead(format: TrailFormat, body: ByteString) throws {
    let (first, link) = Self.line(body, format, after: .beginning)
    let (second, next) = Self.line(body, format, after: link)
    let trailer = try #require(Trailer(endOf: second))
    #expect(trailer.format == format)
    #expect(trailer.link == next && next.sequence == 2)
    #expect(trailer.previous == link.hash)
    #expect(trailer.isRight(for: second) && !trailer.isRight(for: first))
    #expect(SHA256.digest(of: second[0..<trailer.hashedCount]) == next.hash)
  }
}
