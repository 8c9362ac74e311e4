import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// The end of a record.  Whole trails, and what can be done to them: Tests/Tools/tamper.py.
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

  static let none: [ByteString] = [
    "", "{}", "{\"version\":1}", "{\"version\":1,\"sequence\":1,\"previous\":\"00\",\"hash\":\"00\"}",
  ]
  @Test(arguments: none)
  func noRecord(line: ByteString) {
    #expect(Trailer(endOf: line) == nil)
  }

  @Test func theHeadsFile() throws {
    var buffer = ByteBuffer()
    let link = Link(sequence: 42, hash: .digest(of: "x"))
    HeadFile.write(link, to: &buffer)
    let text = buffer.finish()
    #expect(HeadFile.link(text) == link)
    #expect(HeadFile.link(text[0..<text.count - 1]) == nil)
    #expect(HeadFile.link(text.dropFirst(1)) == Link(sequence: 2, hash: link.hash))
    #expect(HeadFile.link("") == nil)
  }
}
