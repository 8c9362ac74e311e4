import Bytes
import TestSupport
import Testing
@testable import envscrub

struct ProcessStatusTests {
  /// text; name, own id, parent and tracer, or nil
  static let table: [(ByteString, (ByteString, Int32, Int32, Int32)?)] = [
    ("Name:\tsh\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t12\nPid:\t12\nPPid:\t1\nTracerPid:\t0\n", ("sh", 12, 1, 0)),
    ("Name:\ta b\nPid:\t3\nPPid:\t0\nTracerPid:\t99\n", ("a b", 3, 0, 99)),
    // The kernel escapes what could end a line.
    ("Name:\tx\\nPPid:\\t7\nPid:\t3\nPPid:\t2\nTracerPid:\t0\n", ("x\\nPPid:\\t7", 3, 2, 0)),
    ("Name:\t\nPid:\t3\nPPid:\t2\nTracerPid:\t0\n", ("", 3, 2, 0)),
    ("Name:\nPid:\t3\nPPid:\t2\nTracerPid:\t0\n", ("", 3, 2, 0)),
    ("Pid:\t3\nPPid:\t2\nTracerPid:\t0\n", nil),
    ("Name:\tsh\nPid:\t3\nTracerPid:\t0\n", nil),
    ("Name:\tsh\nPid:\t3\nPPid:\tx\nTracerPid:\t0\n", nil),
    ("Name:\tsh\nPid:\t3\nPPid:\t2\nTracerPid:\t0", nil),
    ("", nil),
  ]
  @Test(arguments: table)
  func status(text: ByteString, expected: (ByteString, Int32, Int32, Int32)?) {
    let status = ProcessStatus(text)
    #expect(status?.command == expected?.0)
    #expect(status?.process == expected?.1)
    #expect(status?.parent == expected?.2)
    #expect(status?.tracer == expected?.3)
  }
}
