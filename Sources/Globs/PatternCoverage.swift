import Bytes

/// How the patterns of a list relate: which one matches every name that another matches, which have a name in common,
/// and which match nothing.  A name is one or more bytes other than NUL and `=`, whether or not anybody uses it.
///
///     // of *TOKEN*, NPM_*, npm_token_?
///     firstCovering(2, in: 0..<2)   // 0
///     firstCovering(1, in: 0..<1)   // nil
///     meets(1, 0..<1)               // true
///
/// An answer is exact, or there is none.  The automaton of the patterns is searched over a few representative
/// characters, and a search is given up after a bounded number of steps.  There is no answer about a pattern that is
/// not UTF-8, since it may match a part of a character.
package struct PatternCoverage {
  private let patterns: List<Pattern>
  private let tables: UnsafePointer<Tables>
  private let matcher: PatternMatcher
  /// For each pattern its first state.
  private let starts: UnsafeMutablePointer<Int>
  private var reached: ReachedStates
  /// The states of the pattern that the search is about.
  private let own: UnsafeMutablePointer<UInt64>
  /// The words of states that may still be moved.
  package private(set) var budget: Int
  /// The example of the pattern asked about last: each pattern is asked about several times.  The example's name is in
  /// `scratch`, since memory is never freed.
  private let last: UnsafeMutablePointer<(number: Int, example: Example)>
  private let scratch: UnsafeMutablePointer<UInt8>
}

