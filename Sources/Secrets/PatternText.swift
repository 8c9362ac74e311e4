import Bytes

/// Patterns with their reasons, as text: a line is one or more patterns, `: `, and the reason that they share; lines
/// that begin with `#` are headings.  One text, and not a table of pointers: those would have to be relocated when
/// the program starts.
struct PatternText {
  let text: ByteString

  /// Where the pattern begins that comes after the one at `place`, the first after none; nil if it was the last.
  func after(_ place: Int?) -> Int? {
    var next = 0
    if let place {
      next = end(of: place)
      next = text[next] == UInt8(ascii: ":") ? nextLine(next) : next &+ 1
    }
    while next < text.count, text[next] == UInt8(ascii: "#") { next = nextLine(next) }
    return next < text.count ? next : nil
  }

  /// The pattern at `place`, as it is written.
  func glob(at place: Int) -> ByteString { text[place..<end(of: place)] }

  /// Why the pattern at `place` is in the list, in a few words.
  func reason(at place: Int) -> ByteString {
    let start = (text.firstIndex(of: UInt8(ascii: ":"), from: place) ?? text.count) &+ 2
    return text[start..<lineEnd(start)]
  }

  private func end(of place: Int) -> Int {
    var end = place
    while text[end] != UInt8(ascii: " "), text[end] != UInt8(ascii: ":") { end &+= 1 }
    return end
  }

  private func lineEnd(_ place: Int) -> Int { text.firstIndex(of: UInt8(ascii: "\n"), from: place) ?? text.count }

  private func nextLine(_ place: Int) -> Int { min(lineEnd(place) &+ 1, text.count) }
}
