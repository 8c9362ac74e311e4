/// A SHA-256 digest (FIPS 180-4): 32 bytes.
///
///     SHA256.digest(of: "abc")   // ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad
///
/// It is a value of eight numbers.  Neither it nor its computation allocates anything.
package struct SHA256: Equatable, Sendable {
  /// The first number holds the first four bytes of the digest, big-endian.
  fileprivate var words: Words

  fileprivate typealias Words = InlineArray<8, UInt32>

  fileprivate init(words: Words) { self.words = words }
}

package extension SHA256 {
  static func digest(of bytes: ByteString) -> SHA256 {
    var stream = Stream()
    stream.update(bytes)
    return stream.finish()
  }

  /// No text is known to have this digest.
  static var zeros: SHA256 { SHA256(words: Words(repeating: 0)) }

  /// The digest with these 64 hexadecimal digits in lower case; nil for anything else.  Only lower case is taken, so
  /// that digests are equal exactly if their digits are.
  init?(hexadecimal digits: ByteString) {
    guard digits.count == 64 else { return nil }
    words = Words(repeating: 0)
    for index in 0..<64 {
      guard let digit = digits[index].hexadecimalDigit, digits[index] == digits[index].foldedCase else { return nil }
      words[index >> 3] = words[index >> 3] &<< 4 | UInt32(digit)
    }
  }

  static func == (left: SHA256, right: SHA256) -> Bool {
    for index in 0..<8 where left.words[index] != right.words[index] { return false }
    return true
  }
}

extension ByteBuffer {
  /// Writes a digest as 64 hexadecimal digits in lower case.
  package mutating func write(_ digest: SHA256) {
    for index in 0..<8 { write(hexadecimal: digest.words[index], digits: 8) }
  }
}

extension SHA256 {
  /// The computation of a digest over a text that comes in pieces.  It is a value: a copy continues independently, so a
  /// common prefix is read once.
  package struct Stream: Sendable {
    /// The state.  Its initial value is the first 32 fractional bits of the square roots of the first 8 primes.
    private var state: Words = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    /// The rest of the text after its last full block.
    private var pending = Block(repeating: 0)
    /// How many bytes of the text were read so far.
    private var count: UInt64 = 0

    private typealias Block = InlineArray<16, UInt32>

    package init() {}

    /// Reads the next piece of the text.
    package mutating func update(_ bytes: ByteString) {
      let held = Int(truncatingIfNeeded: count & 63)
      count &+= UInt64(truncatingIfNeeded: bytes.count)
      var rest = bytes
      if held > 0 {
        let taken = min(64 &- held, rest.count)
        hold(rest[0..<taken], at: held)
        rest = rest.dropFirst(taken)
        if held &+ taken < 64 { return }
        Self.compress(pending, into: &state)
      }
      while rest.count >= 64 {
        Self.compress(UnsafeRawPointer(rest.start).loadUnaligned(as: Block.self), into: &state)
        rest = rest.dropFirst(64)
      }
      hold(rest, at: 0)
    }

    /// The digest of all pieces so far; more may follow.
    package func finish() -> SHA256 {
      var last = self
      // Padding: a 1 bit, zeros, and the text's length in bits as the last two words.
      let held = Int(truncatingIfNeeded: count & 63)
      withUnsafeMutableBytes(of: &last.pending) { block in
        block[held] = 0x80
        for index in held &+ 1..<64 { block[index] = 0 }
      }
      if held >= 56 {
        Self.compress(last.pending, into: &last.state)
        last.pending = Block(repeating: 0)
      }
      last.pending[14] = UInt32(truncatingIfNeeded: count &>> 29).bigEndian
      last.pending[15] = UInt32(truncatingIfNeeded: count &<< 3).bigEndian
      Self.compress(last.pending, into: &last.state)
      return SHA256(words: last.state)
    }

    private mutating func hold(_ bytes: ByteString, at index: Int) {
      withUnsafeMutableBytes(of: &pending) { block in
        (block.baseAddress.unsafelyUnwrapped + index).copyMemory(from: bytes.start, byteCount: bytes.count)
      }
    }

    /// The first 32 fractional bits of the cube roots of the first 64 primes.  The compiler places an `InlineArray`
    /// among the constants; it would build an `Array` at run time.
    private static let roots: InlineArray<64, UInt32> = [
      0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
      0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
      0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
      0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
      0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
      0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
      0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
      0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]

    /// Processes one block.  A digest spends nearly all its time here.  Eight rounds are written out, since after eight
    /// of them every variable is back in its place.
    @_optimize(speed)
    private static func compress(_ block: Block, into state: inout Words) {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { memory in
        let schedule = memory.baseAddress.unsafelyUnwrapped
        for index in 0..<16 { schedule[index] = block[unchecked: index].bigEndian }
        var index = 16
        while index < 64 {
          let (early, late) = (schedule[index &- 15], schedule[index &- 2])
          schedule[index] = schedule[index &- 16] &+ schedule[index &- 7]
            &+ (turned(early ^ turned(early, 11), 7) ^ early &>> 3)
            &+ (turned(late ^ turned(late, 2), 17) ^ late &>> 10)
          index &+= 1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        index = 0
        while index < 64 {
          round(a, b, c, &d, e, f, g, &h, schedule[index] &+ roots[unchecked: index])
          round(h, a, b, &c, d, e, f, &g, schedule[index &+ 1] &+ roots[unchecked: index &+ 1])
          round(g, h, a, &b, c, d, e, &f, schedule[index &+ 2] &+ roots[unchecked: index &+ 2])
          round(f, g, h, &a, b, c, d, &e, schedule[index &+ 3] &+ roots[unchecked: index &+ 3])
          round(e, f, g, &h, a, b, c, &d, schedule[index &+ 4] &+ roots[unchecked: index &+ 4])
          round(d, e, f, &g, h, a, b, &c, schedule[index &+ 5] &+ roots[unchecked: index &+ 5])
          round(c, d, e, &f, g, h, a, &b, schedule[index &+ 6] &+ roots[unchecked: index &+ 6])
          round(b, c, d, &e, f, g, h, &a, schedule[index &+ 7] &+ roots[unchecked: index &+ 7])
          index &+= 8
        }
        (state[0], state[1], state[2], state[3]) = (state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d)
        (state[4], state[5], state[6], state[7]) = (state[4] &+ e, state[5] &+ f, state[6] &+ g, state[7] &+ h)
      }
    }

    @inline(__always)
    private static func round(
      _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
      _ h: inout UInt32, _ word: UInt32
    ) {
      // The functions Ch and Maj of the standard, in fewer steps: Ch takes the bits of f or g as e selects, Maj the
      // majority of a, b and c.
      h &+= word &+ (g ^ e & (f ^ g)) &+ turned(e ^ turned(e ^ turned(e, 14), 5), 6)
      d &+= h
      h &+= (b ^ (a ^ b) & (b ^ c)) &+ turned(a ^ turned(a ^ turned(a, 9), 11), 2)
    }

    /// Rotates `word` to the right.
    @inline(__always)
    private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word &>> count | word &<< (32 &- count)
    }
  }
}