package extension PatternCoverage {
  /// - Parameter budget: how many words of states all questions together may move; once it is spent, there are no more
  ///   answers.  The default takes about half a second.
  init(_ patterns: List<Pattern>, budget: Int = 1 << 26) {
    self.patterns = patterns
    self.budget = budget
    let set = PatternSet(patterns)
    tables = set.tables
    matcher = PatternMatcher(set, names: 1)
    reached = ReachedStates(width: tables.pointee.width)
    own = zeroed(UInt64.self, tables.pointee.width)
    last = .allocate(capacity: 1)
    last.initialize(to: (-1, .unknown))
    var longest = 0
    for pattern in patterns { longest = max(longest, pattern.source.count) }
    scratch = .allocate(capacity: longest * Self.starLength + 1)
    starts = zeroed(Int.self, patterns.count)
    var rank = 0
    for word in 0..<tables.pointee.width {
      var rest = tables.pointee.initial[word]
      while rest != 0 {
        starts[Int(tables.pointee.order[rank])] = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        rank &+= 1
      }
    }
  }

  /// Whether pattern `number` matches no name at all, because it requires a `=` or NUL.
  func matchesNothing(_ number: Int) -> Bool {
    if case .nothing = example(of: number) { true } else { false }
  }

  /// The first pattern in `numbers`, other than `number`, that alone matches every name that pattern `number` matches;
  /// nil if none is known, or if the pattern matches nothing.
  mutating func firstCovering(_ number: Int, in numbers: Range<Int>) -> Int? {
    let example = example(of: number)
    var rest = numbers
    // Nearly all patterns end here: a pattern that covers this one has to match the example too.
    while let other = firstSharing(example, in: rest, but: number) {
      if walk(to: .missed, number, other..<other + 1) == false { return other }
      rest = other + 1..<numbers.upperBound
    }
    return nil
  }

  /// Whether pattern `number` and another pattern in `numbers` match a common name; nil if that is unknown.
  mutating func meets(_ number: Int, _ numbers: Range<Int>) -> Bool? {
    let example = example(of: number)
    if case .nothing = example { return false }
    if firstSharing(example, in: numbers, but: number) != nil { return true }
    return walk(to: .shared, number, numbers)
  }

  // MARK: Examples

  private enum Example {
    case unknown, nothing
    case name(ByteString)
  }

  /// More bytes for a star than patterns have `?` in a row.
  private static var starLength: Int { 9 }

  /// A name that pattern `number` matches, and that others are unlikely to match; valid until the next one is asked
  /// for.
  private func example(of number: Int) -> Example {
    if last.pointee.number != number { last.pointee = (number, makeExample(of: number)) }
    return last.pointee.example
  }

  private func makeExample(of number: Int) -> Example {
    var characters: ByteString = ""
    if !patterns[number].source.isASCIIWithoutClass {
      var alphabet = Alphabet()
      guard alphabet.add(patterns[number]) else { return .unknown }
      characters = alphabet.characters
    }
    let odd = odd
    var count = 0
    func write(_ byte: UInt8, count more: Int = 1) {
      for _ in 0..<more {
        scratch[count] = byte
        count += 1
      }
    }
    var scanner = PatternScanner(patterns[number].source)
    while let element = scanner.nextInNoHurry() {
      switch element {
      case .star: write(odd, count: Self.starLength)
      case .any: write(odd)
      case .byte(let byte):
        if byte == 0 || byte == UInt8(ascii: "=") { return .nothing }
        write(byte)
      case .characterClass:
        guard let member = member(of: scanner.characterClass, among: characters) else { return .nothing }
        for index in 0..<member.count { write(member[index]) }
      }
    }
    return .name(ByteString(start: scratch, count: count))
  }

  /// A character that no pattern names, if ASCII has one.
  private var odd: UInt8 {
    for byte in 1..<128 as Range<UInt8> where byte != UInt8(ascii: "=") && tables.pointee.rowOf[Int(byte)] == 0 {
      return byte
    }
    return 0x7F
  }

  private func member(of characterClass: CharacterClass, among characters: ByteString) -> ByteString? {
    var index = 0
    while index < characters.count {
      let scalar = UTF8Scalar.decode(characters, at: index)
      let length = scalar?.length ?? 1
      if characterClass.contains(scalar?.value ?? CharacterClass.invalidByte(characters[index])) {
        return characters[index..<index + length]
      }
      index += length
    }
    return nil
  }

  /// The first pattern in `numbers`, other than `number`, that matches `example`.
  private mutating func firstSharing(_ example: Example, in numbers: Range<Int>, but number: Int) -> Int? {
    guard case .name(let name) = example, spend(name.count &* tables.pointee.width) else { return nil }
    guard let matches = matcher.match(name) else { return nil }
    let (before, after) = (numbers.clamped(to: 0..<number), numbers.clamped(to: number + 1..<patterns.count))
    return matches.first(in: before) ?? matches.first(in: after)
  }

  // MARK: Walks

  /// What a search looks for.
  internal enum Goal {
    /// A name that the pattern matches and none of the others does.
    case missed
    /// A name that the pattern and one of the others match.
    case shared
  }

  /// False if that exceeds the budget.
  private mutating func spend(_ words: Int) -> Bool {
    budget &-= words
    return budget >= 0
  }

  /// The characters to search over; nil if a pattern is not UTF-8, or if there are too many.
  private mutating func characters(of number: Int, _ others: Range<Int>) -> ByteString? {
    var alphabet = Alphabet()
    guard alphabet.add(patterns[number]) else { return nil }
    for other in others {
      // With very many patterns this takes a while too.
      guard spend(patterns[other].source.count), alphabet.add(patterns[other]) else { return nil }
    }
    return alphabet.characters
  }

  /// Whether a name has what `goal` asks for; nil if the search was given up.
  internal mutating func walk(to goal: Goal, _ number: Int, _ others: Range<Int>) -> Bool? {
    // Starting costs as much as the sets are wide, plus clearing the states that the last search reached.
    guard spend(tables.pointee.width * 2 + 512), let characters = characters(of: number, others) else { return nil }
    let end = begin(number, others)
    let (matcher, tables, own) = (matcher, tables, own)
    let (states, width) = (matcher.current, tables.pointee.width)
    let words = starts[number] >> 6...end >> 6
    var place = 0
    while place < reached.count {
      let from = reached[place]
      var index = 0
      while index < characters.count {
        if characters[index] < 0x80 {
          // The pattern survives few of the characters, which one or two words show.
          let row = tables.pointee.advance + Int(tables.pointee.rowOf[Int(characters[index])]) &* width
          var goesOn: UInt64 = 0
          for word in words { goesOn |= from[word] & own[word] & (row[word] | tables.pointee.stay[word]) }
          if goesOn == 0 {
            index &+= 1
            continue
          }
        }
        if !spend(width &+ tables.pointee.classes.count) { return nil }
        UnsafeMutableRawPointer(states).copyMemory(from: from, byteCount: width &* 8)
        index &+= matcher.advance(characters, at: index)
        var (one, rest, restFinal, settled): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for word in 0..<width {
          one |= states[word] & own[word]
          let others = states[word] & ~own[word]
          rest |= others
          let final = others & tables.pointee.final[word]
          restFinal |= final
          // A final state that stays: the others match whatever follows.
          settled |= final & tables.pointee.stay[word]
        }
        if one == 0 { continue }
        let isEnd = states[end >> 6] &>> UInt64(end & 63) & 1 == 1
        switch goal {
        case .missed:
          // If none of the others survives, some name matches the pattern alone: every state leads to its end.
          if rest == 0 || isEnd && restFinal == 0 { return true }
          if settled != 0 { continue }
        case .shared:
          if settled != 0 || isEnd && restFinal != 0 { return true }
          if rest == 0 { continue }
        }
        if !reached.insert(states) { return nil }
      }
      place &+= 1
    }
    return false
  }

  /// Starts a search with the first states of the patterns concerned, and of no other: no state leads from one pattern
  /// to another.  Returns the last state of the pattern.
  private mutating func begin(_ number: Int, _ others: Range<Int>) -> Int {
    let (states, own, starts, tables) = (matcher.current, own, starts, tables)
    for word in 0..<tables.pointee.width { (states[word], own[word]) = (0, 0) }
    for other in others { Self.insert(starts[other], into: states) }
    var state = starts[number]
    Self.insert(state, into: states)
    Self.insert(state, into: own)
    while tables.pointee.final[state >> 6] &>> UInt64(state & 63) & 1 == 0 {
      state &+= 1
      Self.insert(state, into: own)
    }
    reached.removeAll()
    _ = reached.insert(states)
    return state
  }

  private static func insert(_ state: Int, into states: UnsafeMutablePointer<UInt64>) {
    states[state >> 6] |= 1 &<< UInt64(state & 63)
  }
}

