import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct PolicyDirectoryTests {
  /// links, the directory, the error of opening it; nil if it does not exist
  static let directories: [([(String, String)], String, SystemError?)] = [
    ([], "absent", nil),
    ([], "absent/below", nil),
    ([], "file", .notADirectory),
    ([], "file/below", nil),
    ([], "fifo", .notADirectory),
    ([("link", "directory")], "link/file", .notADirectory),
    ([("link", "directory")], "link/file/below", nil),
    ([("link", "directory")], "link/absent", nil),
    ([("link", "directory")], "link/absent/below", nil),
    ([("link", "nowhere")], "link", .noSuchFile),
    ([("link", "nowhere")], "link/below", .noSuchFile),
    ([("link", "directory/nowhere")], "link", .noSuchFile),
    ([("link", "file")], "link", .notADirectory),
    ([("link", "file")], "link/below", .noSuchFile),
    ([("link", "other"), ("other", "nowhere")], "link/below", .noSuchFile),
    ([("link", "link")], "link", .tooManyLinks),
    ([("link", "other"), ("other", "link")], "link/below", .tooManyLinks),
  ]
  @Test(arguments: directories)
  func tellsAnAbsentDirectoryFromALinkThatLeadsNowhere(
    links: [(String, String)], path: String, expected: SystemError?
  ) throws {
    let scratch = try TemporaryDirectory()
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/file"))
    try FileManager.default.createDirectory(atPath: scratch.path + "/directory", withIntermediateDirectories: false)
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/directory/file"))
    #expect(mkfifo(scratch.path + "/fifo", 0o600) == 0)
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(atPath: scratch.path + "/" + name, withDestinationPath: target)
    }
    do throws(SystemError) {
      let isThere = try PolicyDirectory.open(ByteString(scratch.path + "/" + path)) != nil
      #expect(!isThere)
      #expect(expected == nil)
    } catch {
      #expect(error == expected)
    }
  }

  /// path in a directory with `real/below`, `link` to `real` and `file`; its real path there, or the error
  static let paths: [(String, String?, SystemError?)] = [
    ("real/below", "real/below", nil), ("link/below", "real/below", nil), ("link/../real/./below//", "real/below", nil), ("", "", nil),
    ("absent", nil, .noSuchFile), ("file", nil, .notADirectory),
  ]
  @Test(arguments: paths)
  func realPath(path: String, expected: String?, failure: SystemError?) throws {
    let scratch = try Self.scratch()
    do throws(SystemError) {
      let found = try PolicyDirectory.realPath(ByteString(scratch.path + "/" + path))
      #expect(found?.text == expected.map { $0.isEmpty ? scratch.path : scratch.path + "/" + $0 })
    } catch {
      #expect(error == failure)
    }
  }

  @Test func realPathOfAnother() throws {
    let scratch = try Self.scratch()
    let known = try PolicyDirectory.start(ByteString(scratch("real")))
    #expect(try PolicyDirectory.realPath(ByteString(scratch("link")), of: known)?.text == scratch("real"))
    #expect(throws: SystemError.staleHandle) { try PolicyDirectory.realPath(ByteString(scratch("real/below")), of: known) }
    #expect(throws: SystemError.noSuchFile) { try PolicyDirectory.start(ByteString(scratch("absent"))) }
  }

  @Test(arguments: [("real/below/absent/x", "/real/below"), ("link/below", "/real/below"), ("absent", "")])
  func end(path: String, expected: String) throws {
    let scratch = try Self.scratch()
    #expect(PolicyDirectory.end(of: ByteString(scratch(path)))?.text == scratch.path + expected)
  }

  @Test(arguments: [(0o700, false), (0o711, true), (0o750, false)] as [(mode_t, Bool)])
  func isOpenToAll(mode: mode_t, expected: Bool) throws {
    let scratch = try Self.scratch()
    #expect(chmod(scratch("real"), mode) == 0)
    #expect(try PolicyDirectory.open(ByteString(scratch("real")))?.isOpenToAll == expected)
  }

  @Test(arguments: [("/a/b", "/a"), ("/a", "/"), ("a/b", "a"), ("a", "."), ("/", "/"), ("a/", "a")] as [(ByteString, ByteString)])
  func directory(path: ByteString, expected: ByteString) { #expect(path.directory == expected) }

  private static func scratch() throws -> TemporaryDirectory {
    let scratch = try TemporaryDirectory()
    try FileManager.default.createDirectory(atPath: scratch("real/below"), withIntermediateDirectories: true)
    #expect(symlink("real", scratch("link")) == 0)
    try Data().write(to: URL(fileURLWithPath: scratch("file")))
    return scratch
  }
}
