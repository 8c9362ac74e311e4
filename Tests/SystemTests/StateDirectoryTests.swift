import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct StateDirectoryTests {
  @Test func isMadeAndLocked() throws {
    let scratch = try TemporaryDirectory()
    let state = try StateDirectory.lock(ByteString(scratch.path), "a/b")
    #expect(state.directory.facts.permissions == 0o700 && state.directory.path.text == scratch("a/b"))
    let other = open(scratch("a/b"), O_RDONLY | O_DIRECTORY)
    #expect(flock(other, LOCK_EX | LOCK_NB) == -1 && errno == EWOULDBLOCK)
    close(other)
    // What a stopped writer left is replaced too.
    try Data("rest".utf8).write(to: URL(fileURLWithPath: scratch("a/b/list.new")))
    for text in ["one", "two"] as [ByteString] {
      try state.replace("list", with: text)
      #expect(try String(contentsOfFile: scratch("a/b/list"), encoding: .utf8) == text.text)
    }
    var facts = stat()
    #expect(stat(scratch("a/b/list"), &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch("a/b")) == ["list"])
    // An empty list is none; to remove it again is no error.
    for _ in 0..<2 {
      try state.replace("list", with: "")
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch("a/b")) == [])
    }
  }

  @Test func nothingIsMadeAboveItsBase() throws {
    let scratch = try TemporaryDirectory()
    #expect(throws: SystemError.noSuchFile) { _ = try StateDirectory.lock(ByteString(scratch("absent")), "a") }
  }
}
