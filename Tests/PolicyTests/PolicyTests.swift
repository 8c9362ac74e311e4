import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct PolicyTests {
  @Test func aLaterFileReplacesAllButWhatAddsUp() throws {
    var policy = Policy()
    policy.merge(
      try Settings(inherit: .core, keep: ["A"], includeOnly: ["B"], exclude: ["C"], set: ["X=1", "Y=1"]).layer())
    policy.merge(try Settings(defaultExcludes: ["D"], keep: ["E"], exclude: ["F"], set: ["Y=2", "Z=2"]).layer())
    #expect(policy.inherit.value == .core)
    #expect(policy.lists[.keep].map(\.value.written.text) == ["A", "E"])
    #expect(policy.lists[.includeOnly].map(\.value.written.text) == ["B"])
    #expect(policy.lists[.exclude].map(\.value.written.text) == ["C", "F"])
    #expect(policy.lists[.defaultExcludes].map(\.value.written.text) == ["D"])
    let outcome = policy.apply(to: List(), seed: 0, explaining: false)
    #expect(outcome.texts == ["X=1", "Y=2", "Z=2"])
  }

  @Test func theCommandLineAddsToEveryList() throws {
    var policy = Policy()
    policy.merge(try Settings(keep: ["A"], includeOnly: ["B"], exclude: ["C"]).layer())
    policy.mergeCommandLine(try Settings(inherit: Inherit.none, keep: ["D"], includeOnly: ["E"], exclude: ["F"]).layer())
    #expect(policy.inherit.value == .none)
    #expect(policy.lists[.keep].map(\.value.written.text) == ["A", "D"])
    #expect(policy.lists[.includeOnly].map(\.value.written.text) == ["B", "E"])
    #expect(policy.lists[.exclude].map(\.value.written.text) == ["C", "F"])
  }

  /// Whether it is a mode or a list.
  @Test func aLaterLayerReplacesInheritWhole() throws {
    var policy = Policy()
    policy.merge(try Settings(inherited: ["A", "B"]).layer())
    policy.merge(try Settings(keep: ["K"]).layer())
    #expect(policy.inherited?.map(\.value.written.text) == ["A", "B"])
    policy.merge(try Settings(inherited: ["C"]).layer())
    #expect(policy.inherited?.map(\.value.written.text) == ["C"])
    policy.mergeCommandLine(try Settings(inherit: .core).layer())
    #expect(policy.inherited == nil)
    #expect(policy.inherit.value == .core)
  }

  @Test func unsetOfFilesAddsUpAndDropsNoAssignment() throws {
    var policy = Policy()
    policy.merge(try Settings(set: ["A=file"], unset: ["A", "B"]).layer())
    policy.merge(try Settings(unset: ["C"]).layer())
    policy.mergeCommandLine(PolicyLayer())
    let parent = ["A=parent", "B=1", "b=1", "C=1", "D=1"].map(entry)
    #expect(policy.apply(to: List(parent), seed: 0, explaining: false).texts == ["b=1", "D=1", "A=file"])
  }

  @Test func unsetTakesAwayWhatFilesAssignButNotTheCommandLine() throws {
    var policy = Policy()
    policy.merge(try Settings(set: ["A=file", "B=file"]).layer())
    policy.mergeCommandLine(try Settings(set: ["B=option"], unset: ["A", "B"]).layer())
    let outcome = policy.apply(to: List([entry("A=parent"), entry("B=parent")]), seed: 0, explaining: false)
    #expect(outcome.texts == ["B=option"])
  }
}
