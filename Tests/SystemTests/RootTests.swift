import Foundation
@testable import System
import TestSupport
import Testing

struct RootTests {
  @Test func isUserZero() {
    #expect(Root.contains(0) && !Root.contains(4242))
  }

  /// The overflow uid counts where this namespace doesn't map all ids, and only there.
  @Test func overflow() throws {
    let overflow = try #require(UInt32(String(contentsOfFile: "/proc/sys/kernel/overflowuid", encoding: .utf8).dropLast()))
    let map = try String(contentsOfFile: "/proc/self/uid_map", encoding: .utf8).split(whereSeparator: \.isWhitespace)
    #expect(Root.contains(overflow) == (map != ["0", "0", "4294967295"]))
  }
}
