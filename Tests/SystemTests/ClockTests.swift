import Foundation
@testable import System
import TestSupport
import Testing

struct ClockTests {
  @Test func tellsTheTime() {
    let (seconds, nanoseconds) = Clock.now()
    #expect(abs(Date().timeIntervalSince1970 - Double(seconds)) < 5)
    #expect((0..<1_000_000_000).contains(nanoseconds))
  }

  /// milliseconds, the least and the most that are left at once
  @Test(arguments: [(0, 0, 0), (-5, 0, 0), (60_000, 50_000, 60_000), (100_000_000, 3_600_000, 3_600_000)] as [(Int, Int32, Int32)])
  func deadline(milliseconds: Int, least: Int32, most: Int32) {
    let left = Clock.Deadline(milliseconds: milliseconds).left
    #expect(left >= least && left <= most)
  }

  @Test func aDeadlinePasses() {
    let deadline = Clock.Deadline(milliseconds: 2)
    usleep(5_000)
    #expect(deadline.left == 0)
  }
}
