import Bytes
import CBytes

/// The lengths of runs of bytes of an alphabet.  Overlapping forms would measure the same run from each of their
/// starts; here each byte is read once for each alphabet.
struct Runs {
  private let value: ByteString
  /// For each alphabet where its last measured run begins (upper half) and ends. nil until the first measurement, which
  /// few values need: clearing it for each value would cost as much as scanning a short one.
  private var known: UnsafeMutablePointer<UInt64>?

  @inline(__always)
  init(_ value: ByteString) { self.value = value }

  /// The end of the run of bytes of an alphabet that contains `start`; `start` if there is none.
  mutating func end(of alphabet: UInt32, from start: Int) -> Int {
    let slot = Int(truncatingIfNeeded: alphabet >> Alphabet.slotShift)
    // Runs of letters and digits are no longer than a word: nothing else begins within them.
    if slot == 0 { return scan(alphabet, from: start) }
    if known == nil {
      known = .allocate(capacity: 16)
      known!.initialize(repeating: 0, count: 16)
    }
    let run = known![slot]
    if Int(run >> 32) <= start, start < Int(run & 0xFFFF_FFFF) { return Int(run & 0xFFFF_FFFF) }
    let end = scan(alphabet, from: start)
    // The kernel takes no entry whose length needs more than 32 bits.
    known![slot] = UInt64(truncatingIfNeeded: start) << 32 | UInt64(truncatingIfNeeded: end)
    return end
  }

  /// Frees the memory; the static binary never does, see Arena.c.
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
      // Sixteen bytes at once, up to the first that is neither a letter nor a digit.
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
