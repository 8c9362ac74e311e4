import Bytes

/// Replaces the values of dropped entries in texts by the names of the entries.
///
///     API_KEY=abcdef123456 is dropped: "X-K: abcdef123456" becomes "X-K: ${API_KEY}"
///
/// It finds all values in one pass (Aho and Corasick, 1975): the time grows with the values plus the texts, not with
/// their product.  The values stay private to it.
package struct DroppedValues {
  /// Shorter values are part of ordinary words, and reveal little.
  package static var leastCount: Int { 8 }

  private struct Row {
    let name: ByteString
    let value: ByteString
  }

  /// The entries whose values may occur in one of the texts.
  private var rows = List<Row>()
  private var states: States?
  /// Room for the values found in a text.
  private var parts = List<Part>()
  /// How much longer all texts together may still get: a name may be longer than its value, which may occur often.
  private var growth = 1 << 20
}

package extension DroppedValues {
  /// - Parameters:
  ///   - entries: the parent's, in their order.
  ///   - decisions: those on these entries, of an outcome that explains.
  ///   - texts: all texts that will be concealed.
  init(_ entries: List<EnvironmentEntry>, by decisions: List<Decision>, in texts: List<ByteString>) {
    let starts = Starts(of: texts)
    var size = 0
    for index in entries.indices where decisions[index].verdict == .dropped {
      let row = Self.row(ByteString(cString: entries[index].string), decisions[index].subject, index)
      guard row.value.count >= Self.leastCount, starts.mayHold(row.value) else { continue }
      rows.append(row)
      size += row.value.count
    }
    if rows.isEmpty { return }
    var states = States(most: size)
    for index in rows.indices { states.add(rows[index].value, Int32(index)) }
    states.link()
    self.states = states
  }

  /// A row for an entry.  An entry without a name is shown by its number.
  private static func row(_ entry: ByteString, _ subject: Subject, _ index: Int) -> Row {
    var value = entry
    var name = ByteBuffer()
    switch subject {
    case .name(let known):
      value = entry.dropFirst(min(known.count + 1, entry.count))
      name.write(known)
    case .entry:
      name.write("entry ")
      name.write(decimal: index + 1)
    }
    // A shell that passes a file's content as an argument drops the newlines at its end.
    while value.last == UInt8(ascii: "\n") { value = value[0..<value.count - 1] }
    return Row(name: name.finish(), value: value)
  }

  /// A part of a text that is the value of a dropped entry.
  private struct Part {
    let start: Int
    let end: Int
    let entry: Int
  }

  /// The text with names in place of values.  Of several values that begin at one place the longest counts; an
  /// overlapping value is replaced whole.
  mutating func concealed(_ text: ByteString) -> ByteString {
    guard let states, text.count >= Self.leastCount else { return text }
    // Sort the parts and drop those within another.
    var parts = self.parts
    var count = 0
    states.forEachEnd(in: text) { end, entry in
      let start = end - rows[entry].value.count
      while count > 0, parts[count - 1].start >= start { count -= 1 }
      let part = Part(start: start, end: end, entry: entry)
      if count < parts.count { parts.replace(count, by: part) } else { parts.append(part) }
      count += 1
    }
    self.parts = parts
    if count == 0 { return text }
    var result = ByteBuffer()
    var done = 0
    var next = 0
    while next < count {
      // Of the parts that overlap the previous one, take the one that reaches furthest.
      while next + 1 < count, parts[next + 1].start <= done { next += 1 }
      let part = parts[next]
      next += 1
      if part.start > done { result.write(text[done..<part.start]) }
      let name = rows[part.entry].name
      growth -= max(0, name.count - (part.end - part.start))
      result.write("${")
      result.write(growth > 0 ? name : "...")
      result.write("}")
      done = part.end
    }
    result.write(text.dropFirst(done))
    return result.finish()
  }
}

/// Which values may occur in the texts, by a hash of their first bytes: most values occur in none.
private struct Starts {
  private let bits: UnsafeMutablePointer<UInt8>
  private let shift: UInt64

  init(of texts: List<ByteString>) {
    var total = 0
    for text in texts { total += text.count }
    // With eight bits for each byte of text, one in eight values that do not occur is kept in vain.
    var (size, shift) = (256, UInt64(64 - 11))
    while size < total { (size, shift) = (size * 2, shift - 1) }
    self.shift = shift
    bits = zeroed(UInt8.self, size)
    for text in texts where text.count >= DroppedValues.leastCount {
      for index in 0...text.count - DroppedValues.leastCount {
        let number = number(text.dropFirst(index))
        bits[number >> 3] |= 1 << UInt8(number & 7)
      }
    }
  }

  func mayHold(_ value: ByteString) -> Bool {
    let number = number(value)
    return bits[number >> 3] & 1 << UInt8(number & 7) != 0
  }

  private func number(_ text: ByteString) -> Int {
    Int((UnsafeRawPointer(text.start).loadUnaligned(as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }
}

/// The states of the automaton: each is a prefix of a value, the longest that the text read so far ends with.
private struct States {
  /// For each state its parent, and the longest other state that is its suffix.
  private let parents: UnsafeMutablePointer<Int32>
  private let links: UnsafeMutablePointer<Int32>
  /// For each state the number of the longest value that it ends with, plus one; 0 is none.
  private let values: UnsafeMutablePointer<Int32>
  private let bytes: UnsafeMutablePointer<UInt8>
  private var count: Int32 = 1
  /// Open addressing over the steps: a step is a state, and the byte that leads to it from its parent.
  private let steps: UnsafeMutablePointer<Int32>
  private let mask: Int

  /// - Parameter most: the total length of all values.
  init(most: Int) {
    parents = zeroed(Int32.self, most + 1)
    links = zeroed(Int32.self, most + 1)
    values = zeroed(Int32.self, most + 1)
    bytes = zeroed(UInt8.self, most + 1)
    var capacity = 64
    while capacity < most * 2 { capacity *= 2 }
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

  mutating func add(_ value: ByteString, _ number: Int32) {
    var state: Int32 = 0
    for index in 0..<value.count {
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

  /// Computes the links, shorter states first.
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
    for index in 0..<text.count {
      state = next(state, text[index])
      let value = values[Int(state)]
      if value > 0 { body(index + 1, Int(value) - 1) }
    }
  }
}
