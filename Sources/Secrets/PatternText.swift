import Bytes

/// Patterns with their reasons, as text.  A line is one or more patterns, `: `, and their common reason; lines that
/// begin with `#` are headings.  It is one text because a table of pointers would have to be relocated when the program
/// starts.
struct PatternText {
  let text: ByteString

  /// The place of the pattern after the one at `place`; the first one after nil, nil after the last.
  func after(_ place: Int?) -> Int? {
    var next = 0
    if let place {
      next = end(of: place)
      next = text[next] == UInt8(ascii: ":") ? nextLine(next) : next &+ 1
    }
    while next < text.count, text[next] == UInt8(ascii: "#") { next = nextLine(next) }
    return next < text.count ? next : nil
  }

  /// The text of the pattern at `place`.
  func glob(at place: Int) -> ByteString { text[place..<end(of: place)] }

  /// The reason for the pattern at `place`, in a few words.
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
