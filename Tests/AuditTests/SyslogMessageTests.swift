@testable import Audit
import Bytes
import TestSupport
import Testing

struct SyslogMessageTests {
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
}
