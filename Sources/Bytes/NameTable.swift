/// Numbers names, and finds the number of a name, in time that doesn't depend on how many there are.  The hash is
/// keyed, so that nobody can choose names that collide.  Memory is never freed.
public struct NameTable: ~Copyable {
  private let seed: UInt64
  /// Open addressing: the upper half of a slot is the hash, the lower half the name's number plus one; 0 is free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var names = List<ByteString>()
}

package extension NameTable {
  /// - Parameters:
  ///   - seed: any number that others can't foresee.
  ///   - expecting: about how many names will come; more are no error.
  init(seed: UInt64, expecting: Int) {
    self.seed = seed
    var size = 16
    while size * 3 < expecting * 4 { size *= 2 }
    slots = zeroed(UInt64.self, size)
    mask = size - 1
    names.reserve(size / 4 * 3)
  }

  /// The number of `name`, from 0 in the order of arrival; `isNew` if it was not there before.
  mutating func insert(_ name: ByteString) -> (number: Int, isNew: Bool) {
    if (names.count &+ 1) &* 4 > (mask &+ 1) &* 3 { grow() }
    let hash = Self.hash(name, seed: seed)
    let (slot, number) = find(name, hash)
    if let number { return (number, false) }
    names.appendReserved(name)
    slots[slot] = hash &<< 32 | UInt64(truncatingIfNeeded: names.count)
    return (names.count &- 1, true)
  }

  /// The number of `name`; nil if it was never inserted.
  func number(of name: ByteString) -> Int? { find(name, Self.hash(name, seed: seed)).number }

  /// The slot that holds the name, or the free slot where it belongs.
  @inline(__always)  // `insert` calls it for each entry of an environment.
  private func find(_ name: ByteString, _ hash: UInt64) -> (slot: Int, number: Int?) {
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 {
      if slots[index] &>> 32 == hash {
        let number = Int(truncatingIfNeeded: slots[index] & 0xFFFF_FFFF) - 1
        if names[number] == name { return (index, number) }
      }
      index = (index &+ 1) & mask
    }
    return (index, nil)
  }

  private mutating func grow() {
    let size = (mask + 1) * 2
    let larger = zeroed(UInt64.self, size)
    for old in 0...mask where slots[old] != 0 {
      var index = Int(truncatingIfNeeded: slots[old] &>> 32) & (size - 1)
      while larger[index] != 0 { index = (index &+ 1) & (size - 1) }
      larger[index] = slots[old]
    }
    slots = larger
    mask = size - 1
    names.reserve(size / 4 * 3 - names.count)
  }

  /// A 32-bit hash: one multiplication for eight bytes, its halves folded together as in wyhash.
  @inline(__always)
  private static func hash(_ name: ByteString, seed: UInt64) -> UInt64 {
    func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
      let product = left.multipliedFullWidth(by: right)
      return product.high ^ product.low
    }
    let raw = UnsafeRawPointer(name.start)
    var state = seed ^ 0xA076_1D64_78BD_642F
    var index = 0
    while index &+ 8 <= name.count {
      state = mix(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ state, 0xE703_7ED1_A0B4_28DB ^ seed)
      index &+= 8
    }
    var rest: UInt64 = 0
    if name.count >= 8 {
      // The last eight bytes, which overlap those before: that is faster than reading byte by byte.
      rest = raw.loadUnaligned(fromByteOffset: name.count &- 8, as: UInt64.self)
    } else if name.count >= 4 {
      rest = UInt64(raw.loadUnaligned(as: UInt32.self))
      rest |= UInt64(raw.loadUnaligned(fromByteOffset: name.count &- 4, as: UInt32.self)) &<< 32
    } else if name.count > 0 {
      // The first byte, the one in the middle, and the last.
      rest = UInt64(name.start[0]) | UInt64(name.start[name.count &>> 1]) &<< 8 | UInt64(name.start[name.count &- 1]) &<< 16
    }
    state = mix(rest ^ state, 0x8EBC_6AF0_9C88_C6E3 ^ UInt64(truncatingIfNeeded: name.count))
    return (state ^ state &>> 32) & 0xFFFF_FFFF
  }
}