/// The sets of states that a search has reached, each once.
private struct ReachedStates {
  /// More than a search over sensible patterns reaches; less if they would take more than 8 MB.
  private let limit: Int
  private static var most: Int { 4096 }

  private let width: Int
  private let sets: UnsafeMutablePointer<UInt64>
  private let slots = zeroed(UInt16.self, most * 2)
  private(set) var count = 0

  init(width: Int) {
    self.width = width
    limit = min(Self.most, (1 << 20) / width)
    sets = .allocate(capacity: limit * width)
  }

  subscript(place: Int) -> UnsafeMutablePointer<UInt64> { sets + place &* width }

  mutating func removeAll() {
    count = 0
    slots.update(repeating: 0, count: Self.most * 2)
  }

  /// False if there is no room.
  mutating func insert(_ states: UnsafePointer<UInt64>) -> Bool {
    let slot = StateSets.slot(of: states, width: width, among: sets, slots, mask: Self.most * 2 - 1)
    if slots[slot] != 0 { return true }
    if count == limit { return false }
    UnsafeMutableRawPointer(self[count]).copyMemory(from: states, byteCount: width &* 8)
    count += 1
    slots[slot] = UInt16(count)
    return true
  }
}

/// Representative characters: to the patterns every other character is like one of these.
private struct Alphabet {
  /// The ASCII characters that the patterns name, one bit each, letters in lower case.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// The other characters that the patterns name, and the successor of each: a class is written by its first and last
  /// members, so no class begins or ends between two of these.
  private var scalars = List<UInt32>()

  /// A larger alphabet is not worth the time.
  private static var limit: Int { 512 }

  init() { note(0x80) }

  /// False if the pattern is not UTF-8, or names too many characters.
  mutating func add(_ pattern: Pattern) -> Bool {
    if UTF8Scalar.firstInvalid(in: pattern.source) != nil { return false }
    var scanner = PatternScanner(pattern.source)
    while let element = scanner.nextInNoHurry() {
      switch element {
      case .byte(let byte) where byte < 64: low |= 1 &<< UInt64(byte)
      case .byte(let byte) where byte < 128: high |= 1 &<< UInt64(byte & 63)
      case .characterClass:
        low |= scanner.characterClass.low
        high |= scanner.characterClass.high
      case .byte, .any, .star: break
      }
    }
    var index = 0
    while let scalar = index < pattern.source.count ? UTF8Scalar.decode(pattern.source, at: index) : nil {
      if scalar.value >= 0x80 {
        note(scalar.value)
        note(scalar.value + 1)
      }
      index += scalar.length
    }
    return scalars.count <= Self.limit
  }

  private mutating func note(_ value: UInt32) {
    // Scalars continue after the surrogates.
    let scalar = value == 0xD800 ? 0xE000 : value
    if scalar <= 0x10FFFF, !scalars.contains(scalar) { scalars.append(scalar) }
  }

  /// The characters, concatenated.
  var characters: ByteString {
    let never: UInt64 = 1 | 1 &<< UInt64(UInt8(ascii: "="))
    let capitals: UInt64 = 0x07FF_FFFE
    var text = ByteBuffer()
    for byte in 1..<128 as Range<UInt8> {
      let half = byte < 64 ? low & ~never : high & ~capitals
      if half &>> UInt64(byte & 63) & 1 == 1 { text.write(byte) }
    }
    for scalar in scalars { text.write(scalar: scalar) }
    // A byte that belongs to no scalar.  It represents all of these, and all characters that no pattern names: only `?`
    // and negated classes match it.
    text.write(0xFF)
    return text.finish()
  }
}

extension PatternScanner {
  /// The next element of a well-formed pattern; nil at the end.  It is `nextOfValid` without inlining, which only the
  /// hot path needs.
  fileprivate mutating func nextInNoHurry() -> PatternElement? { nextOfValid() }
}

extension ByteString {
  fileprivate var isASCIIWithoutClass: Bool {
    for index in 0..<count where self[index] >= 0x80 || self[index] == UInt8(ascii: "[") { return false }
    return true
  }
}
