import Bytes
import Policy

/// A record's place in the chain: its number, and the digest that the next record must name.  `write(record:)` computes
/// it.
package struct Link: Equatable, Sendable {
  /// From 1; 0 before the first record.
  package let sequence: Int
  package let hash: SHA256

  package init(sequence: Int, hash: SHA256) {
    self.sequence = sequence
    self.hash = hash
  }
}

package extension Link {
  /// The highest number of a record: 18 digits.
  static var lastSequence: Int { 999_999_999_999_999_999 }

  /// The link before the first record.
  static var beginning: Link { Link(sequence: 0, hash: zeros) }

  private static var zeros: SHA256 {
    SHA256(hexadecimal: "0000000000000000000000000000000000000000000000000000000000000000").unsafelyUnwrapped
  }
}

extension ByteBuffer {
  /// Writes a record that follows `previous`, its newline included.
  ///
  /// - Parameter body: the record without its trailer.  It begins as `format` requires, and ends where another member
  ///   may follow.
  /// - Returns: the link that the next record follows.
  package mutating func write(record body: ByteString, _ format: TrailFormat, after previous: Link) -> Link {
    let start = count
    let sequence = previous.sequence + 1
    reserve(body.count + 512)
    write(body)
    write(format.beforeSequence)
    write(decimal: sequence)
    write(format.beforePrevious)
    write(previous.hash)
    write(format.afterPrevious)
    let hash = withBytes { SHA256.digest(of: $0.dropFirst(start)) }
    write(format.beforeHash)
    write(hash)
    write(format.end)
    write("\n")
    return Link(sequence: sequence, hash: hash)
  }
}

extension ByteBuffer {
  /// Writes a record for a sink that keeps no chain: it names its place in the chain of the file, if there is one.
  package mutating func write(copyOf body: ByteString, _ format: TrailFormat, at link: Link?) {
    write(body)
    if let link {
      write(format.beforeSequence)
      write(decimal: link.sequence)
      if format == .otlpJSON { write(format.afterPrevious) }
      write(format.beforeHash)
      write(link.hash)
      write(format.end)
    } else {
      write(format.end.dropFirst(format == .jsonl ? 1 : 3))
    }
  }
}

/// The content of a record's trailer.
package struct Trailer: Equatable, Sendable {
  package let format: TrailFormat
  /// As stated in the record; `isRight` verifies them.
  package let link: Link
  package let previous: SHA256
  /// How many bytes of the line `hash` covers.
  let hashedCount: Int
}

package extension Trailer {
  /// Reads the end of a line; nil if it doesn't end like a record.
  /// - Parameter line: without its newline; only its end is needed.
  init?(endOf line: ByteString) {
    for format in TrailFormat.all {
      var rest = line
      guard rest.drop(format.end), let hash = rest.dropDigest(), rest.drop(format.beforeHash) else { continue }
      let hashedCount = rest.count
      guard rest.drop(format.afterPrevious), let previous = rest.dropDigest(), rest.drop(format.beforePrevious),
        let sequence = rest.dropNumber(), rest.drop(format.beforeSequence)
      else { continue }
      self.format = format
      link = Link(sequence: sequence, hash: hash)
      self.previous = previous
      self.hashedCount = hashedCount
      return
    }
    return nil
  }

  /// Whether the digest matches the line's bytes, and the line begins like a record.
  /// - Parameter line: the whole line.
  func isRight(for line: ByteString) -> Bool {
    line.hasPrefix(format.start) && SHA256.digest(of: line[0..<hashedCount]) == link.hash
  }
}

extension ByteString {
  /// Removes the suffix `end`; false if it is missing.
  fileprivate mutating func drop(_ end: ByteString) -> Bool {
    guard hasSuffix(end) else { return false }
    self = self[0..<count - end.count]
    return true
  }

  fileprivate mutating func dropDigest() -> SHA256? {
    guard count >= 64, let digest = SHA256(hexadecimal: dropFirst(count - 64)) else { return nil }
    self = self[0..<count - 64]
    return digest
  }

  /// Removes a number from the end, as records write it: at least 1, without leading zeros.
  fileprivate mutating func dropNumber() -> Int? {
    var first = count
    while first > 0, self[first - 1].isASCIIDigit { first -= 1 }
    guard count > first, count - first <= 18, self[first] != UInt8(ascii: "0") else { return nil }
    let number = dropFirst(first).decimalNumber
    self = self[0..<first]
    return number
  }

  /// The number that up to 18 digits write.
  fileprivate var decimalNumber: Int {
    var number = 0
    for index in indices { number = number * 10 + Int(self[index] - UInt8(ascii: "0")) }
    return number
  }
}

/// The head file next to a trail states where its chain ended: `NUMBER DIGEST`, a newline, and newlines up to its full
/// size.  With it a new file continues the chain of the one that was renamed, and the next record reveals that the end
/// of the trail was cut off.
///
/// While a record is being written, a second line names it, also as `NUMBER DIGEST`.  A process that finds this line
/// knows that the writer was stopped, and that the record is the last one of the trail or was never written.
package struct HeadFile: Equatable, Sendable {
  /// The last record that was certainly written; the beginning if there is none.
  package let last: Link
  /// The record that was being written.
  package let next: Link?

  package init(last: Link, next: Link?) {
    self.last = last
    self.next = next
  }
}

package extension HeadFile {
  /// What is appended to the trail's path.
  static var suffix: ByteString { ".head" }
  /// Its size.  The file is always written whole, in one call that leaves nothing of its old content.
  static var size: Int { 192 }
  /// The most bytes to read: a file that reaches it is no head file.
  static var limit: Int { size + 1 }

  /// nil if the text is no head file.  An empty text, as in a new file, is the beginning.
  init?(_ text: ByteString) {
    var rest = text
    guard text.count <= Self.size else { return nil }
    guard let last = text.isEmpty ? .beginning : Self.takeLine(&rest) else { return nil }
    var next: Link?
    if !rest.isEmpty, rest[0] != UInt8(ascii: "\n") {
      next = Self.takeLine(&rest)
      guard let next, next.sequence > last.sequence else { return nil }
    }
    for index in rest.indices where rest[index] != UInt8(ascii: "\n") { return nil }
    self.init(last: last, next: next)
  }

  private static func takeLine(_ text: inout ByteString) -> Link? {
    guard let end = text.firstIndex(of: UInt8(ascii: "\n")), let space = text[0..<end].firstIndex(of: UInt8(ascii: " ")),
      let hash = SHA256(hexadecimal: text[space + 1..<end])
    else { return nil }
    var number = text[0..<space]
    text = text.dropFirst(end + 1)
    if number == "0", hash == Link.beginning.hash { return .beginning }
    guard let sequence = number.dropNumber(), number.isEmpty else { return nil }
    return Link(sequence: sequence, hash: hash)
  }

  func write(to buffer: inout ByteBuffer) {
    let end = buffer.count + Self.size
    Self.write(last, to: &buffer)
    if let next { Self.write(next, to: &buffer) }
    buffer.write(UInt8(ascii: "\n"), count: end - buffer.count)
  }

  private static func write(_ link: Link, to buffer: inout ByteBuffer) {
    buffer.write(decimal: link.sequence)
    buffer.write(" ")
    buffer.write(link.hash)
    buffer.write("\n")
  }
}
