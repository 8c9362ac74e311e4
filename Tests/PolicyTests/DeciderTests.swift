import Bytes
@testable import Policy
import TestSupport
import Testing

/// One entry, and the step that decides it.  ApplyTests has whole environments.
struct DeciderTests {
  private static let url = "db://user:" + "fake@host"

  /// settings, entry, the word of its reason in reports
  static let table: [(Settings, String, String)] = [
    (Settings(), "A=1", "none"),
    (Settings(inherit: Inherit.none), "A=1", "inherit"), (Settings(inherit: .core), "A=1", "inherit"),
    (Settings(inherit: .core), "home=1", "none"), (Settings(inherited: ["B"]), "A=1", "inherit"),
    (Settings(inherited: ["A"]), "A=1", "inherit"),
    (Settings(), "API_KEY=1", "default_excludes"), (Settings(), "A=\(url)", "detect_values"),
    (Settings(keep: ["API_*"]), "API_KEY=1", "keep"), (Settings(keep: ["A"]), "A=\(url)", "keep"),
    (Settings(includeOnly: ["B"]), "A=1", "include_only"), (Settings(includeOnly: ["A"]), "A=1", "include_only"),
    (Settings(exclude: ["A"]), "A=1", "exclude"), (Settings(unset: ["A"]), "A=1", "unset"),
    // The first step that drops an entry is the reason, not the last.
    (Settings(exclude: ["API_KEY"], unset: ["API_KEY"]), "API_KEY=1", "default_excludes"),
    (Settings(includeOnly: ["B"], exclude: ["A"]), "A=1", "include_only"),
    (Settings(exclude: ["A"], unset: ["A"]), "A=1", "exclude"),
  ]
  @Test(arguments: table)
  func decides(settings: Settings, text: String, reason: String) throws {
    let entry = entry(text)
    let name = try #require(entry.name)
    let decider = Decider(try settings.policy(), names: 1, explaining: true)
    let ruling = decider.rule(name, of: entry)
    let decision = decider.decision(ruling, name)
    #expect(decision.reason.name.text == reason)
    #expect((decision.verdict == .kept) == ruling.keeps)
    // Without reasons the same entries are kept, whatever step is named.
    let quick = Decider(try settings.policy(), names: 1, explaining: false)
    #expect(quick.rule(name, of: entry).keeps == ruling.keeps)
  }

  /// settings, name, the reason that would remain if `keep` had its way
  static let others: [(Settings, String, String?)] = [
    (Settings(), "API_KEY", nil), (Settings(exclude: ["API_*"]), "API_KEY", "exclude"),
    (Settings(includeOnly: ["B"]), "API_KEY", "include_only"), (Settings(unset: ["API_KEY"]), "API_KEY", "unset"),
    (Settings(exclude: ["A"]), "A", nil),
  ]
  @Test(arguments: others)
  func otherReason(settings: Settings, name: String, expected: String?) throws {
    let decider = Decider(try settings.policy(), names: 1, explaining: true)
    let entry = entry(name + "=1")
    let decision = decider.decision(decider.rule(ByteString(name), of: entry), ByteString(name))
    #expect(decision.otherReason?.name.text == expected)
  }

  /// Only a requirement, or Codex's dialect, drops an assignment.
  @Test func assignments() throws {
    #expect(!Decider(try Settings(exclude: ["A"]).policy(), names: 1, explaining: false).dropsAssignments)
    var policy = try Settings().policy()
    var requirements = Requirements()
    requirements.exclude(try rules(["A"]))
    _ = requirements.enforce(on: &policy)
    let decider = Decider(policy, names: 1, explaining: false)
    #expect(decider.dropsAssignments)
    #expect(decider.ruleAssignment("a")?.keeps == false)
    #expect(decider.ruleAssignment("B") == nil)
  }
}
