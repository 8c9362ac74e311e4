import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct ScriptLineTests {
  private let run = Run(program: "env", arguments: ["env"])

  private static func script(_ line: ByteString) throws -> ScriptLine {
    ScriptLine(path: "/x/it's", line: try #require(ShebangLine(line)))
  }

  /// the words of the command line, whether they name a command that runs the script
  static let commands: [([String], Bool)] = [
    (["sh", "/x/it's"], true), (["/x/it's"], false), (["A=1", "/x/it's"], false), (["true"], true), ([], true),
  ]
  @Test(arguments: commands)
  func names(words: [String], isNamed: Bool) throws {
    let request = Boxed(try parse(words))
    let script = try Self.script("#!/usr/bin/env -S")
    do throws(Failure) {
      try run.checkThatNames(another: script, request)
      #expect(isNamed)
    } catch {
      #expect(!isNamed && error.status == 125)
      #expect(error.message.text.hasPrefix("env: /x/it's: its #! line names no command to run it; put one after"))
    }
  }

  /// A script's path that looks like an assignment would print the environment.
  @Test func aPathWithAnEqualsSign() throws {
    let script = ScriptLine(path: "a=b", line: try #require(ShebangLine("#!/usr/bin/env -i -u X")))
    let request = Boxed(try parse(["a=b"]))
    let error = #expect(throws: Failure.self) { try run.checkThatNames(another: script, request) }
    #expect(error?.message.text.contains("all of it is one argument; use -[v]S") == true)
  }

  @Test(arguments: [("#!/usr/bin/env sh\r", true), ("#!/usr/bin/env sh", false)] as [(ByteString, Bool)])
  func carriageReturn(line: ByteString, isReported: Bool) throws {
    let script = try Self.script(line)
    let text = written { run.write(carriageReturnIn: script, to: &$0) }
    #expect(text == (isReported ? "env: /x/it's: its #! line ends in CR LF; mend with: sed -i 's/\\r$//' \"/x/it's\"\n" : ""))
  }

  /// These tests are no script.
  @Test func noScript() throws { #expect(try run.scriptLine() == nil) }
}
