import Bytes
@testable import Policy
import TestSupport
import Testing

struct RequirementEffectTests {
  private static let user = Origin(layer: .user, place: 1)

  /// a change, whether somebody had stated what was changed
  static let table: [(RequirementEffect.Change, Bool)] = [
    (.value(.seal, from: Stated(0, .builtIn), to: 1), false), (.value(.seal, from: Stated(0, user), to: 1), true),
    (.value(.seal, from: Stated(0, .commandLine), to: 1), true),
    (.profile(from: Stated("", .builtIn), to: "x"), false), (.profile(from: Stated("a", user), to: "x"), true),
    (.inherited(.builtIn), true), (.assignment(name: "A", origin: user), true),
  ]
  @Test(arguments: table)
  func notices(change: RequirementEffect.Change, wasStated: Bool) {
    #expect(RequirementEffect(change, by: Origin(layer: .requirements, place: 0)).wasStated == wasStated)
  }
}
