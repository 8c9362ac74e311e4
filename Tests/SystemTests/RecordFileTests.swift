import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct RecordFileTests {
  private static func text(_ text: ByteString) -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.write(text)
    return buffer
  }

  private static func directory() throws -> (TemporaryDirectory, PolicyDirectory) {
    let scratch = try TemporaryDirectory()
    return (scratch, try #require(try PolicyDirectory.open(ByteString(scratch.path))))
  }

  private static let soon = Clock.Deadline(milliseconds: 10_000)

  @Test func isCreatedForItsOwnerOnly() throws {
    let (scratch, directory) = try Self.directory()
    let facts = try RecordFile.open("log", in: directory, appends: true).facts
    #expect(facts.kind == .regular && facts.permissions == 0o600 && facts.size == 0)
    #expect(symlink("log", scratch("link")) == 0)
    #expect(throws: SystemError.tooManyLinks) { _ = try RecordFile.open("link", in: directory, appends: true) }
  }

  @Test func appendsAndReads() throws {
    let (scratch, directory) = try Self.directory()
    try RecordFile.open("log", in: directory, appends: true).append(Self.text("one\n"), sync: true)
    try RecordFile.open("log", in: directory, appends: true).append(Self.text("two\n"), sync: false)
    let file = try RecordFile.open("log", in: directory, appends: true)
    #expect(try file.tail(3) == "wo\n" && file.tail(100) == "one\ntwo\n" && file.start(2) == "on" && file.start(100) == "one\ntwo\n")
    try RecordFile.open("log", in: directory, appends: false).replaceStart(Self.text("ONE"), sync: false)
    #expect(try String(contentsOfFile: scratch("log"), encoding: .utf8) == "ONE\ntwo\n")
  }

  @Test func oneHasTheLock() throws {
    let (scratch, directory) = try Self.directory()
    var first = try RecordFile.open("log", in: directory, appends: true)
    #expect(try first.lock(at: "log", in: directory, until: Self.soon))
    var second = try RecordFile.open("log", in: directory, appends: true)
    #expect(throws: SystemError.timedOut) {
      _ = try second.lock(at: "log", in: directory, until: Clock.Deadline(milliseconds: 10))
    }
    first.close()
    #expect(rename(scratch("log"), scratch("log.1")) == 0)
    // Others lock the file that has the name now.
    #expect(try !second.lock(at: "log", in: directory, until: Self.soon))
  }

  /// The directory of a trail is reached without links that others control.
  @Test func holding() throws {
    let (scratch, _) = try Self.directory()
    try FileManager.default.createDirectory(atPath: scratch("a"), withIntermediateDirectories: false)
    #expect(symlink("a", scratch("link")) == 0)
    #expect(try PolicyDirectory.holding(ByteString(scratch("a/log"))) { _, _ in false }.path.text == scratch("a"))
    #expect(throws: SystemError.tooManyLinks) { try PolicyDirectory.holding(ByteString(scratch("link/log"))) { _, _ in false } }
    #expect(try PolicyDirectory.holding(ByteString(scratch("link/log"))) { _, _ in true }.facts.kind == .directory)
    #expect(throws: SystemError.noSuchFile) { try PolicyDirectory.holding(ByteString(scratch("b/log"))) { _, _ in true } }
  }
}
