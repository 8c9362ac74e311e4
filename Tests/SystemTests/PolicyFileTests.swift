import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

@Suite struct PolicyFileTests {
  private func open(_ name: String, in path: String) throws -> PolicyFile? {
    guard let directory = try PolicyDirectory.open(ByteString(path)) else { return nil }
    return try PolicyFile.open(ByteString(name), in: directory)
  }

  @Test func readsWhatIsThere() throws {
    let scratch = try TemporaryDirectory()
    try Data("text".utf8).write(to: URL(fileURLWithPath: scratch.path + "/file"))
    guard let file = try open("file", in: scratch.path) else {
      Issue.record("not there")
      return
    }
    let text = try file.read(limit: 100)
    let (kind, size, count) = (file.facts.kind, file.facts.size, file.directories.count)
    #expect(text == "text")
    #expect(kind == .regular)
    #expect(size == 4)
    #expect(count == 1)
  }

  @Test func givesOneByteMoreThanTheLimitAndNoMore() throws {
    let scratch = try TemporaryDirectory()
    try Data(repeating: 0x23, count: 5_000).write(to: URL(fileURLWithPath: scratch.path + "/file"))
    let file = try PolicyFile.open(named: ByteString(scratch.path + "/file"))
    let count = try file.read(limit: 100).count
    #expect(count == 101)
  }

  @Test(arguments: ["absent", "file/below"])
  func isNotThere(name: String) throws {
    let scratch = try TemporaryDirectory()
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/file"))
    let isThere = try open(name, in: scratch.path) != nil
    #expect(!isThere)
    let isBelow = try open("file", in: scratch.path + "/absent") != nil
    #expect(!isBelow)
  }

  @Test(arguments: [("nowhere", SystemError.noSuchFile), ("link", .tooManyLinks), ("file/below", .noSuchFile)])
  func aLinkThatLeadsToNoFileIsAnError(target: String, expected: SystemError) throws {
    let scratch = try TemporaryDirectory()
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/file"))
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: target)
    #expect(throws: expected) { _ = try open("link", in: scratch.path) }
  }

  /// The target of a link at `a/b`, and the real directory in which the file is found.
  @Test(arguments: [
    ("../../c/file", "c"), ("/c/file", "c"), ("../../a/../c/./file", "c"), ("../d/file", "c"), ("file2", "a/b"),
    ("../e", "c"), ("//c///file", "c"),
  ])
  func knowsTheDirectoryBehindALink(target: String, directory: String) throws {
    let scratch = try TemporaryDirectory()
    let top = String(decoding: try #require(try PolicyDirectory.realPath(ByteString(scratch.path))).array, as: UTF8.self)
    let manager = FileManager.default
    for name in ["a/b", "c"] {
      try manager.createDirectory(atPath: top + "/" + name, withIntermediateDirectories: true)
    }
    for name in ["c/file", "a/b/file2"] { try Data("text".utf8).write(to: URL(fileURLWithPath: top + "/" + name)) }
    try manager.createSymbolicLink(atPath: top + "/a/d", withDestinationPath: "../c")
    try manager.createSymbolicLink(atPath: top + "/a/e", withDestinationPath: top + "/c/file")
    let text = target.hasPrefix("/") ? top + target : target
    try manager.createSymbolicLink(atPath: top + "/a/b/link", withDestinationPath: text)
    guard let file = try open("link", in: top + "/a/b") else {
      Issue.record("not there")
      return
    }
    let places = file.directories.map { String(decoding: $0.path.array, as: UTF8.self) }
    #expect(places.first == top + "/a/b")
    #expect(places.last == top + "/" + directory)
    let content = try file.read(limit: 10)
    #expect(content == "text")
  }

  @Test func asksOfEachDirectoryThatHoldsALink() throws {
    let scratch = try TemporaryDirectory()
    let manager = FileManager.default
    for name in ["open", "closed"] {
      try manager.createDirectory(atPath: scratch.path + "/" + name, withIntermediateDirectories: false)
    }
    for (name, mode) in [("open", 0o777), ("closed", 0o755)] {
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: scratch.path + "/" + name)
    }
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/closed/file"))
    try manager.createSymbolicLink(atPath: scratch.path + "/open/link", withDestinationPath: "../closed/file")
    try manager.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: "open/link")
    guard let file = try open("link", in: scratch.path) else {
      Issue.record("not there")
      return
    }
    let permissions = file.directories.map { $0.facts.permissions }
    #expect(permissions == [0o700, 0o777, 0o755])
  }

  @Test func noticesTheDirectoryThatALinkLeadsTo() throws {
    let scratch = try TemporaryDirectory()
    let manager = FileManager.default
    try manager.createDirectory(atPath: scratch.path + "/other", withIntermediateDirectories: false)
    try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: scratch.path + "/other")
    try Data("text".utf8).write(to: URL(fileURLWithPath: scratch.path + "/other/file"))
    try manager.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: "other/file")
    guard let file = try open("link", in: scratch.path) else {
      Issue.record("not there")
      return
    }
    let permissions = file.directories.map { $0.facts.permissions }
    #expect(permissions == [0o700, 0o777])
  }

  @Test func doesNotWaitForAFIFO() throws {
    let scratch = try TemporaryDirectory()
    #expect(mkfifo(scratch.path + "/fifo", 0o600) == 0)
    let file = try PolicyFile.open(named: ByteString(scratch.path + "/fifo"))
    let kind = file.facts.kind
    #expect(kind == .other)
  }
}
