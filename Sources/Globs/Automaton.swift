import Bytes

/// The deterministic automaton of a `PatternSet`, built as names need it.  Each state is a set of states of the
/// `PatternSet`, found by hash.  Its tables live as long as the process.
struct Automaton {
  /// Where the successors of a state begin, so that a step multiplies nothing.
  typealias State = Int
  static var start: State { 0 }

  /// More states than real names reach.  Beyond this number, or this many words of sets, the caller continues without
  /// the automaton.
  private static var limit: Int { 1024 }
  private static var mostWords: Int { 1 << 18 }
  private static var unknown: UInt32 { .max }
  /// Numbers of states have no sign.
  @inline(__always)
  static func isUnknown(_ next: UInt32) -> Bool { Int32(bitPattern: next) < 0 }

  /// `width` words a state.
  private var sets = List<UInt64>()
  /// `stride` numbers a state: the successors on each row, on a byte beyond ASCII, which is never known, and the state's
  /// own number.
  private var followers = List<UInt32>()
  private let stride: Int
  /// For each byte its row.
  let rows: UnsafeMutablePointer<UInt8>
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
    stride = tables.pointee.rowCount + 2
    rows = .allocate(capacity: 256)
    // The last row is that of bytes beyond ASCII; row numbers fit in a byte, see `Tables`.
    for byte in 0..<256 { rows[byte] = byte < 0x80 ? tables.pointee.rowOf[byte] : UInt8(tables.pointee.rowCount) }
    _ = add(tables.pointee.initial)
  }

  /// The successors of all states; valid until a step adds a state.
  var known: UnsafeMutablePointer<UInt32> { followers.start.unsafelyUnwrapped }

  /// The successor of `state` on a byte of `row`; nil if the automaton is full.
  mutating func step(_ state: State, row: Int) -> State? {
    let known = followers[state + row]
    if !Self.isUnknown(known) { return State(known) }
    tables.pointee.step(bits(of: state), row: row, words: tables.pointee.width, into: scratch)
    guard let found = add(scratch) else { return nil }
    followers.replace(state + row, by: UInt32(found))
    return found
  }

  func bits(of state: State) -> UnsafePointer<UInt64> {
    UnsafePointer(sets.start.unsafelyUnwrapped + number(of: state) * tables.pointee.width)
  }

  @inline(__always)  // A call would copy the automaton, for each name.
  func isFinal(_ state: State) -> Bool { finals[number(of: state)] }

  @inline(__always)
  private func number(of state: State) -> Int { Int(followers[state + stride - 1]) }

  /// The state for the set `states`, added if it is new; nil if there is no room.
  private mutating func add(_ states: UnsafePointer<UInt64>) -> State? {
    let width = tables.pointee.width
    let slot = StateSets.slot(of: states, width: width, among: sets.start, slots, mask: Self.limit * 2 - 1)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1) * stride }
    let state = finals.count
    if state == Self.limit || (state + 1) * width > Self.mostWords && state > 0 { return nil }
    slots[slot] = UInt16(state + 1)
    for word in 0..<width { sets.append(states[word]) }
    for _ in 0..<stride - 1 { followers.append(Self.unknown) }
    followers.append(UInt32(state))
    finals.append(tables.pointee.areFinal(states))
    return state * stride
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
