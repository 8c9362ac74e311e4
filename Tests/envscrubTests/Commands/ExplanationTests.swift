import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The content of a report, whatever its form.
struct ExplanationTests {
  /// Dropped entries come first, each kind in the order of the environment.
  @Test func order() throws {
    let explanation = try ExplanationCase(user: "set = { S = 'v' }", parent: ["A=1", "A_KEY=x", "B=1", "B_KEY=x"]).explanation()
    #expect(explanation.rows.map(\.decision.subject.shown.text) == ["A_KEY", "B_KEY", "S", "A", "B"])
    #expect(explanation.count(.dropped) == 2 && explanation.count(.set) == 1 && explanation.count(.kept) == 2)
  }

  /// the user's policy, the parent's entries, a name, whether it would be kept, and whether that depends on a value; nil
  /// if it is there
  static let names: [(String, [String], String, Bool, Explanation.Absence?)] = [
    ("", ["A=1"], "A", true, nil), ("", [], "A", true, .dependsOnValue), ("", [], "A_KEY", false, .decided),
    ("exclude = ['A']", [], "A", false, .decided), ("detect_values = false", [], "A", true, .decided),
  ]
  @Test(arguments: names)
  func oneName(user: String, parent: [String], name: String, isKept: Bool, absence: Explanation.Absence?) throws {
    let explanation = try ExplanationCase(user: user, parent: parent, why: [name]).explanation()
    #expect(explanation.rows.count == 1)
    #expect(explanation.rows.first.map { $0.decision.verdict == .kept } == isKept)
    #expect(explanation.rows.first?.absence == absence)
  }

  /// the user's policy, an entry, what keeps it as an item of `keep`
  static let remedies: [(String, String, String?)] = [
    ("", "A_KEY=x", "A_KEY"), ("", "DB=\(ExplanationCase.url)", "DB"), ("", "A=1", nil), ("exclude = ['A_KEY']", "A_KEY=x", nil),
    ("exclude = ['A']", "A=1", nil), ("", "A*_KEY=x", "A\\*_KEY"), ("", "@A_KEY=x", "\\@A_KEY"), ("", "A[@_KEY=x", "A\\[@_KEY"),
  ]
  @Test(arguments: remedies)
  func remedy(user: String, entry: String, expected: String?) throws {
    let explanation = try ExplanationCase(user: user, parent: [entry]).explanation()
    #expect(explanation.rows.first?.decision.remedy?.text == expected)
  }

  /// For `--why`, only what concerns one of the names is reported as held or replaced.
  @Test func whatConcernsTheNames() throws {
    let user = "include_only = ['A']\nset = { S = 'v' }"
    let held = RequirementEffect(.assignment(name: "S", origin: .commandLine), by: .builtIn)
    let other = RequirementEffect(.value(.seal, from: Stated(0, .commandLine), to: 1), by: .builtIn)
    for (why, reportsHeld, reportsReplaced) in [([], true, true), (["S"], true, false), (["B"], false, true)] as [([String], Bool, Bool)] {
      let explanation = try ExplanationCase(user: user, project: "include_only = ['C']", parent: ["B=1"], why: why).explanation()
      #expect(explanation.reports(held) == reportsHeld && explanation.reports(other) == why.isEmpty)
      #expect(explanation.replaced.map { explanation.reports($0) } == [reportsReplaced])
    }
  }
}
