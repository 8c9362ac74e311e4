import Bytes

/// Finds many values in a text in one pass (Aho and Corasick, 1975): an automaton whose states are the prefixes of the
/// values.  The state is the longest prefix with which the text read so far ends.
struct ValueAutomaton {
  /// For each state its parent, and the longest other state that is its suffix.
  private let parents: UnsafeMutablePointer<Int32>
  private let links: UnsafeMutablePointer<Int32>
  /// For each state the number of the longest value that it ends with, plus one; 0 is none.
  private let values: UnsafeMutablePointer<Int32>
  private let bytes: UnsafeMutablePointer<UInt8>
  /// The number of states, that of the empty prefix included.
  private var count: Int32 = 1
  /// Open addressing over the steps: a step is a state, and the byte that leads to it from its parent.
  private let steps: UnsafeMutablePointer<Int32>
  private let mask: Int

  /// - Parameter totalLength: of all values.
  init(totalLength: Int) {
    parents = zeroed(Int32.self, totalLength + 1)
    links = zeroed(Int32.self, totalLength + 1)
    values = zeroed(Int32.self, totalLength + 1)
    bytes = zeroed(UInt8.self, totalLength + 1)
    var capacity = 64
    while capacity < totalLength * 2 { capacity *= 2 }
    steps = zeroed(Int32.self, capacity)
    mask = capacity - 1
  }

  /// The slot that holds the step, or where it belongs.
  private func slot(_ state: Int32, _ byte: UInt8) -> Int {
    let step = UInt64(state) << 8 | UInt64(byte)
    var slot = Int((step &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while true {
      let found = steps[slot]
      if found == 0 || parents[Int(found)] == state && bytes[Int(found)] == byte { return slot }
      slot = (slot + 1) & mask
    }
  }

  /// - Parameter number: what `forEachEnd` reports of it.
  mutating func add(_ value: ByteString, _ number: Int32) {
    var state: Int32 = 0
    for index in value.indices {
      let slot = slot(state, value[index])
      if steps[slot] == 0 {
        steps[slot] = count
        parents[Int(count)] = state
        bytes[Int(count)] = value[index]
        count += 1
      }
      state = steps[slot]
    }
    // If two names have the same value, the first is shown.
    if values[Int(state)] == 0 { values[Int(state)] = number + 1 }
  }

  /// Call it after the last value.  It computes the links, shorter states first.
  mutating func link() {
    let total = Int(count)
    // Sort the states by length, which is the parent's plus one; a parent has a lower number.
    let lengths = zeroed(Int32.self, total)
    var longest = 0
    for state in 1..<total {
      lengths[state] = lengths[Int(parents[state])] + 1
      longest = max(longest, Int(lengths[state]))
    }
    let places = zeroed(Int32.self, longest + 2)
    for state in 1..<total { places[Int(lengths[state]) + 1] += 1 }
    for length in 1..<longest + 2 { places[length] += places[length - 1] }
    let order = zeroed(Int32.self, total)
    for state in 1..<total {
      order[Int(places[Int(lengths[state])])] = Int32(state)
      places[Int(lengths[state])] += 1
    }
    for index in 0..<total - 1 {
      let state = Int(order[index])
      if parents[state] != 0 { links[state] = next(links[Int(parents[state])], bytes[state]) }
      if values[state] == 0 { values[state] = values[Int(links[state])] }
    }
    lengths.deallocate()
    places.deallocate()
    order.deallocate()
  }

  /// The next state on a byte.
  private func next(_ state: Int32, _ byte: UInt8) -> Int32 {
    var state = state
    while true {
      let found = steps[slot(state, byte)]
      if found != 0 || state == 0 { return found }
      state = links[Int(state)]
    }
  }

  /// Calls `body` with each place where values end, and the number of the longest of them.
  func forEachEnd(in text: ByteString, _ body: (Int, Int) -> Void) {
    var state: Int32 = 0
    for index in text.indices {
      state = next(state, text[index])
      let value = values[Int(state)]
      if value > 0 { body(index + 1, Int(value) - 1) }
    }
  }
}
