import Bytes

package extension ByteString {
  /// Each character in its lower case, where that is one character.  U+0130, whose lower case is `i` and a dot
  /// above, stays; so does a byte that is not UTF-8.
  ///
  /// Two characters are equal afterwards where they are the same or have the same lower case: `k` and the
  /// Kelvin sign, but neither `s` and U+017F nor the two small sigmas.  Nothing is normalized.
  ///
  /// Bytes that are ASCII throughout, as nearly all names are, come back as they are: `PatternMatcher` folds
  /// ASCII anyway.
  func lowercasedByCharacter() -> ByteString {
    var index = 0
    while index < count, self[index] < 0x80 { index &+= 1 }
    return index == count ? self : lowercased(asWhole: false)
  }

  /// In lower case as a whole, as Rust's `str::to_lowercase` gives it: beyond the characters' own lower case,
  /// U+0130 becomes two characters, and a capital sigma the small one that ends a word where it does so.  A byte
  /// that is not UTF-8 stays, and ends a word.
  func lowercased() -> ByteString { lowercased(asWhole: true) }

  private func lowercased(asWhole: Bool) -> ByteString {
    var result = ByteBuffer()
    result.reserve(count)
    var mappings = ScalarRuns.mappings
    var casings = ScalarRuns.casings
    var followsCased = false
    var index = 0
    while index < count {
      guard let scalar = UTF8Scalar.decode(self, at: index) else {
        result.write(self[index])
        index += 1
        followsCased = false
        continue
      }
      index += scalar.length
      var lowercase = mappings.lowercase(of: scalar.value)
      if asWhole {
        if scalar.value == 0x130 {
          result.write(UInt8(ascii: "i"))
          lowercase = 0x307
        }
        if scalar.value == 0x3A3, followsCased, !beginsCased(at: index) { lowercase = 0x3C2 }
        // Rust passes over what is case-ignorable even where it is cased too, as U+02B0 is.  By Unicode's
        // Final_Sigma it would count before the sigma.
        let casing = casings.casing(of: scalar.value)
        if casing != .ignorable { followsCased = casing == .cased }
      }
      result.write(scalar: lowercase)
    }
    return result.finish()
  }

  /// Whether the characters from `start` on begin, after case-ignorable ones, with a cased one.
  private func beginsCased(at start: Int) -> Bool {
    var casings = ScalarRuns.casings
    var index = start
    while index < count, let scalar = UTF8Scalar.decode(self, at: index) {
      let casing = casings.casing(of: scalar.value)
      if casing != .ignorable { return casing == .cased }
      index += scalar.length
    }
    return false
  }
}

/// Reads a text of `LowercaseTable`.  It stays where it is between two questions, since the characters of a name
/// are of one script mostly; only for one that lies before it does it begin anew.
struct ScalarRuns {
  private let text: ByteString
  private let hasChange: Bool
  private var index = 0
  /// Where the run before ends.
  private var before: UInt32 = 0
  private var start: UInt32 = 0
  private var end: UInt32 = 0
  private var flag: UInt32 = 0
  private var change: UInt32 = 0

  static var mappings: ScalarRuns { ScalarRuns(LowercaseTable.mappings, hasChange: true) }
  static var casings: ScalarRuns { ScalarRuns(LowercaseTable.casings, hasChange: false) }

  private init(_ text: ByteString, hasChange: Bool) {
    self.text = text
    self.hasChange = hasChange
  }

  /// Of `mappings`: the lower case of a scalar where that is one scalar; else the scalar.
  mutating func lowercase(of scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return UInt32(UInt8(scalar).foldedCase) }
    guard find(scalar), (scalar &- start) & flag == 0 else { return scalar }
    return scalar &+ (change >> 1 ^ (0 &- change & 1))
  }

  enum Casing { case ignorable, cased, neither }

  /// Of `casings`.
  mutating func casing(of scalar: UInt32) -> Casing {
    find(scalar) ? flag == 1 ? .cased : .ignorable : .neither
  }

  /// Moves to the run that holds a scalar; false if none does.
  private mutating func find(_ scalar: UInt32) -> Bool {
    if scalar < before { (index, end) = (0, 0) }
    while scalar >= end {
      guard index < text.count else { return false }
      before = end
      let first = number()
      flag = first & 1
      start = end &+ first >> 1
      end = start &+ number() &+ 1
      if hasChange { change = number() }
    }
    return scalar >= start
  }

  private mutating func number() -> UInt32 {
    var result: UInt32 = 0
    while true {
      let digit = UInt32(text[index] &- UInt8(ascii: "?"))
      index &+= 1
      result = result << 5 | digit & 31
      if digit < 32 { return result }
    }
  }
}
