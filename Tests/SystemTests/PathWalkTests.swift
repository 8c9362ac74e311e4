import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct PathWalkTests {
  /// a path below a directory with `a/b`, `link` to `a`, `abs` to its absolute path, `up` to `a/..` and `a/b/file`; where the
  /// walk ends, how many directories hold a link in place of the last component; nil if there is no such name
  static let table: [(String, String?, Int)] = [
    ("a/b", "/a/b", 0), ("link", "/a", 1), ("link/b", "/a/b", 0), ("abs/b", "/a/b", 0), ("up/a", "/a", 0), ("a//./b/../b/", "/a/b", 0),
    ("up/link/../link", "/a", 1), ("absent", nil, 0), ("a/absent/b", nil, 0), ("a/b/file/x", nil, 0),
  ]
  @Test(arguments: table)
  func walks(path: String, end: String?, holders: Int) throws {
    let scratch = try Self.scratch()
    var walk = try PathWalk(to: ByteString(scratch(path)))
    let number = try walk.reach(file: false)
    #expect((number == nil) == (end == nil))
    if let end { #expect(walk.path.text == scratch.path + end && walk.holders.count == holders) }
  }

  @Test func opensAFile() throws {
    let scratch = try Self.scratch()
    let directory = try #require(try PolicyDirectory.open(ByteString(scratch.path)))
    var walk = PathWalk(to: "link/b/file", in: directory)
    let number = try #require(try walk.reach(file: true))
    #expect(try FileDescriptor.facts(of: number).size == 4)
    #expect(walk.path.text == scratch("a/b"))
  }

  /// A link is followed only if the caller says so, and not without end.
  @Test func links() throws {
    let scratch = try Self.scratch()
    #expect(symlink("loop", scratch("loop")) == 0 && symlink("nowhere", scratch("dangling")) == 0)
    func reach(_ path: String, _ mayFollow: Bool = true) throws {
      var walk = try PathWalk(to: ByteString(scratch(path)))
      _ = try walk.reach(file: false, ifLinks: { holder, link in mayFollow && holder.kind == .directory && link.kind == .other })
    }
    try reach("link")
    #expect(throws: SystemError.tooManyLinks) { try reach("link", false) }
    #expect(throws: SystemError.tooManyLinks) { try reach("loop") }
    #expect(throws: SystemError.noSuchFile) { try reach("dangling") }
    #expect(throws: SystemError.notADirectory) { try reach("a/b/file") }
  }

  private static func scratch() throws -> TemporaryDirectory {
    let scratch = try TemporaryDirectory()
    try FileManager.default.createDirectory(atPath: scratch("a/b"), withIntermediateDirectories: true)
    try Data("text".utf8).write(to: URL(fileURLWithPath: scratch("a/b/file")))
    for (name, target) in [("link", "a"), ("abs", scratch("a")), ("up", "a/..")] { #expect(symlink(target, scratch(name)) == 0) }
    return scratch
  }
}
