import Bytes

/// Runs a `PatternSet` over names.  If the set fits in one word, or few names are expected, it simulates the set's states
/// as bits.  Otherwise it builds a deterministic automaton as names need it, up to a limit, and falls back to the bits
/// when that is full.  Both take one step a byte.
struct PatternMatcher: @unchecked Sendable {
  private let tables: UnsafePointer<Tables>
  /// The set of states reached, and the set before the last character; `width` words each.
  let current: UnsafeMutablePointer<UInt64>
  private let before: UnsafeMutablePointer<UInt64>
  private let automaton: UnsafeMutablePointer<Automaton>?

  /// For fewer names an automaton doesn't pay off.
  static var manyNames: Int { 256 }
}

extension PatternMatcher {
  /// - Parameter names: about how many names will be matched.
  init(_ set: PatternSet, names: Int) {
    tables = set.tables
    let width = tables.pointee.width
    current = zeroed(UInt64.self, width * 2)
    before = current + width
    if width > 1, names >= Self.manyNames {
      let memory = UnsafeMutablePointer<Automaton>.allocate(capacity: 1)
      memory.initialize(to: Automaton(tables))
      automaton = memory
    } else {
      automaton = nil
    }
  }

  /// The patterns that match a name; valid until the next name is matched.
  struct Matches {
    fileprivate let tables: UnsafePointer<Tables>
    /// nil if only patterns that are plain names match.
    fileprivate let states: UnsafePointer<UInt64>?
    /// The places in the index of plain names that match.
    fileprivate var literals = 0..<0

    /// The first match in each of several consecutive lists.
    ///
    /// - Parameters:
    ///   - starts: for each list the number of its first pattern; then one more than the number of the last pattern.
    ///   - firsts: receives for each list the number of its first match, or `none`.
    func first(inEachOf starts: List<Int32>, into firsts: UnsafeMutablePointer<Int32>) {
      if let states {
        tables.pointee.firstFinals(states, starts, into: firsts)
      } else {
        for list in 0..<starts.count - 1 { firsts[list] = PatternMatcher.Matches.none }
      }
      guard let index = tables.pointee.literals, !literals.isEmpty else { return }
      for list in 0..<starts.count - 1 {
        if let first = index.first(from: starts[list], at: literals), first < starts[list + 1] {
          firsts[list] = min(firsts[list], first)
        }
      }
    }

    /// The first match among the patterns with these numbers.
    func first(in numbers: Range<Int>) -> Int? {
      var first = Int.max
      if let states {
        tables.pointee.forEachFinal(states) { number in
          if numbers.contains(Int(number)) { first = min(first, Int(number)) }
        }
      }
      if !literals.isEmpty, let number = tables.pointee.literals?.first(from: Int32(numbers.lowerBound), at: literals) {
        first = min(first, Int(number))
      }
      return first < numbers.upperBound ? first : nil
    }

    static var none: Int32 { .max }
  }

  /// The patterns that match the whole of `name`; nil if none does.
  func match(_ name: ByteString) -> Matches? {
    guard let index = tables.pointee.literals else { return matchStates(name) }
    let places = index.places(of: name)
    let matches = matchStates(name)
    if places.isEmpty { return matches }
    return Matches(tables: tables, states: matches?.states, literals: places)
  }

  private func matchStates(_ name: ByteString) -> Matches? {
    if let automaton { return match(name, with: automaton) }
    guard name.count > 0, name[0] < 0x80 else {
      current.update(from: tables.pointee.initial, count: tables.pointee.width)
      return matchStates(name, from: 0)
    }
    let row = Int(tables.pointee.rowOf[Int(name[0])])
    tables.pointee.step(tables.pointee.initial, row: row, words: tables.pointee.width, into: current)
    return matchStates(name, from: 1)
  }

  private func match(_ name: ByteString, with automaton: UnsafeMutablePointer<Automaton>) -> Matches? {
    let rows = automaton.pointee.rows
    var state = Automaton.start
    var index = 0
    while true {
      // States that are known already, which is nearly all: a step is a table lookup.
      let known = automaton.pointee.known
      while index < name.count {
        let next = known[state &+ Int(rows[Int(name.start[index])])]
        if Automaton.isUnknown(next) { break }
        state = Automaton.State(next)
        index &+= 1
      }
      if index == name.count {
        return automaton.pointee.isFinal(state) ? Matches(tables: tables, states: automaton.pointee.bits(of: state)) : nil
      }
      guard name[index] < 0x80, let next = automaton.pointee.step(state, row: Int(rows[Int(name[index])])) else { break }
      state = next
      index &+= 1
    }
    // For bytes beyond ASCII, or if the automaton is full, continue from the set reached.
    current.update(from: automaton.pointee.bits(of: state), count: tables.pointee.width)
    return matchStates(name, from: index)
  }

  /// Continues from the set `current`.
  private func matchStates(_ name: ByteString, from start: Int) -> Matches? {
    var index = start
    while true {
      index = moveOverASCII(name, from: index)
      if index == name.count {
        return tables.pointee.areFinal(current) ? Matches(tables: tables, states: UnsafePointer(current)) : nil
      }
      index += advance(name, at: index)
    }
  }

