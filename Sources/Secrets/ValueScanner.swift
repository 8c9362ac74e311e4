import Bytes
import CBytes

/// Finds a known form of a credential in a value, in time linear in its length.
///
/// The value is read in blocks of 64 bytes.  For each block two bit sets are made (`Places`): which bytes are letters or
/// digits, and which belong to a word, whose bytes are letters, digits and `+ , - . / _`.  Shifts of these sets leave the
/// few places at which something can be recognised:
///
/// | place | what is looked for | in |
/// | --- | --- | --- |
/// | where letters and digits begin a word of eight or more bytes | a token, by its prefix | `TokenForms` |
/// | after an escape such as `\n`, whose last bytes look like a word | a token, by its prefix or its length | `TokenForms`, `LongWords` |
/// | where four letters and digits and a mark begin a shorter word | a token, by its prefix | `TokenForms` |
/// | where a byte that belongs to no word ends one | a delimiter, and the key or the word that it ends | `Delimiters` |
/// | where sixteen or more letters and digits begin | a token, by its length; Base64 | `LongWords` |
///
/// At such a place `ValueFilters` is asked first: sets of hashes of three to eight bytes, which rule out nearly all
/// places.  What is left is compared with the tables of `ValueForms`.  Tests/Tools/value-filters.py makes the sets from
/// these tables.
///
/// A value is only read: nothing of it is kept, and a form holds nothing of it.
package enum ValueScanner {
  /// The first form found in `value`; nil if there is none.
  package static func form(of value: ByteString) -> ValueForm? {
    // `pwd=x`
    if value.count < 5 { return nil }
    var search = Search(value)
    let form = form(of: value, &search)
    search.runs.release()
    return form
  }

  /// The same for a string ended by NUL.
  @inline(__always)
  package static func form(ofString string: UnsafePointer<UInt8>) -> ValueForm? {
    mayHoldForm(string) ? form(of: ByteString(start: string, count: cb_length(string))) : nil
  }

  /// Whether a string ended by NUL may hold a form; it says no for nearly all that hold none.
  // Every value goes through here: optimized for size, it would take twice as many instructions.
  @_optimize(speed)
  package static func mayHoldForm(_ string: UnsafePointer<UInt8>) -> Bool {
    // 64 bytes are read at once.  Where the string ends before a page does, the next page may be no memory at all: `form`
    // decides there, on a copy.
    if cb_is_on_page(string) == 0, cb_is_readable(string, cb_length(string) &+ 1) == 0 { return true }
    return ShortValue.mayHoldForm(string)
  }

  // Every byte of every value goes through here: optimized for size, it would take twice as many instructions.
  @_optimize(speed)
  static func form(of value: ByteString, _ search: inout Search) -> ValueForm? {
    var block = Block(value)
    while true {
      if let form = block.tokenForm(&search) { return form }
      if let form = block.formBehindEscape(&search) { return form }
      if let form = block.shortTokenForm(&search) { return form }
      if let form = block.delimiterForm(&search) { return form }
      if let form = block.longWordForm(&search) { return form }
      if block.isLast { return nil }
      block.goOn()
    }
  }
}

/// A block of a value.  Its functions each examine one kind of place.
private struct Block {
  private let value: ByteString
  /// Where it begins in the value.
  private var base = 0
  /// 64 bytes: those of the value, or a copy of them.
  private var bytes: UnsafePointer<UInt8>
  private var letters: Places
  private var words: Places
  /// The places to examine: those in the value, but for the last ones if another block follows.
  private var examined: Places
  // 1 if the byte before the block is a letter or digit, and if it belongs to a word.
  private var lettersBefore: Places = 0
  private var wordsBefore: Places = 0
  /// Where letters and digits begin.
  private var begins: Places
  /// Not empty if anything so far could be the dashes of an option or of a key.
  private var dashes: Places = 0

  /// How many of the 64 bytes are examined again with the following ones: as far as a place looks ahead.
  private static var overlap: Int { 16 }

  /// The first block.
  @inline(__always)
  init(_ value: ByteString) {
    self.value = value
    (bytes, letters, words, examined) = Self.look(value, 0)
    begins = letters & ~(letters &<< 1) & examined
  }

  /// Moves to the next block.
  @inline(__always)
  mutating func goOn() {
    let step = 64 &- Self.overlap
    lettersBefore = letters &>> Places(truncatingIfNeeded: step &- 1) & 1
    wordsBefore = words &>> Places(truncatingIfNeeded: step &- 1) & 1
    base &+= step
    (bytes, letters, words, examined) = Self.look(value, base)
    begins = letters & ~(letters &<< 1 | lettersBefore) & examined
  }

