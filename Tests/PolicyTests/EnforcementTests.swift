import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

/// What requirements change in a policy.
@Suite struct EnforcementTests {
  /// allowed values, the policy's value, the resulting value, whether an allow-list is limited to the core names
  static let inherits: [(UInt8, Inherit, Inherit, Bool)] = [
    (0b111, .all, .all, false), (0b110, .all, .core, true), (0b110, .core, .core, true), (0b110, .none, .none, true),
    (0b100, .all, .none, true), (0b100, .core, .none, true), (0b101, .core, .core, false), (0b010, .none, .none, true),
  ]

  @Test(arguments: inherits)
  func holdsInherit(values: UInt8, stated: Inherit, becomes: Inherit, isLimitedToCore: Bool) throws {
    var policy = try Settings(inherit: stated).policy()
    let held = try Requirements.allowing(.inherit, values).enforce(on: &policy)
    #expect(policy.inherit.value == becomes)
    #expect(policy.isLimitedToCore == isLimitedToCore)
    #expect(held.count == (stated == becomes ? 0 : 1))
  }

  /// A list counts as `all`; if that isn't allowed it picks from the core names.
  @Test(arguments: [(0b111, false), (0b001, false), (0b110, true), (0b010, true), (0b100, true)] as [(UInt8, Bool)])
  func holdsAListOfInherit(values: UInt8, isHeld: Bool) throws {
    var policy = try Settings(inherited: ["A", "HOME"]).policy()
    let held = try Requirements.allowing(.inherit, values).enforce(on: &policy)
    #expect(held == (isHeld ? List([RequirementEffect(.inherited(.builtIn), by: Requirements.origin(0))]) : List()))
    let texts = policy.apply(to: [entry("A=1"), entry("HOME=/"), entry("PATH=p")], seed: 1, explaining: false).texts
    #expect(texts == (isHeld ? ["HOME=/"] : ["A=1", "HOME=/"]))
  }

  /// allowed values, the policy's value, the resulting value
  static let booleans: [(UInt8, Bool, Bool)] = [
    (0b01, true, false), (0b01, false, false), (0b10, false, true), (0b10, true, true), (0b11, true, true),
    (0b11, false, false),
  ]

  @Test(arguments: booleans)
  func holdsBooleans(values: UInt8, stated: Bool, becomes: Bool) throws {
    let (value, held) = try Requirements.allowing(.codex, values).held(.codex, Stated(stated ? 1 : 0, .commandLine))
    #expect(value.value == (becomes ? 1 : 0))
    #expect((held == nil) == (stated == becomes))
  }

  /// allowed values of `seal`, the policy's value, the resulting value: a word that isn't listed counts as false
  static let seals: [(UInt8, Sealing, Sealing)] = [
    (0b001, .yes, .no), (0b001, .ifPossible, .ifPossible), (0b010, .no, .yes), (0b010, .ifPossible, .yes),
    (0b100, .no, .ifPossible), (0b100, .yes, .ifPossible), (0b110, .ifPossible, .ifPossible), (0b110, .no, .yes),
    (0b101, .yes, .no), (0b011, .ifPossible, .ifPossible),
  ]

  @Test(arguments: seals)
  func holdsSeal(values: UInt8, stated: Sealing, becomes: Sealing) throws {
    var policy = Policy()
    policy.values[.seal] = Stated(stated.rawValue, .commandLine)
    let held = try Requirements.allowing(.seal, values).enforce(on: &policy)
    #expect(policy.seal == becomes)
    #expect(held.count == (stated == becomes ? 0 : 1))
  }

  @Test func theDefaultExcludesCantBeEmptiedWhereTheyAreHeld() throws {
    var policy = try Settings(ignoreDefaultExcludes: true, defaultExcludes: []).policy()
    let held = try Requirements.allowing(.ignoreDefaultExcludes, 0b01).enforce(on: &policy)
    #expect(held.count == 1)
    #expect(policy.apply(to: [entry("NPM_TOKEN=x"), entry("A=1")], seed: 1, explaining: false).texts == ["A=1"])
  }

  @Test func forbiddenAssignmentsDontCount() throws {
    var requirements = Requirements()
    requirements.forbid(assignments: try rules(["LD_*", "@core"]))
    var policy = try Settings(set: ["ld_preload=x", "A=1", "PATH=/tmp"]).policy()
    let held = requirements.enforce(on: &policy)
    #expect(held.count == 2)
    #expect(policy.apply(to: [entry("PATH=/bin")], seed: 1, explaining: false).texts == ["PATH=/bin", "A=1"])
  }

  @Test func whatIsAlwaysHoldsOverEverything() throws {
    var requirements = Requirements()
    requirements.exclude(try rules(["X*"]))
    requirements.assign([Assignment(entry("XA=held"), Requirements.origin(0)), Assignment(entry("B=held"), Requirements.origin(0))])
    var policy = try Settings(keep: ["*"], set: ["X=1", "B=2", "C=3"]).policy()
    _ = requirements.enforce(on: &policy)
    let outcome = policy.apply(to: [entry("XB=1"), entry("B=1"), entry("X=0"), entry("D=4")], seed: 1, explaining: true)
    #expect(outcome.texts == ["B=held", "D=4", "C=3", "XA=held"])
    #expect(policy.withholds(entry("XB=1")))
    #expect(!policy.withholds(entry("D=1")))
    let dropped = outcome.decisions.filter { $0.verdict == .dropped }
    #expect(dropped.count == 4)
  }

  @Test func codexIsHeldToo() throws {
    var requirements = Requirements()
    requirements.exclude(try rules(["[X]*"]))
    var policy = Policy(.codex)
    policy.mergeCommandLine(try Settings(set: ["X=1", "Y=1"]).layer())
    _ = requirements.enforce(on: &policy)
    #expect(policy.apply(to: [entry("X1=1"), entry("Z=1")], seed: 1, explaining: false).texts == ["Z=1", "Y=1"])
  }
}
