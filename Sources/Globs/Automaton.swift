import Bytes

/// The deterministic automaton of a `PatternSet`, built as names need it.  Each state is a set of states of the
/// `PatternSet`, found by hash.  Its tables live as long as the process.
struct Automaton {
  typealias State = Int
  static var start: State { 0 }

  /// More states than real names reach.  Beyond this number, or this many words of sets, the caller continues without
  /// the automaton.
  private static var limit: Int { 1024 }
  private static var mostWords: Int { 1 << 18 }
  static var unknown: UInt16 { .max }

  /// `width` words a state.
  private var sets = List<UInt64>()
  /// `rowCount` successors a state.
  private var followers = List<UInt16>()
  /// For each state whether it contains a final state of the set.
  private var finals = List<Bool>()
  /// Open addressing over `sets`: the state's number plus one; 0 is free.
  private let slots = zeroed(UInt16.self, limit * 2)

  private let tables: UnsafePointer<Tables>
  /// Where a step computes its state: a full automaton computes one for each name, and memory is never freed.
  private let scratch: UnsafeMutablePointer<UInt64>

  init(_ tables: UnsafePointer<Tables>) {
    self.tables = tables
    scratch = .allocate(capacity: tables.pointee.width)
    _ = add(tables.pointee.initial)
  }

  /// The successors of all states, `rowCount` each; valid until a step adds a state.
  var known: (followers: UnsafeMutablePointer<UInt16>, rowCount: Int) {
    (followers.start.unsafelyUnwrapped, tables.pointee.rowCount)
  }

  /// The successor of `state` on a byte of `row`; nil if the automaton is full.
  mutating func step(_ state: State, row: Int) -> State? {
    let place = state &* tables.pointee.rowCount &+ row
    let known = followers[place]
    if known != Self.unknown { return State(known) }
    tables.pointee.step(bits(of: state), row: row, words: tables.pointee.width, into: scratch)
    guard let found = add(scratch) else { return nil }
    followers.replace(place, by: UInt16(found))
    return found
  }

  func bits(of state: State) -> UnsafePointer<UInt64> {
    UnsafePointer(sets.start.unsafelyUnwrapped + state * tables.pointee.width)
  }

  func isFinal(_ state: State) -> Bool { finals[state] }

  /// The state for the set `states`, added if it is new; nil if there is no room.
  private mutating func add(_ states: UnsafePointer<UInt64>) -> State? {
    let width = tables.pointee.width
    let slot = StateSets.slot(of: states, width: width, among: sets.start, slots, mask: Self.limit * 2 - 1)
    if slots[slot] != 0 { return State(slots[slot]) - 1 }
    let state = finals.count
    if state == Self.limit || (state + 1) * width > Self.mostWords && state > 0 { return nil }
    slots[slot] = UInt16(state + 1)
    for word in 0..<width { sets.append(states[word]) }
    for _ in 0..<tables.pointee.rowCount { followers.append(Self.unknown) }
    finals.append(tables.pointee.areFinal(states))
    return state
  }
}

/// Sets of states, found by hash.
enum StateSets {
  /// The slot that holds `states`, or the free slot where they belong.  Open addressing: a slot holds the index in
  /// `sets` plus one, 0 is free; `mask` is the number of slots minus one.
  static func slot(
    of states: UnsafePointer<UInt64>, width: Int, among sets: UnsafeMutablePointer<UInt64>?,
    _ slots: UnsafeMutablePointer<UInt16>, mask: Int
  ) -> Int {
    var hash: UInt64 = 0
    for word in 0..<width {
      hash = (hash ^ states[word]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 29
    }
    var slot = Int(truncatingIfNeeded: hash &>> 16) & mask
    while slots[slot] != 0, let sets {
      let known = sets + (Int(slots[slot]) - 1) * width
      var word = 0
      while word < width, known[word] == states[word] { word += 1 }
      if word == width { break }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
