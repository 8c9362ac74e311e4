import Bytes
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct SealWordingTests {
  static let table: [(Landlock.Obstacle, String)] = [
    (.unavailable(SystemError(code: 38)), "this kernel has no Landlock, or a filter hides it; a seal needs Linux 5.19 or later"),
    (.unavailable(SystemError(code: 95)), "Landlock was disabled when this kernel started (its parameter lsm=)"),
    (.unavailable(SystemError(code: 1)), "Landlock: Operation not permitted"),
    (.tooOld, "this kernel's Landlock is version 1; a seal needs version 2, in Linux 5.19 or later"),
    (.capabilities(SystemError(code: 1)), "CAP_SYS_PTRACE, CAP_SYS_ADMIN and CAP_PERFMON can't be given up: Operation not permitted"),
    (.noNewPrivileges(SystemError(code: 22)), "no_new_privs: Invalid argument"),
    (.tooDeep, "16 seals are nested already, which is the kernel's limit"),
    (.domain(SystemError(code: 12)), "Landlock: Cannot allocate memory"),
  ]
  @Test(arguments: table)
  func words(obstacle: Landlock.Obstacle, expected: String) {
    #expect(written { $0.write(obstacle) } == expected)
  }
}
