import Bytes

/// Finds the members of large tables: one open-addressing hash table for the whole document, whose slots name a table
/// and one of its members.
///
/// Keys come from a file that others may have written, so the hash is SipHash-1-3 with a secret seed: nobody can write
/// keys that collide.
struct KeyIndex {
  private struct Slot {
    var table: UInt32
    /// 0 if the slot is free: the root is a member of no table.
    var member: UInt32
  }

  private let seed: UInt64
  private var slots: UnsafeMutablePointer<Slot>?
  private var capacity = 0
  private var count = 0

  private static let firstCapacity = 64

  init(seed: UInt64) { self.seed = seed }

  func deallocate() { slots?.deallocate() }

  /// The member of `table` with this key; 0 if there is none.
  func find(_ key: ByteString, in table: UInt32, _ tree: Tree, _ texts: Texts) -> UInt32 {
    guard let slots else { return 0 }
    var place = hash(key, of: table) & (capacity - 1)
    while slots[place].member != 0 {
      let slot = slots[place]
      if slot.table == table, texts[tree[slot.member].key] == key { return slot.member }
      place = (place + 1) & (capacity - 1)
    }
    return 0
  }

  /// Inserts a member that is not there yet.
  mutating func insert(_ member: UInt32, of table: UInt32, _ tree: Tree, _ texts: Texts) {
    if count * 2 >= capacity { grow(tree, texts) }
    place(Slot(table: table, member: member), tree, texts)
    count += 1
  }

  private func place(_ slot: Slot, _ tree: Tree, _ texts: Texts) {
    guard let slots else { return }
    var place = hash(texts[tree[slot.member].key], of: slot.table) & (capacity - 1)
    while slots[place].member != 0 { place = (place + 1) & (capacity - 1) }
    slots[place] = slot
  }

  private mutating func grow(_ tree: Tree, _ texts: Texts) {
    let old = slots
    let oldCapacity = capacity
    capacity = max(capacity * 2, KeyIndex.firstCapacity)
    slots = .allocate(capacity: capacity)
    slots?.initialize(repeating: Slot(table: 0, member: 0), count: capacity)
    guard let old else { return }
    for index in 0..<oldCapacity where old[index].member != 0 { place(old[index], tree, texts) }
    old.deallocate()
  }

  private func hash(_ key: ByteString, of table: UInt32) -> Int {
    var state = SipState(seed)
    state.take(UInt64(table) << 32 | UInt64(UInt32(truncatingIfNeeded: key.count)))
    var index = 0
    while index &+ 8 <= key.count {
      state.take(Lexer.word(at: key.start + index))
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < key.count {
      rest = rest << 8 | UInt64(key[index])
      index &+= 1
    }
    state.take(rest)
    return Int(truncatingIfNeeded: state.finish())
  }
}

/// SipHash with one round a word and three at the end.  Unlike in the standard, the number of bytes is the first word,
/// not a part of the last.
private struct SipState {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  init(_ seed: UInt64) {
    // The second half of the key is derived from the first: a start provides one random word.
    let second = (seed << 32 | seed >> 32) &* 0x9E37_79B9_7F4A_7C15
    v0 = seed ^ 0x736F_6D65_7073_6575
    v1 = second ^ 0x646F_7261_6E64_6F6D
    v2 = seed ^ 0x6C79_6765_6E65_7261
    v3 = second ^ 0x7465_6462_7974_6573
  }

  mutating func take(_ word: UInt64) {
    v3 ^= word
    round()
    v0 ^= word
  }

  mutating func finish() -> UInt64 {
    v2 ^= 0xFF
    round()
    round()
    round()
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func round() {
    v0 = v0 &+ v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 = v2 &+ v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 = v0 &+ v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 = v2 &+ v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }
}
