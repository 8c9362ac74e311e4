/// Finds, among the names there are, the one that a misspelt name was probably meant to be: the one
/// that the fewest slips of a finger lead to, where these are at most two and fewer than half the name.
package struct Nearest {
  private let name: ByteString
  private var best: Int

  package init(to name: ByteString) {
    self.name = name
    best = min(2, (name.count - 1) / 2) + 1
  }

  /// The one of `words`, which stand between blanks, that `name` was probably meant to be: the same but for
  /// case, or the nearest.
  package static func word(to name: ByteString, in words: ByteString) -> ByteString? {
    if name.isEmpty { return nil }
    var nearest = Nearest(to: name)
    var found: ByteString?
    var iterator = WordIterator(words, separator: UInt8(ascii: " "))
    while let word = iterator.next() {
      if word.equalsFoldingCase(name) { return word }
      if nearest.improves(with: word) { found = word }
    }
    return found
  }

  /// Whether `candidate` is nearer than every one before it, and near enough.
  package mutating func improves(with candidate: ByteString) -> Bool {
    guard abs(candidate.count - name.count) < best else { return false }
    let distance = distance(to: candidate)
    guard distance < best else { return false }
    best = distance
    return true
  }

  /// How many bytes to insert, delete, replace, or swap with their neighbour.
  private func distance(to other: ByteString) -> Int {
    var beforeLast = zeroed(Int.self, other.count + 1)
    var last = zeroed(Int.self, other.count + 1)
    for column in 0...other.count { last[column] = column }
    var row = zeroed(Int.self, other.count + 1)
    for i in 0..<name.count {
      row[0] = i + 1
      for j in 0..<other.count {
        var least = last[j] + (name[i] == other[j] ? 0 : 1)
        least = min(least, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, name[i] == other[j - 1], name[i - 1] == other[j] {
          least = min(least, beforeLast[j - 1] + 1)
        }
        row[j + 1] = least
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[other.count]
  }
}
