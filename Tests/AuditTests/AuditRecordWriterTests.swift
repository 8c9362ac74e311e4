@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// Parts of records.  EndToEndTests/Fixtures/audit.txt and RealPrograms/trail.py test whole records.
struct AuditRecordWriterTests {
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

  /// A record, and its members or attributes.
  @Test func bothForms() {
    var record = AuditRecord()
    record.time = (0, 5000)
    record.host = "vm"
    (record.process, record.parent, record.parentName) = (7, 1, "init")
    record.program = "/bin/true"
    record.arguments = ["a", ByteString(copying: [0xFF])]
    record.use = .shim
    record.held = ["x"]
    record.decisions = [
      Decision(verdict: .dropped, subject: .name("A"), reason: .unset(.builtIn)),
      Decision(verdict: .dropped, subject: .entry(2), reason: .malformed),
      Decision(verdict: .set, subject: .name("S"), reason: .assigned(.builtIn)),
      Decision(verdict: .kept, subject: .name("K"), reason: .notDropped),
    ]
    let line = AuditRecordWriter.body(of: record, .jsonl).text.text
    #expect(
      line == #"{"version":1,"event":"run","time":"1970-01-01T00:00:00.000005Z","host":"vm","boot_id":"","user":null,"#
        + #""uid":0,"euid":0,"pid":7,"ppid":1,"parent":"init","terminal":null,"directory":null,"program":"/bin/true","#
        + #""arguments":["a",{"hex":"ff"}],"use":"shim","outcome":"run","files":[],"held":["x"],"#
        + #""dropped":{"malformed":["entry 2"],"unset":["A"]},"set":["S"],"counts":{"drop":2,"set":1,"keep":1}"#)
    let otlp = AuditRecordWriter.body(of: record, .otlpJSON).text.text
    for part in [
      #""timeUnixNano":"0000005000""#, #""severityNumber":9,"severityText":"INFO","body":{"stringValue":"run /bin/true"}"#,
      #"{"key":"process.command_args","value":{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"\\xff"}]}}}"#,
      #"{"key":"envscrub.dropped.unset","value":{"arrayValue":{"values":[{"stringValue":"A"}]}}}"#,
      #"{"key":"envscrub.counts.drop","value":{"intValue":"2"}}"#,
    ] {
      #expect(otlp.contains(part), "\(part) in \(otlp)")
    }
  }
}
