import Bytes
import Policy

/// A record's place in the chain: its number, and the digest that the next record has to name.
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
  /// The last number that a record may have: 18 digits.
  static var lastSequence: Int { 999_999_999_999_999_999 }

  /// What the first record goes on from.
  static var beginning: Link { Link(sequence: 0, hash: zeros) }

  private static var zeros: SHA256 {
    SHA256(hexadecimal: "0000000000000000000000000000000000000000000000000000000000000000").unsafelyUnwrapped
  }
}

extension ByteBuffer {
  /// A record that goes on from `previous`, its newline included.
  ///
  /// - Parameter body: the record without its trailer: it begins as the format has it, and ends where another member
  ///   may follow.
  /// - Returns: the link that the next record goes on from.
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
  /// A record for somebody who keeps no chain: it names its place in the one that is kept in a file, if any is.
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

/// What the trailer of a record says.
package struct Trailer: Equatable, Sendable {
  package let format: TrailFormat
  /// As the record has them: whether they are right is another question.
  package let link: Link
  package let previous: SHA256
  /// How many bytes of the line `hash` is about.
  let hashedCount: Int
}

package extension Trailer {
  /// Reads the end of a line; nil if it is none of a record.
  /// - Parameter line: without its newline; what stands far before its end may be missing.
  init?(endOf line: ByteString) {
    var next = TrailFormat.after(nil)
    while let format = next {
      next = .after(format)
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

  /// Whether the record's own digest is that of its bytes, and its start one of a record.
  /// - Parameter line: the whole line.
  func isRight(for line: ByteString) -> Bool {
    line.hasPrefix(format.start) && SHA256.digest(of: line[0..<hashedCount]) == link.hash
  }
}

extension ByteString {
  /// Takes `end` away from the end; false if it doesn't stand there.
  fileprivate mutating func drop(_ end: ByteString) -> Bool {
    guard count >= end.count, dropFirst(count - end.count) == end else { return false }
    self = self[0..<count - end.count]
    return true
  }

  fileprivate mutating func dropDigest() -> SHA256? {
    guard count >= 64, let digest = SHA256(hexadecimal: dropFirst(count - 64)) else { return nil }
    self = self[0..<count - 64]
    return digest
  }

  /// Takes a number away from the end, as records write it: from 1, without zeros in front.
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
    for index in 0..<count { number = number * 10 + Int(self[index] - UInt8(ascii: "0")) }
    return number
  }
}

/// The file beside a trail that says where its chain ended: `NUMBER DIGEST`, a newline, and newlines to its full size.
/// By it a new file goes on where the one that was renamed left off, and what was cut off at the end is noticed with
/// the next record.
///
/// While a record is written a second line says which: `NUMBER DIGEST` too.  Whoever finds that line knows that the
/// writer was stopped, and that the record stands at the end of the trail, or nowhere.
package struct HeadFile: Equatable, Sendable {
  /// The last record that was written for certain; the beginning where there is none.
  package let last: Link
  /// The record that was being written.
  package let next: Link?

  package init(last: Link, next: Link?) {
    self.last = last
    self.next = next
  }
}

package extension HeadFile {
  /// What stands behind the trail's own path.
  static var suffix: ByteString { ".head" }
  /// Its size: it is always written whole, with one call that leaves nothing of what was there.
  static var size: Int { 192 }
  /// More than that is none.
  static var limit: Int { size + 1 }

  /// nil if the text is none; an empty one, as a file has that was just made, is the beginning.
  init?(_ text: ByteString) {
    var rest = text
    guard text.count <= Self.size else { return nil }
    guard let last = text.isEmpty ? .beginning : Self.takeLine(&rest) else { return nil }
    var next: Link?
    if !rest.isEmpty, rest[0] != UInt8(ascii: "\n") {
      next = Self.takeLine(&rest)
      guard let next, next.sequence > last.sequence else { return nil }
    }
    for index in 0..<rest.count where rest[index] != UInt8(ascii: "\n") { return nil }
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
