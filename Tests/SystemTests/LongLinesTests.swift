import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct LongLinesTests {
  private func lines(_ bytes: [UInt8], limit: Int = 1 << 17) throws -> [(count: Int, isEnded: Bool)] {
    let directory = try TemporaryDirectory()
    try Data(bytes).write(to: URL(fileURLWithPath: directory("file")))
    var room = LineRoom()
    var lines: [(Int, Bool)] = []
    try FileDescriptor.file(ByteString(copying: Array(directory("file").utf8))).forEachLongLine(in: &room, limit: limit) {
      for index in 0..<$0.count where $0[index] != UInt8(ascii: "x") { Issue.record("a byte of no line") }
      lines.append(($0.count, $1))
      return true
    }
    return lines
  }

  /// lengths of lines, and whether the last one has a newline
  static let table: [([Int], Bool)] = [
    ([], true), ([0], true), ([1], true), ([1], false), ([0, 0, 3], true), ([5, 0, 7], false),
    ([65_535, 1], true), ([65_536, 1], true), ([65_537, 2], false), ([131_071, 3], true), ([3, 131_072, 3], true),
    (Array(repeating: 1000, count: 300), true),
  ]

  @Test(arguments: table)
  func comesInLines(counts: [Int], isEnded: Bool) throws {
    var bytes: [UInt8] = []
    for count in counts { bytes += Array(repeating: UInt8(ascii: "x"), count: count) + [UInt8(ascii: "\n")] }
    if !isEnded { bytes.removeLast() }
    let lines = try lines(bytes, limit: 1 << 18)
    #expect(lines.map(\.count) == counts)
    for line in lines.dropLast() { #expect(line.isEnded) }
    if let last = lines.last { #expect(last.isEnded == isEnded) }
  }

  @Test func whatIsLongerComesInPieces() throws {
    let bytes = Array(repeating: UInt8(ascii: "x"), count: 300_000) + Array("\nxx\n".utf8)
    let lines = try lines(bytes)
    #expect(lines.map(\.count) == [131_072, 131_072, 37_856, 2])
    #expect(lines.map(\.isEnded) == [false, false, true, true])
  }
}
