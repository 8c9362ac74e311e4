import Audit
import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct VerifyModeTests {
  /// A trail of three records; the first in `log.1`, the others in `log`.
  private static func trail() throws -> (TemporaryDirectory, head: String) {
    let scratch = try TemporaryDirectory()
    var link = Link.beginning
    for (number, file) in [(1, "log.1"), (2, "log"), (3, "log")] {
      var buffer = ByteBuffer()
      if number == 3 { buffer.write(ByteString(try String(contentsOfFile: scratch("log"), encoding: .utf8))) }
      link = buffer.write(record: ByteString("{\"version\":1,\"event\":\"run\",\"pid\":\(number)"), .jsonl, after: link)
      try write(buffer.finish().text, to: scratch(file))
    }
    let last = link
    try write(written { HeadFile(last: last, next: nil).write(to: &$0) }, to: scratch("log.head"))
    return (scratch, written { $0.write(last.hash) })
  }

  /// The files are put in order, whatever order they are given in.
  @Test(arguments: [["log.1", "log"], ["log", "log.1"], ["log.head", "log", "log.1"]])
  func aWholeTrail(files: [String]) async throws {
    let (scratch, head) = try Self.trail()
    let printed = await printed(by: ["--verify-audit", "--head=" + head.uppercased()] + files, in: scratch.path)
    #expect(printed.output.hasPrefix("records 1 to 3 in 2 files: ok") && printed.error.isEmpty)
  }

  @Test func faults() async throws {
    let (scratch, head) = try Self.trail()
    func run(_ words: String..., status: Int32 = 1) async -> Printed {
      await printed(by: ["--verify-audit"] + words, in: scratch.path, status: status)
    }
    #expect(await run("--head=" + head, "log.1").output.hasPrefix("the given head is not there"))
    #expect(await run("log.1", "log.head").output.hasPrefix("the trail should end with record 3"))
    #expect(await run("--json", "log", status: 0).output.hasPrefix("{\"version\":1,\"ok\":true,"))
    try write(String(contentsOfFile: scratch("log"), encoding: .utf8).replacing("\"pid\":2", with: "\"pid\":9"), to: scratch("log"))
    #expect(await run("log.1", "log").output.hasPrefix("log:1: record 2"))
    try write("junk", to: scratch("log.head"))
    #expect(await run("log.1", "log.head").output.contains("log.head"))
    #expect(await run(status: 125).error == "env: --verify-audit: missing operand: the files of a trail\n")
    #expect(await run("--head=12", "log", status: 125).error == "env: --head takes a SHA-256 digest: 64 hexadecimal digits\n")
    #expect(await run("absent", status: 125).error == "env: absent: No such file or directory\n")
  }
}
