/// Finds the name that a misspelt name was probably meant to be: the one at the smallest edit distance, which must be
/// at most two and less than half the name.
package struct Nearest {
  private let name: ByteString
  private var best: Int
}

package extension Nearest {
  init(to name: ByteString) {
    self.name = name
    best = min(2, (name.count - 1) / 2) + 1
  }

  /// The word of `words`, which are separated by blanks, that `name` was probably meant to be: equal but for case, or
  /// the nearest.
  static func word(to name: ByteString, in words: ByteString) -> ByteString? {
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

  /// The longest name that gets a proposal: longer names are not misspelt by a slip, and the time grows with the square
  /// of the length.
  private static var longest: Int { 63 }

  /// Whether `candidate` is near enough, and nearer than all before it.
  mutating func improves(with candidate: ByteString) -> Bool {
    guard abs(candidate.count - name.count) < best, max(candidate.count, name.count) <= Self.longest else { return false }
    let distance = distance(to: candidate)
    guard distance < best else { return false }
    best = distance
    return true
  }

  /// The edit distance in bytes, ignoring the case of letters: insertions, deletions, replacements, and swaps of neighbours.
  private func distance(to other: ByteString) -> Int {
    // Three rows used in turn, on the stack: memory is never freed, and a file may hold many misspelt keys.
    var rows = InlineArray<192, UInt8>(repeating: 0)
    var (beforeLast, last, row) = (0, 64, 128)
    for column in 0...other.count { rows[last + column] = UInt8(column) }
    for i in 0..<name.count {
      rows[row] = UInt8(i + 1)
      for j in 0..<other.count {
        var least = rows[last + j] + (name[i].foldedCase == other[j].foldedCase ? 0 : 1)
        least = min(least, min(rows[last + j + 1], rows[row + j]) + 1)
        if i > 0, j > 0, name[i] == other[j - 1], name[i - 1] == other[j] {
          least = min(least, rows[beforeLast + j - 1] + 1)
        }
        rows[row + j + 1] = least
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return Int(rows[last + other.count])
  }
}
