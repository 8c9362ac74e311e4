@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

struct CutStatementTests {
  static let digest: ByteString = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  /// It states which record it may follow, in both formats.
  @Test func after() {
    let digest = Self.digest.text
    let jsonl = "{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":0,\"sha256\":\"\(digest)\""
    let otlp = "[{\"key\":\"envscrub.cut.bytes\",\"value\":{\"intValue\":\"0\"}},"
      + "{\"key\":\"envscrub.cut.sha256\",\"value\":{\"stringValue\":\"\(digest)\"}}"
    let rows: [(String, TrailFormat, Bool)] = [
      (jsonl + ",\"after\":\"\(digest)\"}", .jsonl, true), (jsonl + "}", .jsonl, false),
      (jsonl + ",\"after\":\"abc\"}", .jsonl, false), (jsonl + "},\"after\":\"\(digest)\"", .jsonl, false),
      (otlp + ",{\"key\":\"envscrub.cut.after\",\"value\":{\"stringValue\":\"\(digest)\"}}", .otlpJSON, true),
      (otlp + ",{}", .otlpJSON, false),
    ]
    for (body, format, hasAfter) in rows {
      let statement = CutStatement(in: ByteString(body), format)
      #expect(statement != nil)
      #expect(statement?.after == (hasAfter ? SHA256.digest(of: "abc") : nil))
    }
  }

  /// a body, what it states: `#` stands for the digest of "abc"
  static let table: [(ByteString, TrailFormat, Int?)] = [
    ("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":3,\"sha256\":\"#\"},\"x\":1", .jsonl, 3),
    ("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":0,\"sha256\":\"#\"}", .jsonl, 0),
    ("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":,\"sha256\":\"#\"}", .jsonl, nil),
    ("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":3,\"sha256\":\"0\"}", .jsonl, nil),
    ("{\"version\":1,\"event\":\"run\",\"cut\":{\"bytes\":3,\"sha256\":\"#\"}", .jsonl, nil),
    ("{\"version\":1,\"event\":\"run\",\"x\":{\"event\":\"cut\",\"cut\":{\"bytes\":3,\"sha256\":\"#\"}}", .jsonl, nil),
    (
      "[{},{\"key\":\"envscrub.cut.bytes\",\"value\":{\"intValue\":\"17\"}},"
        + "{\"key\":\"envscrub.cut.sha256\",\"value\":{\"stringValue\":\"#\"}},{}", .otlpJSON, 17
    ),
    ("[{},{\"key\":\"envscrub.cut.bytes\",\"value\":{\"intValue\":\"17\"}},{}", .otlpJSON, nil),
    ("[{\"key\":\"{\\\"key\\\":\\\"envscrub.cut.bytes\\\",\\\"value\\\":{\\\"intValue\\\":\\\"17\\\"}}", .otlpJSON, nil),
    ("", .jsonl, nil),
    ("", .otlpJSON, nil),
  ]

  @Test(arguments: table)
  func states(body: ByteString, format: TrailFormat, bytes: Int?) {
    var text = ByteBuffer()
    var rest = body
    while let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      text.write(rest[0..<mark])
      text.write(Self.digest)
      rest = rest.dropFirst(mark + 1)
    }
    text.write(rest)
    let statement = CutStatement(in: text.finish(), format)
    #expect(statement?.bytes == bytes)
    if let statement { #expect(statement.digest == SHA256.digest(of: "abc")) }
  }
}

private func + (left: ByteString, right: ByteString) -> ByteString { ByteString(copying: left.array + right.array) }
