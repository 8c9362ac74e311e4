import Foundation
import TestSupport
import Testing

/// Runs each case of the scripts in `Fixtures` with the binary under test.
struct ScriptTests {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path
  static let cases = Result { try ScriptReader.cases(in: fixtures) }

  static func cases(on isTheRight: (ScriptCase.Machine) -> Bool) -> [ScriptCase] {
    ((try? cases.get()) ?? []).filter { isTheRight($0.machine) }
  }

  let runner = ScriptRunner(binary: ScriptRunner.binaryUnderTest())

  @Test func theScriptsCanBeRead() throws {
    #expect(try !Self.cases.get().isEmpty)
  }

  @Test(arguments: cases { $0 == .theirs })
  func script(scriptCase: ScriptCase) throws {
    let failures = try runner.failures(of: scriptCase)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test(
    .enabled(if: ScriptRunner.canOwnMachine, "unshare -rm is not allowed here"),
    arguments: cases { $0 == .own })
  func scriptWithItsOwnMachine(scriptCase: ScriptCase) throws {
    let failures = try runner.failures(of: scriptCase)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
  @Test(
    .enabled(if: ScriptRunner.canHaveUsers, "this takes root, with all user ids"),
    arguments: cases { if case .ownWithUsers = $0 { true } else { false } })
  func scriptWithUsersOfItsOwn(scriptCase: ScriptCase) throws {
    let failures = try runner.failures(of: scriptCase)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
}
