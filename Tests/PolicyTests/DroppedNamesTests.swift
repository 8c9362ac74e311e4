import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct DroppedNamesTests {
  static let url = "db://user:" + "fake@host"

  /// settings, the parent's entries, the value of the variable that `export_dropped` names
  static let table: [(Settings, [String], String)] = [
    (Settings(), [], ""),
    (Settings(), ["A=1"], ""),
    (Settings(), ["NPM_TOKEN=x", "A=1", "DB=\(url)"], "NPM_TOKEN,DB"),
    (Settings(exclude: ["B*"], unset: ["C"]), ["A_KEY=x", "BB=1", "C=1", "D=1"], "A_KEY,BB,C"),
    // Neither what was not inherited nor what `include_only` leaves out.
    (Settings(inherit: .core), ["A=1", "HOME=/"], ""),
    (Settings(includeOnly: ["A"]), ["A=1", "B=1"], ""),
    (Settings(), ["bare", "A=1", "A=2"], ""),
    // A name that is assigned again is not missing.
    (Settings(set: ["A_KEY=mine"]), ["A_KEY=x", "B_KEY=x"], "B_KEY"),
    // Names that could be misread as two, or as something else.
    (Settings(), ["A,B_KEY=x", "C\n_KEY=x", "D\u{202E}_KEY=x", "É_KEY=x", "E\\_KEY=x"], "É_KEY,E\\_KEY"),
  ]
  @Test(arguments: table)
  func list(settings: Settings, parent: [String], expected: String) throws {
    let decisions = try settings.policy().apply(to: List(parent.map(entry)), seed: 1, explaining: true).decisions
    #expect(DroppedNames.list(decisions, seed: 2).text == expected)
  }

  @Test func bytesThatAreNoUTF8() {
    let raw = ByteString(copying: [0xFF, UInt8(ascii: "K"), UInt8(ascii: "E"), UInt8(ascii: "Y"), UInt8(ascii: "="), 0])
    let entries = List([EnvironmentEntry(UnsafeRawPointer(raw.start).assumingMemoryBound(to: CChar.self))])
    let decisions = Policy().apply(to: entries, seed: 1, explaining: true).decisions
    #expect(decisions.count == 1)
    #expect(DroppedNames.list(decisions, seed: 2).isEmpty)
  }

  /// Only whole names, as many as fit; the command can still be executed.
  @Test func isBounded() {
    let entries = List((0..<20_000).map { entry("NAME_\($0)_KEY=x") })
    let decisions = Policy().apply(to: entries, seed: 1, explaining: true).decisions
    let list = DroppedNames.list(decisions, seed: 2).text
    #expect((DroppedNames.limit - 20...DroppedNames.limit).contains(list.utf8.count))
    #expect(list.split(separator: ",").allSatisfy { $0.hasPrefix("NAME_") && $0.hasSuffix("_KEY") })
  }

  /// The variable is an assignment like any other, so requirements apply to it.
  @Test func isAnAssignmentLikeAnyOther() {
    let entries = [entry("A=1"), entry("L=old"), entry("A_KEY=x"), entry("B=1")]
    var policy = Policy()
    policy.exportDropped = Stated("L", .commandLine)
    #expect(policy.apply(to: List(entries), seed: 1, explaining: false).texts == ["A=1", "L=A_KEY", "B=1"])
    policy.exportDropped = Stated("M", .commandLine)
    let outcome = policy.apply(to: List(entries), seed: 1, explaining: true)
    #expect(outcome.texts == ["A=1", "L=old", "B=1", "M=A_KEY"])
    #expect(outcome.decisions.last?.verdict == .set)
    policy.alwaysExclude = List([Stated(.pattern(Pattern(builtIn: "M")), .builtIn)])
    #expect(policy.apply(to: List(entries), seed: 1, explaining: false).texts == ["A=1", "L=old", "B=1"])
  }

  /// A name that requirements assign is not missing, and their assignment comes last.
  @Test(arguments: [false, true])
  func requirementsAssign(explaining: Bool) {
    let entries = List([entry("A_KEY=x"), entry("B_KEY=x")])
    var policy = Policy()
    policy.exportDropped = Stated("L", .commandLine)
    policy.assignments = [Assignment(entry("A=1"), .commandLine)]
    policy.alwaysSet = [Assignment(entry("B_KEY=theirs"), .builtIn)]
    let outcome = policy.apply(to: entries, seed: 1, explaining: explaining)
    #expect(outcome.texts == ["A=1", "L=A_KEY", "B_KEY=theirs"])
    #expect(outcome.decisions.count == (explaining ? 5 : 0))
    policy.alwaysSet = [Assignment(entry("L=theirs"), .builtIn)]
    #expect(policy.apply(to: entries, seed: 1, explaining: explaining).texts == ["A=1", "L=theirs"])
  }
}