  /// Moves `current` over the ASCII of `name` from `start` on; returns where it ends.  Without an automaton nearly every
  /// byte of a name goes through here.
  private func moveOverASCII(_ name: ByteString, from start: Int) -> Int {
    let rowOf = tables.pointee.rowOf
    let advance = tables.pointee.advance
    let stay = tables.pointee.stay
    let width = tables.pointee.width
    var index = start
    if !tables.pointee.isSplit, width <= UInt64.bitWidth {
      /// The words that hold a state, one bit each.  A word that becomes empty stays empty, since no pattern crosses
      /// from one word into the next; soon only the first is left.
      var live: UInt64 = 0
      for word in 0..<width where current[word] != 0 { live |= 1 &<< UInt64(word) }
      while live > 1 {
        if index == name.count || name[index] >= 0x80 { return index }
        let row = advance + Int(rowOf[Int(name[index])]) &* width
        var rest = live
        while rest != 0 {
          let word = rest.trailingZeroBitCount
          let states = current[word]
          let following = (states & row[word]) &<< 1 | states & stay[word]
          current[word] = following
          if following == 0 { live &= ~(1 &<< UInt64(word)) }
          rest &= rest &- 1
        }
        index &+= 1
      }
      let stay = stay[0]
      var states = current[0]
      while index < name.count, name[index] < 0x80, states != 0 {
        states = (states & advance[Int(rowOf[Int(name[index])]) &* width]) &<< 1 | states & stay
        index &+= 1
      }
      current[0] = states
      // Without a state there is no match, whatever follows.
      return states == 0 ? name.count : index
    }
    while index < name.count, name[index] < 0x80 {
      tables.pointee.step(current, row: Int(rowOf[Int(name[index])]), words: width, into: current)
      index &+= 1
    }
    return index
  }

  /// Moves `current` over the character at `index`; gives its length in bytes.
  func advance(_ name: ByteString, at index: Int) -> Int {
    let byte = name[index]
    let width = tables.pointee.width
    let scalar = UTF8Scalar.decode(name, at: index)
    let length = scalar?.length ?? 1
    let character = scalar?.value ?? CharacterClass.invalidByte(byte)
    before.update(from: current, count: width)
    // Literal bytes and stars take the character byte by byte, `?` and classes as a whole.
    for offset in 0..<length {
      let row = Int(tables.pointee.rowOf[Int(name[index + offset])])
      if row == 0 {
        for word in 0..<width { current[word] &= tables.pointee.stay[word] }
      } else {
        tables.pointee.step(current, row: row, words: width, into: current)
      }
    }
    var carry: UInt64 = 0
    for word in 0..<width {
      let moved = before[word] & tables.pointee.anyCharacter[word]
      current[word] |= moved &<< 1 | carry
      carry = moved &>> 63
    }
    for (state, members) in tables.pointee.classes where before[state >> 6] &>> UInt64(state & 63) & 1 == 1 {
      if members.contains(character) { current[(state + 1) >> 6] |= 1 &<< UInt64((state + 1) & 63) }
    }
    return length
  }
}

extension Tables {
  /// One byte: the states after `states`, which may be the same memory.
  @inline(__always)
  func step(_ states: UnsafePointer<UInt64>, row: Int, words: Int, into following: UnsafeMutablePointer<UInt64>) {
    let advance = advance + row &* width
    let stay = stay
    var carry: UInt64 = 0
    var word = 0
    while word < words {
      let moved = states[word] & advance[word]
      following[word] = moved &<< 1 | carry | states[word] & stay[word]
      carry = moved &>> 63
      word &+= 1
    }
  }

  /// Whether a final state is among `states`.
  func areFinal(_ states: UnsafePointer<UInt64>) -> Bool {
    for word in 0..<width where states[word] & final[word] != 0 { return true }
    return false
  }

  /// Sets `firsts` to the first pattern of each list whose final state is among `states`.
  func firstFinals(
    _ states: UnsafePointer<UInt64>, _ starts: List<Int32>, into firsts: UnsafeMutablePointer<Int32>
  ) {
    for list in 0..<starts.count - 1 { firsts[list] = PatternMatcher.Matches.none }
    forEachFinal(states) { pattern in
      var list = 0
      while pattern >= starts[list + 1] { list &+= 1 }
      firsts[list] = min(firsts[list], pattern)
    }
  }

  /// Calls `body` with the number of each pattern whose final state is among `states`.
  @inline(__always)
  func forEachFinal(_ states: UnsafePointer<UInt64>, _ body: (Int32) -> Void) {
    var word = 0
    while word < width {
      var reached = states[word] & final[word]
      while reached != 0 {
        let lowest = reached & (~reached &+ 1)
        body(order[Int(ranks[word]) + (final[word] & (lowest &- 1)).nonzeroBitCount])
        reached &= reached &- 1
      }
      word &+= 1
    }
  }
}
