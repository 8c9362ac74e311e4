import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct RunRecordsTests {
  /// Runs with a trail; returns its records, parsed.
  private static func records(_ words: [String], settings: String = "", status: Int32 = 0) async throws -> [[String: Any]] {
    let scratch = try TemporaryDirectory()
    try write("[audit]\nfile = '\(scratch("log"))'\n\(settings)\n", to: scratch("f"))
    _ = await printed(by: ["--config=" + scratch("f")] + words, entries: ["MY_TOKEN": "s3cretvalue"], status: status)
    guard let text = try? String(contentsOfFile: scratch("log"), encoding: .utf8) else { return [] }
    #expect(!text.contains("s3cret"))
    return try text.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as! [String: Any] }
  }

  /// arguments, the status; the outcomes of the records, their programs and states
  static let table: [([String], Int32, [String], String, Int?)] = [
    (["/bin/true"], 0, ["run"], "/bin/true", nil), (["A=1"], 0, ["run"], "", nil), (["/absent"], 127, ["failed"], "/absent", 127),
    (["/"], 126, ["failed"], "/", 126), (["-C", "/absent", "/bin/true"], 125, ["refused"], "/bin/true", 125),
  ]
  @Test(arguments: table)
  func oneForEachRun(words: [String], status: Int32, outcomes: [String], program: String, stated: Int?) async throws {
    let records = try await Self.records(words, status: status)
    #expect(records.map { $0["outcome"] as? String } == outcomes)
    #expect(records.first?["program"] as? String ?? "" == program)
    #expect(records.first?["status"] as? Int == stated)
    #expect(records.first?["use"] as? String == "prefix" && (records.first?["error"] == nil) == (status == 0))
  }

  @Test func arguments() async throws {
    let without = try await Self.records(["/bin/echo", "x"])
    #expect(without.count == 1 && without[0]["arguments"] == nil)
    let with = try await Self.records(["/bin/echo", "x", "a=s3cretvalue"], settings: "arguments = true")
    #expect(with.first?["arguments"] as? [String] == ["x", "a=${MY_TOKEN}"])
    let dropped = with.first?["dropped"] as? [String: [String]]
    #expect(dropped?["default_excludes"]?.contains("MY_TOKEN") == true)
  }

  /// A record that must be written, and can't be, stops the run; one that need not doesn't.
  @Test(arguments: [("required = true", 125), ("", 0)] as [(String, Int32)])
  func aRecordThatCantBeWritten(settings: String, status: Int32) async throws {
    let scratch = try TemporaryDirectory()
    try write("[audit]\nfile = '/absent/log'\n\(settings)\n", to: scratch("f"))
    let printed = await printed(by: ["--config=" + scratch("f"), "touch", scratch("ran")], status: status)
    #expect(FileManager.default.fileExists(atPath: scratch("ran")) == (status == 0))
    #expect(printed.error == (status == 0 ? "" : "env: the audit record can't be written: file /absent/log: No such file or directory; its directory must exist\n"))
  }
}
