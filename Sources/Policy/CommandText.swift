import Bytes
import Globs

/// The text of a command, prepared for matching against many globs.  It may be as long as the kernel allows, and so may
/// the globs together.
///
/// Most globs are rejected without a look at the text: a set of the runs of one, two and four bytes in it shows that
/// one of the glob's literals is missing.  Otherwise a glob of literals and stars takes as many steps as the text and
/// the glob are long; one with `?` or a class takes a step for each byte of the text and each 64 elements.
struct CommandText {
  /// ASCII letters in lower case.
  private let text: ByteString
  private let original: ByteString
  private let runs: UnsafeMutablePointer<UInt64>
  /// The number of bits in `runs`, a power of two, minus one.
  private let mask: UInt32

  init(_ text: ByteString) {
    original = text
    self.text = text.foldingCase()
    var bits = 1024
    while bits < text.count * 8 { bits *= 2 }
    runs = zeroed(UInt64.self, bits / 64)
    mask = UInt32(truncatingIfNeeded: bits - 1)
    var last: UInt32 = 0
    for index in text.indices {
      last = last << 8 | UInt32(self.text.start[index])
      insert(last & 0xFF, 1)
      if index > 0 { insert(last & 0xFFFF, 2) }
      if index > 2 { insert(last, 4) }
    }
  }

  private func bit(_ run: UInt32, _ length: UInt32) -> Int {
    let hash = (run ^ length &* 0x85EB_CA6B) &* 0x9E37_79B1
    return Int((hash ^ hash &>> 15) & mask)
  }

  private func insert(_ run: UInt32, _ length: UInt32) {
    let bit = bit(run, length)
    runs[bit &>> 6] |= 1 &<< UInt64(bit & 63)
  }

  private func has(_ run: UInt32, _ length: UInt32) -> Bool {
    let bit = bit(run, length)
    return runs[bit &>> 6] &>> UInt64(bit & 63) & 1 == 1
  }

  /// Whether `glob` matches the whole text, or the text from byte `start` on.
  func matches(_ glob: Pattern, orFrom start: Int) -> Bool {
    let pieces = Pieces(glob.source)
    for index in pieces.literals.indices where !mayHold(pieces.literals[index]) { return false }
    if pieces.hasSingle {
      let matcher = ListMatcher(glob)
      return matcher.matches(original) || start > 0 && matcher.matches(original.dropFirst(start))
    }
    return matches(pieces, text) || start > 0 && matches(pieces, text.dropFirst(start))
  }

  /// False if `literal` certainly does not occur in the text.
  private func mayHold(_ literal: ByteString) -> Bool {
    var last: UInt32 = 0
    for index in literal.indices {
      last = last << 8 | UInt32(literal[index])
      if index > 2 {
        if !has(last, 4) { return false }
      } else if literal.count < 4, !(index == 1 ? has(last & 0xFFFF, 2) : has(last & 0xFF, 1)) {
        return false
      }
    }
    return true
  }

  /// Finds each literal at its first place after the previous one, the last one at the end.
  private func matches(_ pieces: Pieces, _ text: ByteString) -> Bool {
    guard let first = pieces.literals.first, let last = pieces.literals.last else { return !pieces.isFixed || text.isEmpty }
    if pieces.isFixed { return first == text }
    var rest = text
    var range = 0..<pieces.literals.count
    if !pieces.beginsOpen {
      guard rest.hasPrefix(first) else { return false }
      rest = rest.dropFirst(first.count)
      range = 1..<range.upperBound
    }
    if !pieces.endsOpen {
      guard rest.hasSuffix(last) else { return false }
      rest = rest[0..<rest.count - last.count]
      range = range.lowerBound..<range.upperBound - 1
    }
    for index in range {
      guard let end = Self.end(of: pieces.literals[index], in: rest) else { return false }
      rest = rest.dropFirst(end)
    }
    return true
  }

  /// Where the first occurrence of `literal`, which is not empty, ends; nil if there is none.  By Knuth, Morris and
  /// Pratt: no byte of the text is read again, nor compared twice with equal bytes.
  private static func end(of literal: ByteString, in text: ByteString) -> Int? {
    if literal.count > text.count { return nil }
    /// For each place of the literal, where to continue if the byte of the text differs there: after the longest
    /// shorter prefix that ends there and is followed by another byte; -1 if there is none.
    var next = InlineArray<1024, Int16>(repeating: -1)
    var border = 0
    for index in 1..<max(literal.count, 1) {
      next[index] = literal[index] == literal[border] ? next[border] : Int16(border)
      while border >= 0, literal[index] != literal[border] { border = Int(next[border]) }
      border += 1
    }
    var matched = 0
    var index = 0
    while index < text.count {
      let byte = text.start[index]
      while matched >= 0, byte != literal.start[matched] { matched = Int(next[matched]) }
      matched &+= 1
      index &+= 1
      if matched == literal.count { return index }
    }
    return nil
  }

  /// The literals of a glob, ASCII letters in lower case.
  private struct Pieces {
    var literals = List<ByteString>()
    /// Whether the glob has no star: its one literal is all of it.
    var isFixed = true
    var beginsOpen = false
    var endsOpen = false
    /// Whether a `?` or a class, which stand for a single character, separate literals too.  The literals must then
    /// occur, but that is not enough for a match.
    var hasSingle = false

    /// - Parameter glob: a well-formed glob.
    init(_ glob: ByteString) {
      var literal = ByteBuffer()
      var index = 0
      while index < glob.count {
        var byte = glob[index]
        index += 1
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["):
          if byte == UInt8(ascii: "*") { isFixed = false } else { hasSingle = true }
          if index == 1 { beginsOpen = true }
          endsOpen = true
          end(&literal)
          if byte == UInt8(ascii: "[") { index = Self.classEnd(glob, index) }
          continue
        case UInt8(ascii: "\\"):
          byte = glob[index]
          index += 1
        default: break
        }
        endsOpen = false
        literal.write(byte.foldedCase)
      }
      end(&literal)
    }

    /// The end of the class whose bracket is before `index`.
    private static func classEnd(_ glob: ByteString, _ index: Int) -> Int {
      var index = index
      if index < glob.count, glob[index] == UInt8(ascii: "!") || glob[index] == UInt8(ascii: "^") { index += 1 }
      let first = index
      while index < glob.count {
        if glob[index] == UInt8(ascii: "]"), index > first { return index + 1 }
        index += glob[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return glob.count
    }

    private mutating func end(_ literal: inout ByteBuffer) {
      if literal.isEmpty { return }
      literals.append(literal.finish())
      literal.removeAll()
    }
  }
}
