import Audit
import Bytes
import Foundation
import Policy
@testable import System
import TestSupport
import Testing
@testable import envscrub

struct AuditSinksTests {
  private let run = Run(program: "env", arguments: ["env"])

  private func write(_ change: (inout AuditSettings) -> Void) -> (fault: AuditFault?, shortened: AuditFault.Sink?) {
    var settings = AuditSettings()
    // A busy machine may take longer than the default to start a command.
    settings.timeout = Stated(60_000, .builtIn)
    change(&settings)
    var record = AuditRecord()
    record.program = "/bin/true"
    return AuditSinks(run: run, settings: Boxed(settings)).write(record)
  }

  @Test func nowhere() { #expect(write { _ in }.fault == .nowhere) }

  @Test func aFile() throws {
    let scratch = try TemporaryDirectory()
    #expect(write { $0.file = Stated(ByteString(scratch("log")), .builtIn) } == (nil, nil))
    #expect(try String(contentsOfFile: scratch("log"), encoding: .utf8).contains("\"program\":\"/bin/true\""))
  }

  /// A command reads the record, which names its place in the file; its status decides.
  @Test func aCommand() throws {
    let scratch = try TemporaryDirectory()
    let copy: List<ByteString> = ["/bin/sh", "-c", ByteString("cat >\(scratch("copy"))")]
    let result = write {
      $0.file = Stated(ByteString(scratch("log")), .builtIn)
      $0.command = Stated(copy, .builtIn)
    }
    #expect(result == (nil, nil))
    let text = try String(contentsOfFile: scratch("copy"), encoding: .utf8)
    #expect(text == (try String(contentsOfFile: scratch("log"), encoding: .utf8)))
    #expect(write { $0.command = Stated(["/bin/sh", "-c", "exit 3"], .builtIn) }.fault == .exit(3))
    #expect(write {
      $0.command = Stated(["/bin/sleep", "30"], .builtIn)
      $0.timeout = Stated(20, .builtIn)
    }.fault == .late)
  }

  /// Each destination gets the record even if another one fails, and the first fault is told.
  @Test func eachGetsIt() throws {
    let scratch = try TemporaryDirectory()
    let result = write {
      $0.file = Stated("/absent/log", .builtIn)
      $0.command = Stated(["/bin/sh", "-c", ByteString("cat >\(scratch("copy"))")], .builtIn)
      $0.endpoint = Stated(Endpoint("http://127.0.0.1:1/")!, .builtIn)
    }
    #expect(result.fault == .system(.file, "/absent/log", ENOENT))
    #expect(FileManager.default.fileExists(atPath: scratch("copy")))
  }

  /// On a machine without a network the loopback may be down, too.
  @Test func nobodyListens() {
    let fault = write { $0.endpoint = Stated(Endpoint("http://127.0.0.1:1/")!, .builtIn) }.fault
    #expect([ECONNREFUSED, ENETUNREACH].contains { fault == .system(.endpoint, "", $0) })
  }

  /// A helper gets core names and a PATH that the user can't influence.
  @Test func environment() {
    let environment = run.helperEnvironment
    let entries = (0..<environment.count).map { String(cString: environment.start[$0]!) }
    #expect(entries.filter { $0.hasPrefix("PATH=") } == ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"])
  }
}
