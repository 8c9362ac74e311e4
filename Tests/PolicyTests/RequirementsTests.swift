import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

/// Two requirements files merged: the most restrictive wins.
@Suite struct RequirementsTests {
  /// the values of one file and of the other, the values left; nil if there are none
  static let intersections: [(UInt8, UInt8, UInt8?)] = [
    (0b111, 0b001, 0b001), (0b011, 0b110, 0b010), (0b001, 0b001, 0b001), (0b001, 0b110, nil), (0b010, 0b100, nil),
  ]

  @Test(arguments: intersections)
  func intersects(first: UInt8, second: UInt8, left: UInt8?) throws {
    var requirements = try Requirements.allowing(.inherit, first, at: 1)
    do {
      try requirements.add(Requirements.allowing(.inherit, second, at: 2))
      #expect(requirements.allowed(.inherit)?.values == left)
    } catch let error as Requirements.Contradiction {
      #expect(left == nil)
      #expect(error.kind == .nothingAllowed(.inherit))
      #expect(error.first == Requirements.origin(1))
      #expect(error.second == Requirements.origin(2))
    }
    #expect(requirements.allowed(.seal) == nil)
  }

  private static func profiles(_ names: [ByteString]) throws -> Requirements {
    var requirements = Requirements()
    try requirements.allow(profiles: List(names.map { Stated($0, Requirements.origin(0)) }))
    return requirements
  }

  /// allowed by one file and by the other, chosen, in force; nil if nothing is left
  static let profileTable: [([ByteString], [ByteString], ByteString, ByteString?)] = [
    (["a", "b"], ["b", "a"], "a", "a"),
    (["a", "b"], ["b", "a"], "b", "b"),
    (["a", "b"], ["b", "a"], "c", "a"),
    (["a", "b"], ["b", "a"], "", "a"),
    (["a", "b"], ["b"], "a", "b"),
    (["", "b"], ["b", ""], "x", ""),
    (["", "b"], ["b", ""], "", ""),
    (["a"], ["b"], "a", nil),
  ]

  @Test(arguments: profileTable)
  func choosesAProfile(first: [ByteString], second: [ByteString], chosen: ByteString, counts: ByteString?) throws {
    var requirements = try Self.profiles(first)
    do {
      try requirements.add(Self.profiles(second))
      let (name, held) = requirements.profile(Stated(chosen, .commandLine))
      #expect(name.value == counts)
      #expect((held == nil) == (chosen == counts || chosen.isEmpty))
      #expect(requirements.isRoots(profile: name.value))
    } catch is Requirements.Contradiction {
      #expect(counts == nil)
    }
  }

  @Test func withoutRequirementsEveryProfileIsFree() {
    #expect(Requirements().profile(Stated("x", .commandLine)).name.value == "x")
    #expect(!Requirements().isRoots(profile: "x"))
  }

  @Test func oneNameHasOneValue() throws {
    func assigning(_ texts: [String]) throws -> Requirements {
      var requirements = Requirements()
      requirements.assign(List(texts.map { Assignment(entry($0), Requirements.origin(0)) }))
      return requirements
    }
    var requirements = try assigning(["A=1", "B=2"])
    try requirements.add(assigning(["B=2", "C=3"]))
    // The kernel treats it as another name, and so does envscrub.
    try requirements.add(assigning(["a=2"]))
    try requirements.settle()
    #expect(requirements.assignments.map(\.shownName) == ["A", "B", "C", "a"])
    try requirements.add(assigning(["C=3", "A=2"]))
    let error = #expect(throws: Requirements.Contradiction.self) { try requirements.settle() }
    #expect(error?.kind == .assignments("A"))
  }
}
