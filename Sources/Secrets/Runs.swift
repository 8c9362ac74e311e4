import Bytes
import CBytes

/// How far the bytes of an alphabet go from a place.  Where forms overlap, the same run would be measured from each
/// of their beginnings; here each byte is read once for each alphabet.
struct Runs {
  private let value: ByteString
  /// Of each alphabet where a run begins, in the upper half, and ends; nil until one is measured, which it is in few
  /// values: to empty it for each would cost as much as to look at a short one.
  private var known: UnsafeMutablePointer<UInt64>?

  @inline(__always)
  init(_ value: ByteString) { self.value = value }

  /// Where the run of bytes of an alphabet that `start` is in ends; `start` where it is in none.
  mutating func end(of alphabet: UInt32, from start: Int) -> Int {
    let slot = Int(truncatingIfNeeded: alphabet >> Alphabet.slotShift)
    // Letters and digits alone are no longer than a word: nothing else begins within them.
    if slot == 0 { return scan(alphabet, from: start) }
    if known == nil {
      known = .allocate(capacity: 16)
      known!.initialize(repeating: 0, count: 16)
    }
    let run = known![slot]
    if Int(run >> 32) <= start, start < Int(run & 0xFFFF_FFFF) { return Int(run & 0xFFFF_FFFF) }
    let end = scan(alphabet, from: start)
    // The kernel takes no entry that is longer than 32 bits say.
    known![slot] = UInt64(truncatingIfNeeded: start) << 32 | UInt64(truncatingIfNeeded: end)
    return end
  }

  /// Gives back what was allocated; the static binary never does, see Arena.c.
  func release() {
    #if !hasFeature(Embedded)
      known?.deallocate()
    #endif
  }

  private func scan(_ alphabet: UInt32, from start: Int) -> Int {
    let classes = ByteClass.alphabets.start
    var position = start
    let letters = Alphabet.named(UInt8(ascii: "n"))
    if alphabet & letters == letters {
      // Sixteen at once, up to what is neither a letter nor a digit.
      while value.count &- position >= 16 {
        let others = ~cb_words(value.start + position) & 0xFFFF
        position &+= others == 0 ? 16 : others.trailingZeroBitCount
        if others != 0 {
          if !Alphabet.has(alphabet, value[position]) { return position }
          position &+= 1
        }
      }
    }
    while position < value.count, alphabet &>> UInt32(classes[Int(value[position])] & 31) & 1 != 0 { position &+= 1 }
    return position
  }
}
