import Bytes

/// How a trail file ends, judged by its last bytes.
package enum TrailEnd: Equatable, Sendable {
  /// It ends with a whole record.
  /// - Parameter isEnded: whether its line ends with a newline, which may have been cut off.
  case record(Link, isEnded: Bool)
  /// After its last whole record (nil if there is none) it ends with something else.
  /// - Parameter cut: the number of bytes after that record.
  case cut(after: Link?, cut: Int)
  /// These bytes are too few: the end of a record is further back.
  case furtherBack

  /// - Parameters:
  ///   - tail: the last bytes of the file, at least one.
  ///   - isWhole: whether `tail` is the whole file.
  package init(_ tail: ByteString, isWhole: Bool) {
    var end = tail.count
    // A part of a record doesn't end with a digest.
    if tail.last != UInt8(ascii: "\n"), let trailer = Trailer(endOf: tail) {
      self = .record(trailer.link, isEnded: false)
      return
    }
    while true {
      // Find the newline that would end a record.
      while end > 0, tail[end - 1] != UInt8(ascii: "\n") { end -= 1 }
      if end == 0 {
        self = isWhole ? .cut(after: nil, cut: tail.count) : .furtherBack
        return
      }
      if let trailer = Trailer(endOf: tail[0..<end - 1]) {
        self = end == tail.count ? .record(trailer.link, isEnded: true) : .cut(after: trailer.link, cut: tail.count - end)
        return
      }
      end -= 1
    }
  }
}
