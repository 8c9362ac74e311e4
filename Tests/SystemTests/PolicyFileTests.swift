import Bytes
import Foundation
import System
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

  @Test(arguments: ["absent", "file/below", "dangling"])
  func isNotThere(name: String) throws {
    let scratch = try TemporaryDirectory()
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/file"))
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/dangling", withDestinationPath: "nowhere")
    let isThere = try open(name, in: scratch.path) != nil
    #expect(!isThere)
    let isBelow = try open("file", in: scratch.path + "/absent") != nil
    #expect(!isBelow)
  }

  @Test func looksBehindALink() throws {
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
    let permissions = file.directories.map { $0.permissions }
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
