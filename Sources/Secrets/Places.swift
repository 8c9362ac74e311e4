/// A set of places in a block of at most 64 bytes: bit n, whose value is 1 << n, stands for byte n.  `set &<< 1` has the
/// places after those of `set`, `set &>> 1` the places before them.
typealias Places = UInt64

extension Places {
  // Where that many bytes of the set begin, without a gap.
  @inline(__always) var runsOf2: Places { self & self &>> 1 }
  @inline(__always) var runsOf4: Places { runsOf2 & runsOf2 &>> 2 }
  @inline(__always) var runsOf5: Places { runsOf4 & self &>> 4 }
  @inline(__always) var runsOf8: Places { runsOf4 & runsOf4 &>> 4 }
  @inline(__always) var runsOf16: Places { runsOf8 & runsOf8 &>> 8 }

  /// How many bytes of the set there are from `place` on, without a gap.
  @inline(__always)
  func runLength(from place: Int) -> Int { (~(self &>> Places(truncatingIfNeeded: place))).trailingZeroBitCount }

  /// Whether the set has `place` or a place after it.
  @inline(__always)
  func reaches(_ place: Int) -> Bool { self &>> Places(truncatingIfNeeded: place) != 0 }

  @inline(__always)
  func contains(_ place: Int) -> Bool { self &>> Places(truncatingIfNeeded: place) & 1 != 0 }

  @inline(__always)
  var hasSeveral: Bool { self & (self &- 1) != 0 }

  /// The first place; 64 if there is none.
  @inline(__always)
  var first: Int { trailingZeroBitCount }

  @inline(__always)
  mutating func removeFirst() { self &= self &- 1 }

  /// Removes the first place and returns it; nil if there is none.
  @inline(__always)
  mutating func next() -> Int? {
    if self == 0 { return nil }
    let place = first
    removeFirst()
    return place
  }
}

extension UInt32 {
  /// Four bytes of ASCII as the number that is read from memory: the first in the lowest bits.
  @inline(__always)
  static func ascii(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar, _ fourth: Unicode.Scalar) -> UInt32 {
    first.value | second.value &<< 8 | third.value &<< 16 | fourth.value &<< 24
  }
}
