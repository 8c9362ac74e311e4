import Bytes
import TestSupport
import Testing
@testable import envscrub

struct CoreDumpTests {
  /// limit, core_pattern, core_uses_pid; whether a dump is written, where, whether to a program
  static let table: [(UInt64, ByteString?, ByteString?, Bool, ByteString?, Bool)] = [
    (0, "core\n", "1\n", false, nil, false),
    (0, nil, nil, false, nil, false),
    (1, "core\n", "0\n", true, "core", false),
    (.max, "/var/crash/core.%p", "0\n", true, "/var/crash/core.%p", false),
    (1, "|/usr/bin/catch %p\n", "0\n", true, "|/usr/bin/catch %p", true),
    (1, "\n", "0\n", false, nil, false),
    (1, "", "0\n", false, nil, false),
    (1, "\n", "1\n", true, "", false),
    // If it can't be read, the worst is assumed.
    (1, "\n", nil, true, "", false),
    (1, nil, "0\n", true, nil, false),
  ]
  @Test(arguments: table)
  func core(
    limit: UInt64, pattern: ByteString?, usesProcessId: ByteString?, isWritten: Bool, to: ByteString?, isPiped: Bool
  ) {
    let core = CoreDump(limit: limit, pattern: pattern, usesProcessId: usesProcessId)
    #expect((core != nil) == isWritten)
    #expect(core?.pattern == to)
    #expect(core?.isPiped ?? false == isPiped)
  }
}
