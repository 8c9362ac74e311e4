@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// The end of a record.  Tests/Tools/tamper.py tests whole trails and changes to them.
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

  static let hash = SHA256.digest(of: "x")
  static let digits = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
  static let zeros = String(repeating: "0", count: 64)

  /// a head file, its last record and the one that was being written; nil if it is invalid
  static let heads: [(String, (Int, Int?)?)] = [
    ("", (0, nil)),
    ("42 \(digits)\n", (42, nil)),
    ("42 \(digits)\n\n\n", (42, nil)),
    ("42 \(digits)\n43 \(digits)\n\n", (42, 43)),
    ("0 \(zeros)\n1 \(digits)\n", (0, 1)),
    ("999999999999999999 \(digits)\n", (999_999_999_999_999_999, nil)),
    ("1000000000000000000 \(digits)\n", nil),
    ("42 \(digits)", nil),
    ("42 \(digits)\nx", nil),
    ("42 \(digits)\n\nx\n", nil),
    ("42 \(digits)\n42 \(digits)\n", nil),
    ("42 \(digits)\n43 \(digits)\n44 \(digits)\n", nil),
    ("0 \(digits)\n", nil), ("042 \(digits)\n", nil), ("-1 \(digits)\n", nil),
    (" \(digits)\n", nil), ("42  \(digits)\n", nil), ("42 \(digits.uppercased())\n", nil), ("\n", nil), ("junk\n", nil), ("\0", nil),
    ("42 \(digits)\n" + String(repeating: "\n", count: 300), nil),
  ]
  @Test(arguments: heads)
  func theHeadsFile(text: String, expected: (Int, Int?)?) {
    let head = HeadFile(ByteString(text))
    #expect(head?.last.sequence == expected?.0)
    #expect(head?.next?.sequence == expected?.1)
  }

  /// Its size doesn't depend on the numbers: one call replaces all of it.
  @Test(arguments: [(0, 1 as Int?), (9, nil), (9, 10), (999_999_999_999_999_998, 999_999_999_999_999_999)])
  func whatTheHeadHas(last: Int, next: Int?) {
    let head = HeadFile(
      last: last == 0 ? .beginning : Link(sequence: last, hash: Self.hash), next: next.map { Link(sequence: $0, hash: Self.hash) })
    var buffer = ByteBuffer()
    head.write(to: &buffer)
    let text = buffer.finish()
    #expect(text.count == HeadFile.size)
    #expect(HeadFile(text) == head)
  }
}
