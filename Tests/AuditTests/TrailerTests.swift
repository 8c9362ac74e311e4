@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// The fixed texts of a trailer: what verifiers of others rely on, byte for byte.
struct TrailerTests {
  private static let digits = String(repeating: "0", count: 64)

  static let formats: [(TrailFormat, String, String)] = [
    (.jsonl, #"{"version":1,"#, #","sequence":1,"previous":"\#(digits)","hash":"#),
    (
      .otlpJSON, #"{"resourceLogs":[{"#,
      #",{"key":"envscrub.sequence","value":{"intValue":"1"}},{"key":"envscrub.previous","value":{"stringValue":"\#(digits)"}}"#
        + #",{"key":"envscrub.hash","value":{"stringValue":"#
    ),
  ]
  @Test(arguments: formats)
  func texts(format: TrailFormat, start: String, trailer: String) {
    #expect(format.start.text == start)
    let (line, link) = Sample.record("BODY", after: .beginning, format)
    let hash = written { $0.write(link.hash) }
    #expect(line.text == "BODY" + trailer + "\"" + hash + "\"" + (format == .jsonl ? "}" : "}}]}]}]}]}"))
  }

  static let none: [ByteString] = [
    "", "{}", "{\"version\":1}", "{\"version\":1,\"sequence\":1,\"previous\":\"00\",\"hash\":\"00\"}",
  ]
  @Test(arguments: none)
  func noRecord(line: ByteString) {
    #expect(Trailer(endOf: line) == nil)
  }
}