  @inline(__always)
  private static func look(_ value: ByteString, _ base: Int) -> (UnsafePointer<UInt8>, letters: Places, words: Places, examined: Places) {
    let rest = value.count &- base
    var bytes = value.start + base
    if rest < 64, cb_is_readable(bytes, rest) == 0 { bytes = copied(bytes, rest) }
    let classes = cb_look(bytes, rest)
    if rest == 64 { return (bytes, classes.letters, classes.words, ~0) }
    if rest > 64 { return (bytes, classes.letters, classes.words, ~0 &>> Places(truncatingIfNeeded: overlap)) }
    let all = (1 &<< Places(truncatingIfNeeded: rest)) &- 1
    return (bytes, classes.letters & all, classes.words & all, all)
  }

  /// A copy of the bytes, filled up with zeros to 64, for where 64 bytes may not be read.
  private static func copied(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UnsafePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
    copy.initialize(repeating: 0, count: 64)
    UnsafeMutableRawPointer(copy).copyMemory(from: bytes, byteCount: count)
    return UnsafePointer(copy)
  }

  /// How many bytes the value has from the block's first one on.
  @inline(__always)
  private var rest: Int { value.count &- base }

  @inline(__always)
  var isLast: Bool { rest <= 64 }

  /// The bytes of words that are neither letters nor digits.
  @inline(__always)
  private var marks: Places { words & ~letters }

  /// The bytes after those of words.
  @inline(__always)
  private var afterWords: Places { words &<< 1 | wordsBefore }

  /// Tokens that begin a word of eight or more bytes.
  @inline(__always)
  func tokenForm(_ search: inout Search) -> ValueForm? {
    var places = begins & words.runsOf8
    if places.hasSeveral { places = withoutPathParts(places) }
    while let offset = places.next() {
      let place = base &+ offset
      let isJWT = rest > 64 || marks.reaches(offset)
      if ValueFilters.mayBegin(bytes + offset), value.count &- place >= TokenForms.shortest,
        ValueFilters.mayBeginIndeed(bytes + offset, isJWT: isJWT),
        let form = TokenForms.form(at: place, search: &search)
      {
        return form
      }
    }
    return nil
  }

  /// The places without parts of paths, which a slash soon ends: they rarely begin a token.
  @inline(__always)
  private func withoutPathParts(_ places: Places) -> Places {
    let slashes = cb_equal(bytes, rest, UInt8(ascii: "/"), 0)
    // Where four and eight bytes without a slash begin.
    let free4 = (~slashes).runsOf4
    let free8 = (~slashes).runsOf8
    // `1//0`, and tokens with 43 bytes before them.
    var parts = places & ~free4 & (slashes &>> 1 & slashes &>> 2 | (base == 0 ? ~0 &<< 43 : ~0))
    var short = places & free4 & ~free8
    while let offset = short.next() {
      if ValueFilters.mayHoldSlash(bytes + offset) { parts |= 1 &<< Places(truncatingIfNeeded: offset) }
    }
    return places & free8 | parts
  }

  /// Tokens after an escape, whose last bytes look like a part of their word.
  @inline(__always)
  func formBehindEscape(_ search: inout Search) -> ValueForm? {
    var places = words.runsOf8 & letters & (~words &<< 1 | (base == 0 ? 0 : wordsBefore ^ 1)) & examined
    while let offset = places.next() {
      let place = base &+ offset
      if place == 0 || Escape.introducers &>> UInt64(value.start[place &- 1] & 63) & 1 == 0 { continue }
      let escape = Escape.length(in: value, at: place)
      if escape != 0, let form = form(behindEscape: place &+ escape, search: &search) { return form }
    }
    return nil
  }

  /// - Parameter place: where a token may begin.
  private func form(behindEscape place: Int, search: inout Search) -> ValueForm? {
    if value.count &- place < TokenForms.shortest { return nil }
    if ValueFilters.mayBegin(value.start + place), let form = TokenForms.form(at: place, search: &search) { return form }
    return search.letterEnd(from: place) &- place < 16 ? nil : LongWords.form(at: place, search: &search)
  }

  /// Tokens in a word of fewer than eight bytes: their prefix has four letters and digits, and a mark after them.
  @inline(__always)
  func shortTokenForm(_ search: inout Search) -> ValueForm? {
    var places = letters.runsOf4 & marks &>> 4 & ~words.runsOf8 & examined
    while let offset = places.next() {
      let place = base &+ offset
      if value.count &- place >= TokenForms.shortest, ValueFilters.mayBegin(value.start + place),
        begins.contains(offset) || Escape.ends(before: place, in: value),
        let form = TokenForms.form(at: place, search: &search)
      {
        return form
      }
    }
    return nil
  }

