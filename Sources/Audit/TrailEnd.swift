import Bytes

/// Where a trail's file ends, found from its last bytes.
package enum TrailEnd: Equatable, Sendable {
  /// With a whole record.
  /// - Parameter isEnded: whether its line has a newline, all that may have been cut off.
  case record(Link, isEnded: Bool)
  /// With something that is no whole record, behind the last one that is; nil if there is none.
  /// - Parameter cut: how many bytes that is, to the end of the file.
  case cut(after: Link?, cut: Int)
  /// It can't be told from these bytes.
  case furtherBack

  /// - Parameters:
  ///   - tail: the last bytes of the file, at least one.
  ///   - isWhole: whether that is all of it.
  package init(_ tail: ByteString, isWhole: Bool) {
    var end = tail.count
    // No digest stands at the end of a part of a record.
    if tail.last != UInt8(ascii: "\n"), let trailer = Trailer(endOf: tail) {
      self = .record(trailer.link, isEnded: false)
      return
    }
    while true {
      // The newline that would end a record.
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
