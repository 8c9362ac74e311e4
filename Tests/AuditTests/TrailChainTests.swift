@testable import Audit
import Bytes
import Testing

@Suite struct TrailChainTests {
  /// A record that follows `previous`; another word makes another record.
  private static func trailer(after previous: Link, _ word: ByteString = "run") throws -> Trailer {
    try #require(Trailer(endOf: Sample.record(Sample.body(word, .jsonl), after: previous, .jsonl).line))
  }

  private static func trailer(_ number: Int) throws -> Trailer { try #require(Trailer(endOf: Sample.record(number).line)) }

  /// records of the sample, how the last of them stands to the others
  static let table: [([Int], TrailChain.Standing)] = [
    ([1], .first),
    ([7], .first),
    ([1, 2], .next),
    ([1, 2, 3], .next),
    ([1, 5], .nextAfterMissing(from: 2, to: 4)),
    ([1, 2, 2], .late(wasMissing: false)),
    ([1, 2, 3, 1], .late(wasMissing: false)),
    ([1, 2, 3, 1, 2], .lateWithAnother),
    ([1, 2, 3, 2, 1], .late(wasMissing: false)),
    ([1, 4, 2], .late(wasMissing: true)),
    ([1, 4, 2, 3], .lateWithAnother),
    ([1, 4, 3, 2], .late(wasMissing: true)),
    ([3, 4, 1], .late(wasMissing: true)),
    ([1, 4, 2, 5], .next),
  ]

  @Test(arguments: table)
  func standsToThoseBefore(numbers: [Int], expected: TrailChain.Standing) throws {
    var chain = TrailChain()
    var (standing, isLast) = (TrailChain.Standing.next, false)
    for number in numbers {
      let trailer = try Self.trailer(number)
      standing = chain.standing(of: trailer, nil)
      isLast = chain.append(trailer, standing, at: TrailVerifier.Place(file: 0, line: number))
    }
    #expect(standing == expected)
    let isLate = numbers.dropLast().contains { $0 >= numbers.last! }
    #expect(isLast == !isLate)
    #expect(chain.last?.sequence == numbers.max())
    #expect(chain.first?.sequence == numbers.first)
  }

  @Test func anotherRecordMayBeFollowed() throws {
    var chain = try Self.chain(upTo: 2)
    let another = try Self.trailer(after: Link(sequence: 2, hash: .digest(of: "another")))
    #expect(chain.standing(of: another, nil) == .nextOfAnother)
    // Whom it follows can't be told if the one before it was changed.
    chain.append(changed: 2, at: TrailVerifier.Place(file: 0, line: 2))
    #expect(chain.standing(of: another, nil) == .next)
    #expect(!chain.follows(another, nil))
  }

  @Test func aRecordMayStateThatOthersWereNotWritten() throws {
    let chain = try Self.chain(upTo: 2)
    let certain = Sample.record(2).link
    let lost = Link(sequence: 5, hash: .digest(of: "lost"))
    let gap = try Self.trailer(after: lost)
    #expect(chain.standing(of: gap, certain.hash) == .nextAfterGap(from: 3, to: 5))
    #expect(chain.standing(of: gap, lost.hash) == .nextAfterMissing(from: 3, to: 5))
    #expect(chain.standing(of: gap, nil) == .nextAfterMissing(from: 3, to: 5))
    #expect(chain.standing(of: try Self.trailer(3), certain.hash) == .next)
  }

  @Test func twoFilesMayStateTheSame() throws {
    var chain = try Self.chain(upTo: 2)
    let certain = Sample.record(2).link
    let lost = Link(sequence: 3, hash: .digest(of: "lost"))
    let (gap, twin) = (try Self.trailer(after: lost, "gap"), try Self.trailer(after: lost, "twin"))
    #expect(!chain.hasGaps)
    let isFirstKnown = chain.append(gap: gap, in: 1)
    #expect(!isFirstKnown && chain.hasGaps)
    let isLast = chain.append(gap, chain.standing(of: gap, certain.hash), at: TrailVerifier.Place(file: 1, line: 1))
    let isKnownInSameFile = chain.append(gap: twin, in: 1)
    let isKnown = chain.append(gap: twin, in: 2)
    #expect(isLast && !isKnownInSameFile && isKnown)
    // Either may be followed.
    for link in [gap.link, twin.link] { #expect(chain.standing(of: try Self.trailer(after: link), nil) == .next) }
  }

  private static func chain(upTo number: Int) throws -> TrailChain {
    var chain = TrailChain()
    for number in 1...number {
      let trailer = try Self.trailer(number)
      _ = chain.append(trailer, chain.standing(of: trailer, nil), at: TrailVerifier.Place(file: 0, line: number))
    }
    return chain
  }
}
