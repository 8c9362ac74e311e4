import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Why a record could not be written, and the message.
struct AuditWordingTests {
  static let table: [(AuditFault, String)] = [
    (.system(.file, "/a\n", 28), #"file /a\x0a: No space left on device"#),
    (.system(.file, "/a/b", 2), "file /a/b: No such file or directory; its directory must exist"),
    (.system(.endpoint, "unix:/a", 2), "endpoint unix:/a: No such file or directory"),
    (.system(.endpoint, "", 111), "endpoint: Connection refused"),
    (.notRegular("/a"), "/a: not a regular file"),
    (.homeless, "file: the user has no home in /etc/passwd"),
    (.exit(3), "command: exit status 3"),
    (.late, "command: timed out"),
    (.answer(nil), "endpoint: not an HTTP answer"),
    (.answer(503), "endpoint: HTTP status 503"),
    (.rejected, "endpoint: the collector rejected it"),
    (.nowhere, "it is required, and no file, syslog, command or endpoint is named"),
  ]
  @Test(arguments: table)
  func words(fault: AuditFault, expected: String) {
    #expect(written { $0.write(fault) } == "the audit record can't be written: " + expected)
  }

  /// Whether a collector with this answer need not be asked again.
  static let said: [(AuditFault, Bool)] = [
    (.rejected, true), (.answer(503), true), (.answer(nil), false), (.unreadable, false), (.late, false), (.exit(1), false),
  ]
  @Test(arguments: said)
  func saidByCollector(fault: AuditFault, expected: Bool) {
    #expect(fault.isSaidByCollector == expected)
  }

  @Test func sinksInTheirOrder() {
    var settings = AuditSettings()
    settings.command = Stated(["/bin/logger", "secret"], .commandLine)
    settings.syslog = Stated(true, .commandLine)
    settings.file = Stated("/var/log/a\u{1B}", .builtIn)
    var sinks: [String] = []
    settings.forEachSink { name, _ in sinks.append(name.text) }
    #expect(sinks == [#"file /var/log/a\x1b"#, "syslog", "command"])
  }
}
