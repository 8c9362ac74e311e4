@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// Parts of records.  EndToEndTests/Fixtures/audit.txt and RealPrograms/trail.py test whole records.
struct AuditRecordTests {
  static let hosts: [(ByteString, String)] = [
    ("vm", "vm"), ("a.example.com", "a.example.com"), ("", "-"), ("a b", "-"), ("a\nb", "-"), ("a\u{1B}[2J", "-"), ("é", "-"),
    (ByteString(String(repeating: "x", count: 255)), String(repeating: "x", count: 255)),
    (ByteString(String(repeating: "x", count: 256)), "-"),
  ]
  @Test(arguments: hosts)
  func syslogHeader(host: ByteString, expected: String) {
    var record = AuditRecord()
    record.host = host
    record.process = 7
    let message = written { $0.write(syslog: "{}", of: record, isWarning: false) }
    #expect(message == "<86>1 1970-01-01T00:00:00.000000Z \(expected) envscrub 7 run - {}")
  }

  private static func record(directory: Int, arguments: Int) -> AuditRecord {
    var record = AuditRecord()
    record.directory = ByteString("/" + String(repeating: "é", count: directory))
    record.arguments = List((0..<arguments).map { _ in ByteString(String(repeating: "\u{1}", count: 1 << 17)) })
    return record
  }

  @Test func aShortRecordHasCountsAndStarts() {
    let text = AuditRecordWriter.body(ofShort: Self.record(directory: 1000, arguments: 2), .jsonl, from: 99).text
    #expect(text.contains("\"directory\":\"/\(String(repeating: "é", count: 511))[978 bytes more]\""))
    #expect(text.hasSuffix(",\"shortened\":{\"bytes\":99,\"arguments\":2,\"files\":0,\"held\":0}"))
    #expect(!text.contains("\"arguments\":["))
    let other = AuditRecordWriter.body(ofShort: Self.record(directory: 1, arguments: 2), .otlpJSON, from: 99).text
    #expect(other.contains("{\"key\":\"envscrub.shortened.arguments\",\"value\":{\"intValue\":\"2\"}}"))
  }

  @Test func whatIsTooLargeIsShortened() {
    let (small, isSmallShort) = AuditRecordWriter.body(of: Self.record(directory: 1, arguments: 5), .jsonl)
    #expect(!isSmallShort && small.count > 3 << 20 && !small.text.contains("shortened"))
    let (large, isLargeShort) = AuditRecordWriter.body(of: Self.record(directory: 1, arguments: 11), .jsonl)
    #expect(isLargeShort && large.count < 1 << 16 && large.text.contains("\"shortened\":{\"bytes\":8"))
  }
}
