import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct FileDescriptorTests {
  private static func file(_ text: String) throws -> (TemporaryDirectory, ByteString) {
    let scratch = try TemporaryDirectory()
    try Data(text.utf8).write(to: URL(fileURLWithPath: scratch("file")))
    return (scratch, ByteString(scratch("file")))
  }

  /// the text, the limit, the size that is expected, what is read
  static let limits: [(String, Int, Int, String)] = [
    ("abc", 10, 3, "abc"), ("abc", 10, 0, "abc"), ("abc", 10, 100, "abc"), ("abcdef", 4, 6, "abcd"), ("", 10, 0, ""),
    (String(repeating: "x", count: 9000), 20_000, 1, String(repeating: "x", count: 9000)),
  ]
  @Test(arguments: limits, [false, true])
  func reads(row: (String, Int, Int, String), isRegular: Bool) throws {
    let (scratch, path) = try Self.file(row.0)
    let text = try FileDescriptor.file(path).read(limit: row.1, expecting: row.2, isRegular: isRegular)
    #expect(text.text == row.3)
    _ = scratch
  }

  /// the text, after which line to stop, its lines
  static let texts: [(String, Int?, [String])] = [
    ("a\nb\n", nil, ["a", "b"]), ("a\nb", nil, ["a", "b"]), ("", nil, []), ("\n\n", nil, ["", ""]), ("a\nb\nc\n", 2, ["a", "b"]),
    ("x" + String(repeating: "y\n", count: 2000), nil, ["xy"] + Array(repeating: "y", count: 1999)),
  ]
  @Test(arguments: texts)
  func lines(text: String, stop: Int?, expected: [String]) throws {
    let (scratch, path) = try Self.file(text)
    var found: [String] = []
    let isWhole = try FileDescriptor.file(path).forEachLine {
      found.append($0.text)
      return found.count == stop
    }
    #expect(isWhole && found == expected)
    _ = scratch
  }

  @Test func aLineOfMoreThan1KB() throws {
    let (scratch, path) = try Self.file("a\n" + String(repeating: "x", count: 1024) + "\n")
    #expect(try !FileDescriptor.file(path).forEachLine { _ in false })
    _ = scratch
  }

  @Test func facts() throws {
    let (scratch, path) = try Self.file("abc")
    #expect(chmod(scratch("file"), 0o640) == 0)
    #expect(link(scratch("file"), scratch("second")) == 0)
    let facts = try FileDescriptor.file(path).facts()
    #expect(facts.kind == .regular && facts.permissions == 0o640 && facts.size == 3 && facts.links == 2)
    #expect(facts.owner == geteuid())
    #expect(try FileDescriptor.file(ByteString(scratch.path)).facts().kind == .directory)
    #expect(try FileDescriptor.file("/dev/null").facts().kind == .other)
  }

  @Test func paths() throws {
    let (scratch, path) = try Self.file("abc")
    #expect(symlink("file", scratch("link")) == 0)
    #expect(try FileDescriptor.file(ByteString(scratch("link"))).realPath() == path)
    #expect(try FileDescriptor.target(of: ByteString(scratch("link"))) == "file")
    #expect(throws: SystemError.invalidArgument) { try FileDescriptor.target(of: path) }
    #expect(throws: SystemError.noSuchFile) { _ = try FileDescriptor.file(ByteString(scratch("absent"))) }
  }
}
