import Bytes
import CBytes

/// Finds a known form of a credential in a value, in time linear in its length.
///
/// A token begins, and the sign of any other form ends, next to a byte that is neither a letter nor a digit.  So the value
/// is turned into bit sets, 64 bytes at a time, and only two kinds of places are examined: where letters and digits begin
/// a word of eight or more bytes, and where a word ends at a byte that belongs to no word.  At either, three bytes and a
/// table rule out nearly all.  The last bytes of an escape look like a word, so the place after an escape is examined
/// too.
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
    // If the 64 bytes cross a page boundary, they are readable if the string itself continues on the next page.
    if cb_is_on_page(string) == 0, cb_is_readable(string, cb_length(string) &+ 1) == 0 { return true }
    return ShortValue.mayHoldForm(string)
  }

  /// How many of the 64 bytes are examined again with the following ones: as far as a place looks ahead.
  private static var overlap: Int { 16 }

  // Every byte of every value goes through here: optimized for size, it would take twice as many instructions.
  @_optimize(speed)
  static func form(of value: ByteString, _ search: inout Search) -> ValueForm? {
    let bytes = value.start
    let count = value.count
    var base = 0
    // Whether the byte before the block is a letter or digit, and whether it belongs to a word.
    var lettersBefore: UInt64 = 0
    var wordsBefore: UInt64 = 0
    // Not 0 if anything so far could be the dashes of an option or of a key.
    var dashes: UInt64 = 0
    while true {
      let rest = count &- base
      let block = rest < 64 && cb_is_readable(bytes + base, rest) == 0 ? copied(bytes + base, rest) : bytes + base
      let classes = cb_look(block, rest)
      var letters = classes.letters
      var words = classes.words
      var looked = ~UInt64(0)
      if rest < 64 {
        looked = (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1
        letters &= looked
        words &= looked
      } else if rest > 64 {
        looked = ~0 &>> UInt64(truncatingIfNeeded: overlap)
      }

      let begins = letters & ~(letters &<< 1 | lettersBefore) & looked
      let others = words & ~letters
      var run = words & words &>> 1
      run &= run &>> 2
      run &= run &>> 4
      var places = begins & run
      if places & (places &- 1) != 0 {
        // Parts of paths, which a slash soon ends, rarely begin a token.
        let slashes = cb_equal(block, rest, UInt8(ascii: "/"), 0)
        var free = ~slashes & ~slashes &>> 1
        free &= free &>> 2
        // `1//0`, and tokens with 43 bytes before them.
        var parts = places & ~free & (slashes &>> 1 & slashes &>> 2 | (base == 0 ? ~0 &<< 43 : ~0))
        let free8 = free & free &>> 4
        var short = places & free & ~free8
        while short != 0 {
          let place = short.trailingZeroBitCount
          if ValueFilters.mayHoldSlash(block + place) { parts |= short & (0 &- short) }
          short &= short &- 1
        }
        places = places & free8 | parts
      }
      while places != 0 {
        let offset = places.trailingZeroBitCount
        let place = base &+ offset
        places &= places &- 1
        let isJWT = rest > 64 || others &>> UInt64(truncatingIfNeeded: offset) != 0
        if ValueFilters.mayBegin(block + offset), count &- place >= TokenForms.shortest,
          ValueFilters.mayBeginIndeed(block + offset, isJWT: isJWT),
          let form = TokenForms.form(at: place, search: &search)
        {
          return form
        }
      }

      // After an escape, whose last bytes look like a word; and where a byte that belongs to no word soon follows a prefix.
      places = run & letters & (~words &<< 1 | (base == 0 ? 0 : wordsBefore ^ 1)) & looked
      while places != 0 {
        let offset = places.trailingZeroBitCount
        let place = base &+ offset
        places &= places &- 1
        if place == 0 || Escape.introducers &>> UInt64(bytes[place &- 1] & 63) & 1 == 0 { continue }
        let escape = Escape.length(in: value, at: place)
        if escape != 0, let form = form(behindEscape: place &+ escape, search: &search) { return form }
      }
      places = letters & letters &>> 1
      places &= places &>> 2 & others &>> 4 & ~run & looked
      while places != 0 {
        let offset = places.trailingZeroBitCount
        let place = base &+ offset
        places &= places &- 1
        if count &- place >= TokenForms.shortest, ValueFilters.mayBegin(bytes + place),
          begins &>> UInt64(truncatingIfNeeded: offset) & 1 != 0 || Escape.ends(before: place, in: value),
          let form = TokenForms.form(at: place, search: &search)
        {
          return form
        }
      }

      // A delimiter that follows a word.
      let afterWords = words &<< 1 | wordsBefore
      dashes |= others & (others &>> 1 | ~afterWords)
      places = ~words & afterWords & looked
      if places & (places &- 1) != 0 {
        // A quotation mark before a word ends nothing; neither does a blank without dashes before it, except after four
        // words.
        let blanks = cb_equal(block, rest, UInt8(ascii: " "), 2) & words &>> 1 & ~words & afterWords
        if dashes == 0, blanks != 0 {
          // In any block but the first the word may begin before the block.
          places &= ~blanks | (base == 0 ? 0 : 0xFF)
          run = letters & letters &>> 1
          run &= run &>> 2
          run &= letters &>> 4
          var short = begins & run & (blanks &>> 5 | blanks &>> 6 | blanks &>> 7)
          while short != 0 {
            let offset = short.trailingZeroBitCount
            short &= short &- 1
            // By the lowest five bits of the first letter, then by four letters.
            if 0x3004 &>> UInt32(block[offset] & 31) & 1 == 0 { continue }
            switch UnsafeRawPointer(block + offset).loadUnaligned(as: UInt32.self) | 0x2020_2020 {
            // Bearer, basic, login, machine.
            case 0x7261_6562, 0x6973_6162, 0x6967_6F6C, 0x6863_616D: break
            default: continue
            }
            let delimiter = offset &+ (~letters &>> UInt64(truncatingIfNeeded: offset)).trailingZeroBitCount
            if block[delimiter] == UInt8(ascii: " "), let form = Delimiters.blank(at: base &+ delimiter, behind: base &+ delimiter &+ 1, search: &search) {
              return form
            }
          }
        }
      }
      while places != 0 {
        let offset = places.trailingZeroBitCount
        let place = base &+ offset
        places &= places &- 1
        if place > 2,
          !ValueFilters.mayEnd(bytes + place)
            || !ValueFilters.mayEndIndeed(bytes + place, count: place) && !ValueFilters.mayIndicate(bytes + place)
        {
          let delimiter = block[offset]
          if ByteClass.delimiters.start[Int(delimiter)] != UInt8(ascii: "B"),
            delimiter != UInt8(ascii: "=") || place < AzureKey.shortest
          {
            continue
          }
        }
        if let form = Delimiters.form(at: place, search: &search) { return form }
      }

      // Tokens without a prefix, known by the length of a run of letters and digits, and Base64.
      run = letters & letters &>> 1
      run &= run &>> 2
      run &= run &>> 4
      run &= run &>> 8
      places = begins & run
      while places != 0 {
        let offset = places.trailingZeroBitCount
        places &= places &- 1
        let length = (~(letters &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount
        // In a value that is no shorter than the block the run may continue after it, and may be Base64.
        if count < 64, LongWords.lengths &>> UInt64(truncatingIfNeeded: length) & 1 == 0,
          length | 1 != 51 || bytes[base &+ offset &+ 10] != UInt8(ascii: "m"), bytes[base &+ offset] != UInt8(ascii: "M")
        {
          continue
        }
        if let form = LongWords.form(at: base &+ offset, search: &search) { return form }
      }

      if rest <= 64 { return nil }
      let step = 64 &- overlap
      lettersBefore = letters &>> UInt64(truncatingIfNeeded: step &- 1) & 1
      wordsBefore = words &>> UInt64(truncatingIfNeeded: step &- 1) & 1
      base &+= step
    }
  }

  /// The form of a token that begins after an escape.
  private static func form(behindEscape place: Int, search: inout Search) -> ValueForm? {
    let value = search.value
    if value.count &- place < TokenForms.shortest { return nil }
    if ValueFilters.mayBegin(value.start + place), let form = TokenForms.form(at: place, search: &search) { return form }
    return search.letterEnd(from: place) &- place < 16 ? nil : LongWords.form(at: place, search: &search)
  }

  /// A copy of the bytes, filled up with zeros to 64, for where 64 bytes may not be read.
  private static func copied(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UnsafePointer<UInt8> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
    copy.initialize(repeating: 0, count: 64)
    UnsafeMutableRawPointer(copy).copyMemory(from: bytes, byteCount: count)
    return UnsafePointer(copy)
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
