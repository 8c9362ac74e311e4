import Audit
import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct TrailFileTests {
  private static let files = FileReader(run: Run(program: "env", arguments: ["env"]))

  private static func append(_ number: Int, to path: String, _ format: TrailFormat = .jsonl) throws(AuditFault) -> Link {
    var record = AuditRecord()
    record.process = number
    let file = TrailFile(files: files, path: ByteString(path), format: format, sync: false)
    return try file.append(record, AuditRecordWriter.body(of: record, format).text).1
  }

  /// The records of a file are a whole trail.
  private static func isWhole(_ path: String) throws -> Bool {
    let verifier = UnsafeMutablePointer<TrailVerifier>.allocate(capacity: 1)
    verifier.initialize(to: TrailVerifier(seeking: nil))
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    for (number, line) in lines.enumerated() {
      verifier.pointee.take(ByteString(String(line)), at: TrailVerifier.Place(file: 0, line: number + 1))
    }
    verifier.pointee.finish()
    return TrailReport(files: [ByteString(path)], verifier: verifier, head: nil, known: nil, noHead: nil).isRight
  }

  @Test func recordsAreChained() throws {
    let scratch = try TemporaryDirectory()
    #expect(try Self.append(1, to: scratch("log")).sequence == 1)
    #expect(try Self.append(2, to: scratch("log"), .otlpJSON).sequence == 2)
    let last = try Self.append(3, to: scratch("log"))
    #expect(try Self.isWhole(scratch("log")))
    #expect(HeadFile(ByteString(try String(contentsOfFile: scratch("log.head"), encoding: .utf8)))?.last == last)
    // After a rotation the chain goes on in the new file.
    #expect(rename(scratch("log"), scratch("log.1")) == 0)
    #expect(try Self.append(4, to: scratch("log")).sequence == 4)
  }

  /// The rest of a record that was cut is stated by one of its own.
  @Test(arguments: ["{\"version\":1,\"eve", "x\n"])
  func aCut(rest: String) throws {
    let scratch = try TemporaryDirectory()
    _ = try Self.append(1, to: scratch("log"))
    try write(String(contentsOfFile: scratch("log"), encoding: .utf8) + rest, to: scratch("log"))
    #expect(try Self.append(2, to: scratch("log")).sequence == 3)
    #expect(try String(contentsOfFile: scratch("log"), encoding: .utf8).contains("\"event\":\"cut\""))
  }

  /// how a file, its head file or its directory is spoilt, and the fault
  static let spoilt: [(@Sendable (TemporaryDirectory) throws -> Void, @Sendable (ByteString) -> AuditFault)] = [
    ({ #expect(chmod($0("log"), 0o666) == 0) }, { .unsafe($0) }),
    ({ #expect(chmod($0("log.head"), 0o644) == 0) }, { .readable($0 + ".head") }),
    ({ try write("junk\n", to: $0("log.head")); #expect(chmod($0("log.head"), 0o600) == 0) }, { .noHead($0 + ".head") }),
    ({ #expect(chmod($0.path, 0o777) == 0) }, { .unsafeDirectory($0) }),
    ({ #expect(unlink($0("log")) == 0 && mkfifo($0("log"), 0o600) == 0) }, { .notRegular($0) }),
    ({ #expect(unlink($0("log")) == 0 && symlink("other", $0("log")) == 0) }, { .system(.file, $0, ELOOP) }),
  ]
  @Test(arguments: 0..<spoilt.count)
  func faults(row: Int) throws {
    let (spoil, fault) = Self.spoilt[row]
    let scratch = try TemporaryDirectory()
    _ = try Self.append(1, to: scratch("log"))
    try spoil(scratch)
    #expect(throws: fault(ByteString(scratch("log")))) { try Self.append(2, to: scratch("log")) }
  }
}

private func + (left: ByteString, right: String) -> ByteString { ByteString(left.text + right) }
