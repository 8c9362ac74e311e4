import Bytes

/// A short list of patterns for a few names.  A name is compared only with the patterns whose letters it has: that takes
/// less than making the tables of a `PatternSet`.
///
/// A pattern of literal bytes and stars is plain, and is compared by itself.  The others, with `?`, classes or escapes,
/// form a `PatternSet`, which is asked about names that have the letters of one of them.
struct ShortList: @unchecked Sendable {
  // The limits keep the number of comparisons small in every case: each takes at most the product of both lengths.
  private static var mostPatterns: Int { 128 }
  private static var longestPattern: Int { 32 }
  static var longestName: Int { 64 }

  private struct Row {
    /// The letters that a name must have: bit `byte & 31` for each literal byte, so that case doesn't count.
    var letters: UInt32
    /// The next pattern of the same chain, or `end`.
    var next: UInt8
    /// The number of its list.
    var list: UInt8
  }

  private static var end: UInt8 { .max }

  /// A pointer, which is copied at no cost.
  private let content: Boxed<Content>

  private struct Content {
    let patterns: List<Pattern>
    /// For each list the number of its first pattern; then the number of all patterns.
    let starts: List<Int32>
    let rows: UnsafeMutablePointer<Row>
    /// The first pattern of each chain.  There is one for each first letter of plain patterns; then come the chain of plain
    /// patterns with a star in front, and the chain of those that are not plain.
    let chains: UnsafeMutablePointer<UInt8>
    /// Matches the patterns that are not plain; nil if all are.
    let set: PatternMatcher?
  }

  private static var floating: Int { 32 }
  private static var others: Int { 33 }
}

extension ShortList {
  /// nil if there are too many patterns.
  init?(_ patterns: List<Pattern>, starts: List<Int32>) {
    guard patterns.count <= Self.mostPatterns else { return nil }
    let rows = UnsafeMutablePointer<Row>.allocate(capacity: patterns.count)
    let chains = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.others + 1)
    chains.initialize(repeating: Self.end, count: Self.others + 1)
    var numbers = List<Int32>()
    var index = patterns.count
    var list = starts.count - 2
    while index > 0 {
      index &-= 1
      let (letters, isPlain) = Self.letters(of: patterns[index].source)
      let first = patterns[index].source.start[0]
      let chain = !isPlain ? Self.others : first == UInt8(ascii: "*") ? Self.floating : Int(first & 31)
      if !isPlain { numbers.append(Int32(index)) }
      while index < starts[list] { list &-= 1 }
      rows[index] = Row(letters: letters, next: chains[chain], list: UInt8(truncatingIfNeeded: list))
      chains[chain] = UInt8(truncatingIfNeeded: index)
    }
    let set = numbers.isEmpty ? nil : PatternMatcher(PatternSet(patterns, only: numbers), names: 1)
    content = Boxed(Content(patterns: patterns, starts: starts, rows: rows, chains: chains, set: set))
  }

  /// The letters of literal bytes, and whether the pattern is plain.  Of a pattern that isn't, only letters certainly
  /// outside a class are taken: those before its first special byte, and those after its last one.
  private static func letters(of source: ByteString) -> (letters: UInt32, isPlain: Bool) {
    var (before, after): (UInt32, UInt32) = (0, 0)
    var hasSpecial = false
    var place = 0
    while place < source.count {
      switch source.start[place] {
      case UInt8(ascii: "*"): break
      case UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"):
        if !hasSpecial { before = after }
        hasSpecial = true
        after = 0
      default: after |= letter(source.start[place])
      }
      place &+= 1
    }
    return (before | after, !hasSpecial && source.count <= longestPattern)
  }

  private static func letter(_ byte: UInt8) -> UInt32 { 1 &<< UInt32(byte & 31) }

  /// Finds for each list the first pattern that matches a name of at most `longestName` bytes.
  ///
  /// - Parameter firsts: receives the numbers of the patterns, or `ListMatcher.none`, if any pattern matches.
  /// - Returns: whether any does.
  func match(_ name: ByteString, into firsts: UnsafeMutablePointer<Int32>) -> Bool {
    let (rows, chains) = (content.value.rows, content.value.chains)
    var missing: UInt32 = .max
    var place = 0
    while place < name.count {
      missing &= ~Self.letter(name.start[place])
      place &+= 1
    }
    var isMatched = false
    if chains[Self.others] != Self.end, isAllowed(chains[Self.others], missing), let matches = content.value.set?.match(name) {
      matches.first(inEachOf: content.value.starts, into: firsts)
      isMatched = true
    }
    var chain = name.count > 0 ? Int(name.start[0] & 31) : Self.floating
    while true {
      var number = chains[chain]
      while number != Self.end {
        let row = rows[Int(number)]
        if row.letters & missing == 0, Self.matches(content.value.patterns[Int(number)].source, name) {
          if !isMatched {
            for list in 0..<content.value.starts.count - 1 { firsts[list] = PatternMatcher.Matches.none }
            isMatched = true
          }
          firsts[Int(row.list)] = min(firsts[Int(row.list)], Int32(number))
        }
        number = row.next
      }
      if chain == Self.floating { return isMatched }
      chain = Self.floating
    }
  }

  /// Whether a pattern of the chain needs none of the missing letters.
  private func isAllowed(_ first: UInt8, _ missing: UInt32) -> Bool {
    var number = first
    while number != Self.end {
      let row = content.value.rows[Int(number)]
      if row.letters & missing == 0 { return true }
      number = row.next
    }
    return false
  }

  /// Whether a plain pattern matches the whole of `name`.  After a mismatch the last star takes one byte more; that an
  /// earlier star takes more never helps.
  private static func matches(_ pattern: ByteString, _ name: ByteString) -> Bool {
    var (wanted, place) = (0, 0)
    /// What follows the last star, and the place in the name where that was tried last.
    var (behindStar, tried) = (-1, 0)
    while place < name.count {
      if wanted < pattern.count {
        if pattern.start[wanted] == UInt8(ascii: "*") {
          wanted &+= 1
          (behindStar, tried) = (wanted, place)
          continue
        }
        if pattern.start[wanted].foldedCase == name.start[place].foldedCase {
          wanted &+= 1
          place &+= 1
          continue
        }
      }
      if behindStar < 0 { return false }
      if behindStar == pattern.count { return true }
      tried &+= 1
      (wanted, place) = (behindStar, tried)
    }
    while wanted < pattern.count, pattern.start[wanted] == UInt8(ascii: "*") { wanted &+= 1 }
    return wanted == pattern.count
  }
}
