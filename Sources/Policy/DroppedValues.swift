import Bytes

/// Replaces the values of dropped entries in texts by the names of the entries.
///
///     API_KEY=abcdef123456 is dropped: "X-K: abcdef123456" becomes "X-K: ${API_KEY}"
///
/// It also replaces the parts that `ValueParts` takes from a value, such as the password of a URL or one of many lines.
///
/// It finds all values in one pass, see `ValueAutomaton`: the time grows with the values plus the texts, not with their
/// product.  The values stay private to it.
package struct DroppedValues {
  /// Shorter values are part of ordinary words, and reveal little.
  package static var leastCount: Int { 8 }

  private struct Row {
    let name: ByteString
    let value: ByteString
  }

  /// The entries whose values may occur in one of the texts.
  private var rows = List<Row>()
  private var automaton: ValueAutomaton?
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
    var automaton = ValueAutomaton(totalLength: size)
    for index in rows.indices { automaton.add(rows[index].value, Int32(index)) }
    automaton.link()
    self.automaton = automaton
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
    guard let automaton, text.count >= Self.leastCount else { return text }
    // Sort the parts and drop those within another.
    var parts = self.parts
    var count = 0
    automaton.forEachEnd(in: text) { end, entry in
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
