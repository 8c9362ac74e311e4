import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct DescriptorsTests {
  /// In a process of its own: what is kept stays open, everything else above 2 is closed.
  @Test func closesAllButThoseKept() async {
    await #expect(processExitsWith: .exitCode(7)) {
      // High numbers: the libraries' threads run on, and take low ones.
      let libraries = (Int32(3)..<900).filter { fcntl($0, F_GETFD) >= 0 }
      let numbers = (0..<5).map { _ in fcntl(1, F_DUPFD, 900) }
      let kept = [numbers[4], numbers[2], 1, numbers[0]]
      do throws(SystemError) {
        try Descriptors.closeAll(but: List(libraries + kept))
      } catch {
        exit(1)
      }
      let open = ([0, 1, 2] + numbers).filter { fcntl($0, F_GETFD) >= 0 }
      exit(Set(open) == Set([0, 2] + kept) ? 7 : 2)
    }
  }
}
