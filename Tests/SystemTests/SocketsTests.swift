import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

@Suite struct SocketsTests {
  private func reached(_ patterns: String..., in scratch: TemporaryDirectory) throws -> [String] {
    var sockets = Sockets()
    var found: [String] = []
    for pattern in patterns {
      try sockets.forEachReached(ByteString(scratch.path + "/" + pattern)) { path in
        found.append(String(path.text.dropFirst(scratch.path.utf8.count + 1)))
      }
    }
    return found
  }

  /// FIFOs are treated like sockets, and can be made without a listening process.
  private func scratch(_ fifos: String...) throws -> TemporaryDirectory {
    let scratch = try TemporaryDirectory()
    for path in fifos {
      let full = scratch.path + "/" + path
      try FileManager.default.createDirectory(
        atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      #expect(mkfifo(full, 0o600) == 0)
    }
    return scratch
  }

  @Test func patterns() throws {
    let scratch = try scratch("tmux-1/a", "tmux-1/b", "tmux-2/c", "other/d", "e", "tmux-1/.hidden")
    #expect(try reached("tmux-*/*", in: scratch) == ["tmux-1/a", "tmux-1/b", "tmux-2/c"])
    #expect(try reached("tmux-*/b", "e", "none", "none/*", "e/*", in: scratch) == ["tmux-1/b", "e"])
    #expect(try reached("*", in: scratch) == ["e"])
  }

  @Test func eachOnce() throws {
    let scratch = try scratch("run/s")
    #expect(symlink("run", scratch.path + "/link") == 0)
    #expect(try reached("run/s", "link/s", "run/*", in: scratch) == ["run/s"])
  }

  /// A name that was found is not taken for a pattern.
  @Test func starsInNames() throws {
    let scratch = try scratch("t-*/s", "t-1/s")
    #expect(try reached("t-*/s", in: scratch) == ["t-*/s", "t-1/s"])
  }

  @Test func onlySocketsAndFIFOs() throws {
    let scratch = try scratch("a/fifo")
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/a/file"))
    #expect(symlink("nowhere", scratch.path + "/a/link") == 0)
    #expect(try reached("a/*", "a", in: scratch) == ["a/fifo"])
  }
}
