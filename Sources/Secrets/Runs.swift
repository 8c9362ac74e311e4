import Bytes
import CBytes

/// The lengths of runs of bytes of an alphabet.  Overlapping forms would measure the same run from each of their
/// starts; here each byte is read once for each alphabet.
struct Runs {
  private let value: ByteString
  /// For each alphabet the latest runs: the start in the upper half, the end in the lower one.  After
  /// them comes the number of the run to replace next.  nil until a long run is measured: few values have one.
  private var known: UnsafeMutablePointer<UInt64>?

  /// A token has fewer parts of one alphabet than that, so the run after its first part is still there for the next token.
  private static var kept: Int { 8 }
  private static var slots: Int { 16 }

  /// A shorter run is read as quickly as it is looked up.
  private static var shortest: Int { 32 }

  @inline(__always)
  init(_ value: ByteString) { self.value = value }

  /// The end of the run of bytes of an alphabet that contains `start`; `start` if there is none.
  mutating func end(of alphabet: UInt32, from start: Int) -> Int {
    let slot = Int(truncatingIfNeeded: alphabet >> Alphabet.slotShift)
    // Runs of letters and digits are no longer than a word: nothing else begins within them.
    if slot == 0 { return scan(alphabet, from: start) }
    if let known {
      for number in slot * Self.kept..<(slot + 1) * Self.kept {
        let run = known[number]
        if Int(run >> 32) <= start, start < Int(run & 0xFFFF_FFFF) { return Int(run & 0xFFFF_FFFF) }
      }
    }
    let end = scan(alphabet, from: start)
    if end - start < Self.shortest { return end }
    let count = Self.slots * (Self.kept + 1)
    if known == nil {
      known = .allocate(capacity: count)
      known!.initialize(repeating: 0, count: count)
    }
    let next = Self.slots * Self.kept + slot
    // No entry that the kernel accepts is longer than 32 bits can hold.
    known![slot * Self.kept + Int(truncatingIfNeeded: known![next])] = UInt64(truncatingIfNeeded: start) << 32 | UInt64(truncatingIfNeeded: end)
    known![next] = (known![next] + 1) % UInt64(Self.kept)
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
