@testable import System
import Testing

@Suite struct CapabilitiesTests {
  /// The numbers from linux/capability.h: CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON, and no others.
  @Test func thoseThatLookIntoProcesses() {
    let numbers = (0..<64).filter { Capabilities.lookingIntoProcesses >> UInt64($0) & 1 == 1 }
    #expect(numbers == [19, 21, 38])
  }
}
