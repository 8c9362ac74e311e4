import Bytes
import Globs
import Policy
import TestSupport
import Testing
@testable import envscrub

/// What a run reports on standard error before COMMAND starts.
struct RunReportsTests {
  private static let project = Origin(layer: .project, file: 1, place: 0)

  private static func loaded(_ change: (inout LoadedPolicy) -> Void) -> Boxed<LoadedPolicy> {
    var loaded = LoadedPolicy()
    loaded.note(.user, "/u.toml", .read, text: "x\n")
    loaded.note(.project, "/p/.envscrub.toml", .read, text: "y\n")
    change(&loaded)
    return Boxed(loaded)
  }

  private static func notices(_ arguments: [String], _ change: (inout LoadedPolicy) -> Void = { _ in }) throws -> [String] {
    let request = Boxed(try parse(arguments))
    return written { $0.write(noticesOf: loaded(change), request, program: "env") }.split(separator: "\n").map(String.init)
  }

  /// A change by a requirement is reported if the setting was stated by somebody.
  @Test func heldSettings() throws {
    func held(_ origin: Origin) -> RequirementEffect {
      RequirementEffect(.value(.closeFds, from: Stated(0, origin), to: 1), by: .builtIn)
    }
    let lines = try Self.notices([]) {
      $0.held = [held(.builtIn), held(.commandLine), held(Self.project)]
    }
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("env: notice: close_fds (command line): false is not allowed, and becomes true") == true)
    #expect(lines.last?.hasPrefix("env: notice: close_fds (/p/.envscrub.toml:1): false") == true)
  }

  @Test func projectsThatNobodyTrusts() throws {
    let lines = try Self.notices([]) {
      $0.note(.project, "/q/.envscrub.toml", .untrusted)
      $0.note(.project, "/r/.envscrub.toml", .absent)
    }
    #expect(lines.count == 1 && lines.first?.hasPrefix("env: notice: /q/.envscrub.toml: skipped") == true)
  }

  /// arguments, the options that notices are about
  static let options: [([String], [String])] = [
    ([], []),
    (["--exclude=A*"], []),
    (["--exclude=A,B"], ["--exclude"]),
    (["--keep=^A", "--inherit=B|C", "--include-only=D"], ["--keep", "--inherit"]),
    (["--set=A=x,y", "--seal"], []),
    (["--include=A"], ["--include"]),
  ]
  @Test(arguments: options)
  func patternsOfOptions(arguments: [String], expected: [String]) throws {
    let lines = try Self.notices(arguments)
    #expect(lines.count == expected.count)
    for (line, option) in zip(lines, expected) { #expect(line.hasPrefix("env: notice: ") && line.contains(option), "\(line)") }
  }

  private static let match = RuleMatcher(List([Stated<Rule>(.group(.core), .builtIn)])).firstMatch("PATH")!

  /// a decision, the line of `-v`; empty if there is none
  static let decisions: [(Decision.Verdict, Reason, String)] = [
    (.dropped, .exclude(match), "drop:     A  exclude \"@core\" PATH  built in"),
    (.dropped, .unset(project), "drop:     A  unset  /p/.envscrub.toml:1"),
    // env reports these.
    (.dropped, .unset(.commandLine), ""),
    (.dropped, .inherit(Stated(.none, .commandLine)), ""),
    (.dropped, .replaced(.commandLine), ""),
    (.kept, .notDropped, ""),
    (.set, .assigned(.commandLine), ""),
  ]
  @Test(arguments: decisions)
  func traced(verdict: Decision.Verdict, reason: Reason, expected: String) {
    let decision = Decision(verdict: verdict, subject: .name("A"), reason: reason)
    let text = written { $0.write(tracedDrops: [decision], in: Self.loaded { _ in }.value.places) }
    #expect(text == (expected.isEmpty ? "" : expected + "\n"))
  }
}
