import Bytes

/// The patterns of a list that are plain names, without wildcards.  In a long list they are found by binary search, so
/// that each name costs the logarithm of their number.  As states of an automaton they would cost a word for every few
/// of them.
struct LiteralIndex: Sendable {
  /// Shorter lists go into the automaton, which exists anyway.
  private static var fewest: Int { 256 }

  private let patterns: List<Pattern>
  /// Their numbers, sorted by text, ignoring the case of ASCII letters, then by number.
  private var sorted = List<Int32>()

  /// nil if the list is short.
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

  /// The range of `sorted` whose patterns equal `name`; empty if there is none.
  func places(of name: ByteString) -> Range<Int> {
    let lower = (0..<sorted.count).partitioningIndex { Self.order(patterns[Int(sorted[$0])].source, name) >= 0 }
    return lower..<(lower..<sorted.count).partitioningIndex { Self.order(patterns[Int(sorted[$0])].source, name) > 0 }
  }

  /// The lowest number, at least `least`, among those at `places`; nil if there is none.
  func first(from least: Int32, at places: Range<Int>) -> Int32? {
    let place = places.partitioningIndex { sorted[$0] >= least }
    return place < places.upperBound ? sorted[place] : nil
  }

  /// Negative if `left` sorts before `right`, byte by byte, ignoring the case of ASCII letters; 0 if they are equal.
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
