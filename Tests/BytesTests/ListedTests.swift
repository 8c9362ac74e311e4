import Bytes
import Testing

@Suite struct ListedTests {
  private enum Size: UInt8, Listed {
    case small, medium, large
  }

  /// The numbers below four, from the highest on.
  private struct Countdown: Equatable, Listed {
    let number: Int

    static func after(_ value: Countdown?) -> Countdown? {
      guard let value else { return Countdown(number: 3) }
      return value.number == 0 ? nil : Countdown(number: value.number - 1)
    }
  }

  @Test func casesComeInTheirOrder() {
    #expect(Array(Size.all) == [.small, .medium, .large])
    #expect(Size.after(nil) == .small)
    #expect(Size.after(.small) == .medium)
    #expect(Size.after(.large) == nil)
  }

  @Test func aTableHasAnOrderOfItsOwn() {
    #expect(Countdown.all.map(\.number) == [3, 2, 1, 0])
  }

  @Test func aLoopMayEndEarly() {
    var seen: [Size] = []
    for size in Size.all {
      seen.append(size)
      if size == .medium { break }
    }
    #expect(seen == [.small, .medium])
  }
}
