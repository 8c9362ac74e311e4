import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct DescriptorsTests {
  /// In a process of its own: what is kept stays open, everything else above 2 is closed.
  @Test func closesAllButThoseKept() async {
    await #expect(processExitsWith: .exitCode(7)) {
      // Whatever else is open belongs to the libraries, whose threads run on.
      let libraries = (Int32(3)..<1000).filter { fcntl($0, F_GETFD) >= 0 }
      let numbers = (0..<4).map { _ in dup(1) }
      let far = fcntl(1, F_DUPFD, 900)
      let kept = libraries + [far, numbers[2], 1, numbers[0]]
      do throws(SystemError) {
        try Descriptors.closeAll(but: List(kept))
      } catch {
        exit(1)
      }
      let open = (Int32(0)..<1000).filter { fcntl($0, F_GETFD) >= 0 }
      exit(Set(open) == Set([0, 1, 2] + kept) ? 7 : 2)
    }
  }
}