  /// Forms that a delimiter after a word indicates.
  @inline(__always)
  mutating func delimiterForm(_ search: inout Search) -> ValueForm? {
    dashes |= marks & (marks &>> 1 | ~afterWords)
    var places = ~words & afterWords & examined
    if places.hasSeveral {
      // A quotation mark before a word ends nothing; neither does a blank without dashes before it, except after four
      // words.
      let blanks = blanksBetweenWords
      if dashes == 0, blanks != 0 {
        // In any block but the first the word may begin before the block.
        places &= ~blanks | (base == 0 ? 0 : 0xFF)
        if let form = form(before: blanks, search: &search) { return form }
      }
    }
    while let offset = places.next() {
      let place = base &+ offset
      if place > 2, !ValueFilters.mayEndKeyOrWord(value.start + place, count: place) {
        let delimiter = bytes[offset]
        if !ByteClass.isAlwaysDelimiter(delimiter), delimiter != UInt8(ascii: "=") || place < AzureKey.shortest { continue }
      }
      if let form = Delimiters.form(at: place, search: &search) { return form }
    }
    return nil
  }

  /// Blanks and quotation marks, which differ in one bit, between bytes of words.
  @inline(__always)
  private var blanksBetweenWords: Places { cb_equal(bytes, rest, UInt8(ascii: " "), 2) & words &>> 1 & ~words & afterWords }

  /// Forms that begin with `bearer`, `basic`, `login` or `machine` and a blank.
  @inline(__always)
  private func form(before blanks: Places, search: inout Search) -> ValueForm? {
    // Five, six or seven letters.
    var places = begins & letters.runsOf5 & (blanks &>> 5 | blanks &>> 6 | blanks &>> 7)
    while let offset = places.next() {
      if Self.initials &>> UInt32(bytes[offset] & 31) & 1 == 0 { continue }
      switch UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt32.self) | 0x2020_2020 {
      case .ascii("b", "e", "a", "r"), .ascii("b", "a", "s", "i"), .ascii("l", "o", "g", "i"), .ascii("m", "a", "c", "h"): break
      default: continue
      }
      let delimiter = offset &+ letters.runLength(from: offset)
      if bytes[delimiter] == UInt8(ascii: " "),
        let form = Delimiters.blank(at: base &+ delimiter, behind: base &+ delimiter &+ 1, search: &search)
      {
        return form
      }
    }
    return nil
  }

  /// A bit for the lowest five bits of `b`, `l` and `m` in either case.
  private static var initials: UInt32 { 1 << 2 | 1 << 12 | 1 << 13 }

  /// Tokens without a prefix, known by the length of a run of letters and digits, and Base64.
  @inline(__always)
  func longWordForm(_ search: inout Search) -> ValueForm? {
    var places = begins & letters.runsOf16
    while let offset = places.next() {
      // In a value that is no shorter than the block the run may continue after it, and may be Base64.
      if value.count < 64, !LongWords.mayBe(bytes + offset, length: letters.runLength(from: offset)) { continue }
      if let form = LongWords.form(at: base &+ offset, search: &search) { return form }
    }
    return nil
  }
}

extension ValueFilters {
  /// Whether a key or an indicating word may end here, by all filters.
  /// - Parameter count: the number of bytes before this place, at least three.
  @inline(__always)
  static func mayEndKeyOrWord(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
    mayEnd(bytes) && (mayEndIndeed(bytes, count: count) || mayIndicate(bytes))
  }
}

/// The state of a search through one value: results that must not be computed twice.  Few values need one.
struct Search {
  let value: ByteString
  /// The lengths of runs of bytes of an alphabet.
  var runs: Runs
  /// Everything before it was examined as a data source name.
  var floor = 0
  /// Everything before it was decoded.
  var decoded = 0
  /// Whether this value was decoded from another: it is not decoded again.
  var isInner = false
  /// Whether a JSON web key was searched for.
  var hasKeyType = false
  /// Whether the text after ` -- ` was examined.
  var hasDashes = false

  init(_ value: ByteString) {
    self.value = value
    runs = Runs(value)
  }

  /// The end of the letters and digits that begin at `start`.
  func letterEnd(from start: Int) -> Int {
    var position = start
    while value.count - position >= 16 {
      let others = ~cb_words(value.start + position) & 0xFFFF
      if others != 0 { return position + others.trailingZeroBitCount }
      position += 16
    }
    while position < value.count, Alphabet.has(Alphabet.named(UInt8(ascii: "n")), value[position]) { position += 1 }
    return position
  }
}
