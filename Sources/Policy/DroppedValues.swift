import Bytes

/// Replaces the values of dropped entries in texts by the names of the entries.
///
///     API_KEY=abcdef123456 is dropped: "X-K: abcdef123456" becomes "X-K: ${API_KEY}"
///
/// It also replaces the parts that `ValueParts` takes from a value, such as the password of a URL or one of many lines.
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
  /// The values found in a text; the memory is used again for the next text.
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
    var dropped = List<Row>()
    for index in entries.indices where decisions[index].verdict == .dropped {
      let row = Self.row(ByteString(cString: entries[index].string), decisions[index].subject, index)
      if row.value.count >= Self.leastCount { dropped.append(row) }
    }
    // Whole values come first: if two names fit a text, the first one is shown.
    for row in dropped where starts.mayHold(row.value) { rows.append(row) }
    for row in dropped {
      ValueParts.forEach(of: row.value) { part in
        if part.count >= Self.leastCount, part.count < row.value.count, starts.mayHold(part) {
          rows.append(Row(name: row.name, value: part))
        }
      }
    }
    if rows.isEmpty { return }
    var size = 0
    for row in rows { size += row.value.count }
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
      name.write("entry ", decimal: index + 1)
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

/// The parts of a value that reveal as much as the whole: the value without quotes, a line, an uncommon word, the
/// password of a URL.  Words of letters alone are too common: `postgres`, `password`.
private enum ValueParts {
  /// The time is linear in the value.  A part may be short, or the whole value.
  static func forEach(of value: ByteString, _ body: (ByteString) -> Void) {
    body(trimmed(value))
    var lines = WordIterator(value, separator: UInt8(ascii: "\n"))
    while let line = lines.next() { body(trimmed(line)) }
    forEachWord(of: value, body)
    forEachPassword(of: value, body)
  }

  private static func trimmed(_ text: ByteString) -> ByteString {
    var (start, end) = (0, text.count)
    while start < end, isAround(text[start]) { start += 1 }
    while end > start, isAround(text[end - 1]) { end -= 1 }
    return text[start..<end]
  }

  private static func isAround(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): true
    default: byte <= UInt8(ascii: " ")
    }
  }

  /// Whether words end here.
  private static func separates(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"),
      UInt8(ascii: "?"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"):
      true
    default: isAround(byte)
    }
  }

  private static func forEachWord(of value: ByteString, _ body: (ByteString) -> Void) {
    var start = 0
    while start < value.count {
      var end = start
      while end < value.count, !separates(value[end]) { end += 1 }
      var word = value[start..<end]
      let isUsers = end < value.count && value[end] == UInt8(ascii: "@")
      let isPassword = isUsers && start > 0 && value[start - 1] == UInt8(ascii: ":")
      // A URL has these after its scheme.
      if word.hasPrefix("//") { word = word.dropFirst(2) }
      if isPassword || isTelling(word) { body(word) }
      // user/password@host
      if isUsers, let slash = word.lastIndex(of: UInt8(ascii: "/")) { body(word.dropFirst(slash + 1)) }
      start = end + 1
    }
  }

  private static func isTelling(_ word: ByteString) -> Bool {
    if word.count > 15 { return true }
    for index in word.indices where word[index].isASCIIDigit { return true }
    return false
  }

  /// The bytes between the first `:` and the last `@` of a URL; up to the first `@` if a slash that is not
  /// encoded comes before it.
  private static func forEachPassword(of value: ByteString, _ body: (ByteString) -> Void) {
    var next = self.next(in: value, from: 0)
    while let start = next {
      next = self.next(in: value, from: start)
      var colon: Int?
      var at: Int?
      var isInAuthority = true
      var index = start
      while index < next ?? value.count, !isAround(value[index]) {
        switch value[index] {
        case UInt8(ascii: ":"): colon = colon ?? index
        case UInt8(ascii: "@"): if isInAuthority || at == nil { at = index }
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isInAuthority = false
        default: break
        }
        index += 1
      }
      if let colon, let at, colon < at { body(value[colon + 1..<at]) }
    }
  }

  /// The place after the next `://`.
  private static func next(in value: ByteString, from start: Int) -> Int? {
    var from = start
    while let colon = value.firstIndex(of: UInt8(ascii: ":"), from: from) {
      if value.dropFirst(colon).hasPrefix("://") { return colon + 3 }
      from = colon + 1
    }
    return nil
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
    for index in text.indices {
      state = next(state, text[index])
      let value = values[Int(state)]
      if value > 0 { body(index + 1, Int(value) - 1) }
    }
  }
}
