import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct WorkingDirectoryTests {
  /// The working directory belongs to the whole process, so each of these has one of its own.
  @Test func changes() async {
    await #expect(processExitsWith: .exitCode(7)) {
      do {
        let scratch = try TemporaryDirectory()
        mkdir(scratch("a"), 0o700)
        symlink("a", scratch("link"))
        try WorkingDirectory.change(to: ByteString(scratch("link")))
        guard try WorkingDirectory.path()?.text == scratch("a") else { exit(1) }
        try WorkingDirectory.change(to: PolicyDirectory.start(ByteString(scratch.path)))
        guard try WorkingDirectory.path()?.text == scratch.path else { exit(2) }
        try WorkingDirectory.change(to: "a")
        rmdir(scratch("a"))
        guard try WorkingDirectory.path() == nil else { exit(3) }
        exit(7)
      } catch {
        exit(4)
      }
    }
  }

  @Test func aLongPath() async {
    await #expect(processExitsWith: .exitCode(7)) {
      do {
        let scratch = try TemporaryDirectory()
        let part = String(repeating: "d", count: 200)
        try WorkingDirectory.change(to: ByteString(scratch.path))
        for _ in 0..<6 {
          mkdir(part, 0o700)
          try WorkingDirectory.change(to: ByteString(part))
        }
        exit(try WorkingDirectory.path()?.count == scratch.path.utf8.count + 6 * 201 ? 7 : 1)
      } catch {
        exit(2)
      }
    }
  }

  @Test func owner() throws {
    let scratch = try TemporaryDirectory()
    #expect(symlink("nowhere", scratch("link")) == 0)
    #expect(WorkingDirectory.owner(of: ByteString(scratch("link"))) == geteuid())
    #expect(WorkingDirectory.owner(of: ByteString(scratch("absent"))) == nil)
    #expect(throws: SystemError.noSuchFile) { try WorkingDirectory.change(to: ByteString(scratch("absent"))) }
  }
}
