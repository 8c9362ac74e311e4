import Foundation
import TestSupport
import Testing

/// The scripts of `Fixtures`, each case with the binary under test.
struct ScriptTests {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path
  static let cases = Result { try ScriptReader.cases(in: fixtures) }

  static func cases(ownMachine: Bool) -> [ScriptCase] {
    ((try? cases.get()) ?? []).filter { $0.ownMachine == ownMachine }
  }

  let runner = ScriptRunner(binary: ScriptRunner.binaryUnderTest())

  @Test func theScriptsCanBeRead() throws {
    #expect(try !Self.cases.get().isEmpty)
  }

  @Test(arguments: cases(ownMachine: false))
  func script(scriptCase: ScriptCase) throws {
    let failures = try runner.failures(of: scriptCase)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test(
    .enabled(if: ScriptRunner.canOwnMachine, "unshare -rm is not allowed here"),
    arguments: cases(ownMachine: true))
  func scriptWithItsOwnMachine(scriptCase: ScriptCase) throws {
    let failures = try runner.failures(of: scriptCase)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
}
