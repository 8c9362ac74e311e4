import Bytes

/// One element of a pattern.
enum PatternElement: Equatable {
  /// This very byte, in either ASCII case.
  case byte(UInt8)
  /// `?`: one character.
  case any
  /// `*`: any run of bytes, even none.
  case star
  /// `[...]`: one character of the scanner's `characterClass`.
  case characterClass
}

/// `[...]`.  A range contains a character if the character, or its other ASCII case, is between the ends.
struct CharacterClass: Equatable {
  var isNegated = false
  /// The members below U+0080, one bit each, before negation.
  var low: UInt64 = 0
  var high: UInt64 = 0
  /// The members from U+0080 on, before negation.
  var ranges = List<ClosedRange<UInt32>>()

  /// A byte that belongs to no scalar, as a character above all scalars.
  static func invalidByte(_ byte: UInt8) -> UInt32 { 0x11_0000 + UInt32(byte) }

  func contains(_ character: UInt32) -> Bool {
    if character < 64 { return (low >> UInt64(character) & 1 == 1) != isNegated }
    if character < 128 { return (high >> UInt64(character - 64) & 1 == 1) != isNegated }
    for range in ranges where range.contains(character) { return !isNegated }
    return isNegated
  }

  /// A bit for each character of `range` among the 64 from `first` on.
  private static func bits(of range: ClosedRange<UInt32>, from first: UInt32) -> UInt64 {
    let lower = max(range.lowerBound, first)
    let upper = min(range.upperBound, first + 63)
    return lower > upper ? 0 : (UInt64.max >> UInt64(63 - (upper - lower))) << UInt64(lower - first)
  }

  /// - Parameter isWhole: whether to keep members from U+0080 on.
  mutating func insert(_ range: ClosedRange<UInt32>, isWhole: Bool) {
    low |= Self.bits(of: range, from: 0)
    let letters = Self.bits(of: range, from: 64)
    // `A` is bit 1 of the upper half, `a` bit 33.
    let capitals: UInt64 = 0x07FF_FFFE
    high |= letters | (letters & capitals) << 32 | letters >> 32 & capitals
    if isWhole, range.upperBound >= 128 { ranges.append(max(range.lowerBound, 128)...range.upperBound) }
  }
}

/// Reads a pattern, element by element.
struct PatternScanner {
  let source: ByteString
  /// The class that `next` returned last.
  private(set) var characterClass = CharacterClass()
  private(set) var index = 0

  /// Whether classes keep their members from U+0080 on, whose memory is never freed.
  private let hasWholeClasses: Bool

  init(_ source: ByteString, wholeClasses: Bool = true) {
    self.source = source
    hasWholeClasses = wholeClasses
  }

  /// The next element; nil at the end.
  mutating func next() throws(PatternError) -> PatternElement? {
    guard index < source.count else { return nil }
    let byte = source[index]
    switch byte {
    case UInt8(ascii: "*"):
      index += 1
      return .star
    case UInt8(ascii: "?"):
      index += 1
      return .any
    case UInt8(ascii: "["):
      characterClass = try scanClass()
      return .characterClass
    case UInt8(ascii: "\\"):
      guard index + 1 < source.count else { throw PatternError(kind: .trailingBackslash, index: index) }
      // The remaining bytes of a longer character stand for themselves.
      index += 2
      return .byte(source[index - 1].foldedCase)
    default:
      index += 1
      return .byte(byte.foldedCase)
    }
  }

  /// The next element of a well-formed pattern; nil at the end.
  @inline(__always)
  mutating func nextOfValid() -> PatternElement? {
    guard index < source.count else { return nil }
    // Nearly all elements are plain bytes.
    let byte = source[index]
    if byte != UInt8(ascii: "["), byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "?") {
      index &+= 1
      return byte == UInt8(ascii: "*") ? .star : .byte(byte.foldedCase)
    }
    return nextSpecial()
  }

  private mutating func nextSpecial() -> PatternElement? {
    do { return try next() } catch { return nil }
  }

  /// Whether `[:name:]` begins here, with letters between the colons.  POSIX has such classes.  Read byte by byte it
  /// would be a class of its letters, which nobody means.
  private var beginsNamedClass: Bool {
    var end = index + 2
    while end < source.count, source[end].isASCIILetter { end += 1 }
    return end > index + 2 && source[index + 1] == UInt8(ascii: ":") && end + 1 < source.count
      && source[end] == UInt8(ascii: ":") && source[end + 1] == UInt8(ascii: "]")
  }

  private mutating func scanClass() throws(PatternError) -> CharacterClass {
    let start = index
    var result = CharacterClass()
    index += 1
    if index < source.count, source[index] == UInt8(ascii: "!") || source[index] == UInt8(ascii: "^") {
      result.isNegated = true
      index += 1
    }
    let first = index
    while index < source.count {
      if source[index] == UInt8(ascii: "]"), index > first {
        index += 1
        return result
      }
      let place = index
      guard let lower = try scanCharacter() else { break }
      var upper = lower
      // A `-` makes a range if a character follows; at the end of the class it is itself.
      if index + 1 < source.count, source[index] == UInt8(ascii: "-"), source[index + 1] != UInt8(ascii: "]") {
        index += 1
        guard let end = try scanCharacter() else { break }
        upper = end
      }
      if lower > upper { throw PatternError(kind: .reversedRange, index: place) }
      result.insert(lower...upper, isWhole: hasWholeClasses)
    }
    throw PatternError(kind: .openClass, index: start)
  }

  /// One character of a class, with `\x` read as x; nil at the end of the pattern.
  private mutating func scanCharacter() throws(PatternError) -> UInt32? {
    if source[index] == UInt8(ascii: "["), beginsNamedClass { throw PatternError(kind: .namedClass, index: index) }
    if source[index] == UInt8(ascii: "\\") {
      guard index + 1 < source.count else { throw PatternError(kind: .trailingBackslash, index: index) }
      index += 1
    }
    guard index < source.count else { return nil }
    if let scalar = UTF8Scalar.decode(source, at: index) {
      index += scalar.length
      return scalar.value
    }
    index += 1
    return CharacterClass.invalidByte(source[index - 1])
  }
}
