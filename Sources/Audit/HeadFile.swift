import Bytes

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
