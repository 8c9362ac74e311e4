import Bytes

package extension ByteString {
  /// Maps each character to its lower case if that is one character.  U+0130, whose lower case is `i` and a combining
  /// dot, stays; so does a byte that is not UTF-8.
  ///
  /// Afterwards two characters are equal if they were the same or have the same lower case: `k` and the Kelvin sign
  /// are, `s` and U+017F or the two small sigmas are not.  Nothing is normalized.
  ///
  /// A name that is all ASCII, as nearly all are, is returned unchanged: `PatternMatcher` folds ASCII anyway.
  func lowercasedByCharacter() -> ByteString {
    var index = 0
    while index < count, self[index] < 0x80 { index &+= 1 }
    return index == count ? self : lowercased(asWhole: false)
  }

  /// The lower case of the whole text, as Rust's `str::to_lowercase` gives it: U+0130 becomes two characters, and a
  /// capital sigma at the end of a word becomes the final small sigma.  A byte that is not UTF-8 stays, and ends a
  /// word.
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
        // Rust skips case-ignorable characters even if they are cased too, such as U+02B0.  By Unicode's Final_Sigma
        // condition it would count before the sigma.
        let casing = casings.casing(of: scalar.value)
        if casing != .ignorable { followsCased = casing == .cased }
      }
      result.write(scalar: lowercase)
    }
    return result.finish()
  }

  /// Whether the next character from `start` on that is not case-ignorable is cased.
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

/// Reads a text of `LowercaseTable`.  It keeps its place between two questions, since the characters of a name mostly
/// belong to one script; it starts over only for a scalar before that place.
struct ScalarRuns {
  private let text: ByteString
  private let hasChange: Bool
  private var index = 0
  /// The end of the previous run.
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

  /// For `mappings`: the lower case of a scalar if that is one scalar; otherwise the scalar itself.
  mutating func lowercase(of scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return UInt32(UInt8(scalar).foldedCase) }
    guard find(scalar), (scalar &- start) & flag == 0 else { return scalar }
    return scalar &+ (change >> 1 ^ (0 &- change & 1))
  }

  enum Casing { case ignorable, cased, neither }

  /// For `casings`: the casing of a scalar.
  mutating func casing(of scalar: UInt32) -> Casing {
    find(scalar) ? flag == 1 ? .cased : .ignorable : .neither
  }

  /// Moves to the run that contains a scalar; false if none does.
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
