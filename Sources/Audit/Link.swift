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
  static var beginning: Link { Link(sequence: 0, hash: .zeros) }
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
