import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

@Suite struct ProcessesTests {
  @Test func thisOneIsAmongAll() throws {
    let all = Array(try Processes.all())
    #expect(all.contains(getpid()))
    #expect(all == all.sorted())
  }

  @Test func textsOfThisOneAndOfNone() throws {
    let own = try #require(try Processes.text("status", of: nil)).text
    #expect(own.contains("\nPid:\t\(getpid())\n"))
    #expect(try Processes.text("status", of: getpid())?.text.contains("\nPid:\t\(getpid())\n") == true)
    #expect(try Processes.text("environ", of: 999_999_999) == nil)
    #expect(try Processes.text("/proc/none") == nil)
    #expect(throws: SystemError(code: 21)) { _ = try Processes.text("/proc") }
  }

  /// A close-on-exec descriptor can't be inherited.
  @Test func inheritedFiles() throws {
    let scratch = try TemporaryDirectory()
    let kept = open(scratch.path + "/kept", O_WRONLY | O_CREAT, 0o600)
    let own = open(scratch.path + "/own", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(kept); close(own) }
    var found: [Int32: (String, Int32)] = [:]
    try Processes.forEachInheritedFile { found[$0] = ($1.text, $2) }
    #expect(found[kept]?.0 == scratch.path + "/kept")
    #expect(found[kept]?.1 == 2)
    #expect(found[own] == nil)
    #expect(found[2] == nil)
  }

  @Test func coreLimit() throws {
    var limit = rlimit()
    #expect(getrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &limit) == 0)
    #expect(try Processes.coreLimit() == UInt64(limit.rlim_cur))
  }
}
