import Bytes

/// The patterns of a list that are names: nothing in them stands for anything else.  Where there are many, they are
/// found by search in an order, so that each name costs the logarithm of their number; as states of an automaton they
/// would cost a word for every few of them.
struct LiteralIndex: Sendable {
  /// Below this number they are as well off in the automaton, which is there anyway.
  private static var fewest: Int { 256 }

  private let patterns: List<Pattern>
  /// Their numbers in the order of their texts, ASCII letters without case; equal ones in their own order.
  private var sorted = List<Int32>()

  /// nil where there are few.
  init?(_ patterns: List<Pattern>) {
    if patterns.count < Self.fewest { return nil }
    self.patterns = patterns
    for index in patterns.indices where Self.isLiteral(patterns[index].source) { sorted.append(Int32(index)) }
    if sorted.count < Self.fewest { return nil }
    sorted.sort { Self.order(patterns[Int($0)].source, patterns[Int($1)].source) < 0 }
  }

  static func isLiteral(_ source: ByteString) -> Bool {
    for index in 0..<source.count {
      switch source[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): return false
      default: continue
      }
    }
    return true
  }

  /// The places of those that are `name`; empty where none is.
  func places(of name: ByteString) -> Range<Int> {
    let lower = firstPlace(in: 0..<sorted.count) { Self.order(patterns[Int(sorted[$0])].source, name) >= 0 }
    return lower..<firstPlace(in: lower..<sorted.count) { Self.order(patterns[Int(sorted[$0])].source, name) > 0 }
  }

  /// The lowest number from `least` on of those at `places`; nil where there is none.
  func first(from least: Int32, at places: Range<Int>) -> Int32? {
    let place = firstPlace(in: places) { sorted[$0] >= least }
    return place < places.upperBound ? sorted[place] : nil
  }

  /// Where `isReached` begins to hold; the end where it never does.
  private func firstPlace(in range: Range<Int>, _ isReached: (Int) -> Bool) -> Int {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper {
      let middle = (lower + upper) / 2
      if isReached(middle) { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }

  /// Negative where `left` comes first, byte by byte, ASCII letters without case; 0 where they are equal.
  private static func order(_ left: ByteString, _ right: ByteString) -> Int {
    var index = 0
    while index < min(left.count, right.count) {
      let difference = Int(left[index].foldedCase) - Int(right[index].foldedCase)
      if difference != 0 { return difference }
      index += 1
    }
    return left.count - right.count
  }
}
