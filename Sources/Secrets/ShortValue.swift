import Bytes
import CBytes

/// Whether a value of fewer than 64 bytes, as nearly all are, may hold a form at all.
///
/// It checks what `ValueScanner` checks of a block, in the same order, but looks nothing up: if it says no, there is no
/// form; if it says yes, `ValueScanner` decides.  Two filters of few instructions rule out nearly all places.  The
/// others are examined more closely, out of line, so that the common path has no call.
struct ShortValue {
  private let string: UnsafePointer<UInt8>
  private let count: Int
  /// A bit for each byte of the value.
  private let looked: UInt64
  // Bit sets of the value's bytes: letters and digits; those that `cb_classes` counts as part of a word; and those of a
  // word that are neither letters nor digits.
  private let letters: UInt64
  private let words: UInt64
  private let others: UInt64
  /// Where runs of letters and digits begin.
  private let begins: UInt64
  // Where runs of two and of four letters and digits begin.
  private let letters2: UInt64
  private let letters4: UInt64
  /// Where slashes are; empty until they are looked for.
  private var slashes: UInt64 = 0
  /// Where blanks and quotation marks are; empty until they are looked for.
  private var blanks: UInt64 = 0

  /// - Parameter string: ended by a NUL; 64 bytes of it must be readable.
  /// - Returns: true also if the value is longer.
  // Every byte of every value goes through here: optimized for size, it would take twice as many instructions.
  @_optimize(speed)
  static func mayHoldForm(_ string: UnsafePointer<UInt8>) -> Bool {
    let text = cb_look_at_string(string)
    // `pwd=x`
    if text.count < 5 { return false }
    if text.count == 64 { return true }
    return ShortValue(string, text).mayHoldForm()
  }

  @inline(__always)
  private init(_ string: UnsafePointer<UInt8>, _ text: cb_text) {
    self.string = string
    count = text.count
    looked = (1 &<< UInt64(truncatingIfNeeded: text.count)) &- 1
    letters = text.classes.letters & looked
    words = text.classes.words & looked
    others = words ^ letters
    begins = letters & ~(letters &<< 1)
    letters2 = letters & letters &>> 1
    letters4 = letters2 & letters2 &>> 2
  }

  @inline(__always)
  private func mayHoldForm() -> Bool {
    var value = self
    var places = value.starts()
    while places != 0 {
      let offset = places.trailingZeroBitCount
      if ValueFilters.mayBegin(string + offset),
        ValueFilters.mayBeginIndeed(string + offset, isJWT: others &>> UInt64(truncatingIfNeeded: offset) != 0)
      {
        return true
      }
      places &= places &- 1
    }
    let gaps = words ^ looked
    if gaps != 0 {
      guard let marks = value.marks(gaps) else { return true }
      let unusual = gaps & ~value.blanks
      if unusual != 0 {
        // After an escape, whose last bytes are part of a word.
        places = letters & unusual &<< 1
        while places != 0 {
          let offset = places.trailingZeroBitCount
          if Escape.introducers &>> UInt64(string[offset &- 1] & 63) & 1 != 0, mayBeBehindEscape(offset) { return true }
          places &= places &- 1
        }
        // A byte that is part of no word follows a prefix closely.
        places = letters4 & others &>> 4 & (unusual &>> 5 | unusual &>> 6 | unusual &>> 7)
        while places != 0 {
          let offset = places.trailingZeroBitCount
          if count &- offset >= TokenForms.shortest, ValueFilters.mayBegin(string + offset) { return true }
          places &= places &- 1
        }
      }
      places = marks
      if places & 7 != 0 { return value.looksCloser(at: places) }
      while places != 0 {
        let offset = places.trailingZeroBitCount
        if ValueFilters.mayEnd(string + offset), ValueFilters.mayEndIndeed(string + offset, count: offset) { return true }
        let mark = string[offset]
        // `!`, `$`, `(`, `:`, `=`, `@`, `\`, `|` and `~`, and bytes with the same six bits: also without a key before them.
        let alone: UInt64 = 0x7400_0112_1000_0001
        if alone &>> UInt64(mark & 63) & 1 != 0 {
          if mark != UInt8(ascii: ":") || string[offset &+ 1] != UInt8(ascii: "/") || string[offset &+ 2] != UInt8(ascii: "/")
            || value.mayBeURL(scheme: offset)
          {
            return value.looksCloser(at: places)
          }
        }
        places &= places &- 1
      }
    }
    places = longWords()
    while places != 0 {
      let offset = places.trailingZeroBitCount
      let length = (~(letters &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount
      if LongWords.lengths &>> UInt64(truncatingIfNeeded: length) & 1 != 0 || string[offset] == UInt8(ascii: "M")
        || length | 1 == 51 && string[offset &+ 10] == UInt8(ascii: "m")
      {
        return value.looksCloser(at: 0)
      }
      places &= places &- 1
    }
    return false
  }

  /// Whether `offset` is within an escape after which a token may begin.
  private func mayBeBehindEscape(_ offset: Int) -> Bool {
    let place = offset &+ Escape.length(in: ByteString(start: string, count: count), at: offset)
    if place == offset || count &- place < TokenForms.shortest { return false }
    if ValueFilters.mayBegin(string + place), ValueFilters.mayBeginIndeed(string + place, isJWT: true) { return true }
    let length = (~(letters &>> UInt64(truncatingIfNeeded: place))).trailingZeroBitCount
    return length > 15
  }

  /// Whether one of the marks at these places, or one of the long words, may tell a form.
  @inline(never)  // Rare: inlined, it makes all values a tenth slower, in instructions.
  private func looksCloser(at marks: UInt64) -> Bool {
    var places = marks
    while places != 0 {
      if mayBeMark(places.trailingZeroBitCount) { return true }
      places &= places &- 1
    }
    places = longWords()
    while places != 0 {
      if mayBeToken(places.trailingZeroBitCount) { return true }
      places &= places &- 1
    }
    return false
  }

  /// Where tokens with a prefix may begin.
  @inline(__always)
  private mutating func starts() -> UInt64 {
    var run = words & words &>> 1
    run &= run &>> 2
    run &= run &>> 4
    let places = begins & run & looked &>> UInt64(truncatingIfNeeded: TokenForms.shortest &- 1)
    if places & (places &- 1) == 0 { return places }
    slashes = cb_equal(string, count, UInt8(ascii: "/"), 0)
    // Parts of paths: up to eight letters and digits, and a slash.
    var parts = letters & slashes &>> 1
    parts |= letters & parts &>> 1
    parts |= letters2 & parts &>> 2
    parts |= letters4 & parts &>> 4
    // No token has them except `1//0`, one with 43 bytes before it, and long ones; value-filters.py verifies that.
    return places & (~parts | slashes &>> 2 | ~0 &<< 43 | looked &>> 47)
  }

  /// The marks that follow a word; nil if a word that indicates a form comes before a blank.
  @inline(__always)
  private mutating func marks(_ gaps: UInt64) -> UInt64? {
    let afterWords = words &<< 1
    let places = gaps & afterWords
    if places & (places &- 1) == 0 { return places }
    // Without dashes, neither a blank between words nor a quotation mark before one ends a key or an option.
    blanks = cb_equal(string, count, UInt8(ascii: " "), 2)
    let between = blanks & words &>> 1 & places
    if between == 0 { return places }
    let dashes = others & (others &>> 1 | ~afterWords)
    if dashes != 0, dashes & cb_equal(string, count, UInt8(ascii: "-"), 0) != 0 { return places }
    // Five to seven letters before a blank.
    var isLogin = false
    var short = begins & letters4 & letters &>> 4 & (between &>> 5 | between &>> 6 | between &>> 7)
    while short != 0 {
      let offset = short.trailingZeroBitCount
      short &= short &- 1
      // By the lowest five bits of the first letter, then by four letters.
      if 0x3004 &>> UInt32(string[offset] & 31) & 1 == 0 { continue }
      switch UnsafeRawPointer(string + offset).loadUnaligned(as: UInt32.self) | 0x2020_2020 {
      // Bearer and basic.
      case 0x7261_6562, 0x6973_6162: return nil
      // Login and machine.
      case 0x6967_6F6C, 0x6863_616D: isLogin = true
      default: break
      }
    }
    if isLogin, hasPassword() { return nil }
    return places & ~between
  }

  /// Whether the value has the word without which `login` and `machine` are ordinary words.
  private func hasPassword() -> Bool {
    var places = begins & letters4 & letters4 &>> 4
    while places != 0 {
      // `pass`
      if UnsafeRawPointer(string + places.trailingZeroBitCount).loadUnaligned(as: UInt32.self) == 0x7373_6170 { return true }
      places &= places &- 1
    }
    return false
  }

  /// Where runs of sixteen or more letters and digits begin.
  @inline(__always)
  private func longWords() -> UInt64 {
    let run = letters4 & letters4 &>> 4
    return begins & run & run &>> 8
  }

  /// - Parameter offset: the place of the mark; the byte before it belongs to a word.
  private func mayBeMark(_ offset: Int) -> Bool {
    let mark = string[offset]
    if offset < 3 {
      // No key is that short.
      switch mark {
      case UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"): return false
      case UInt8(ascii: " "): return offset == 2
      default: return ByteClass.marks.start[Int(mark)] != UInt8(ascii: "@")
      }
    }
    if ValueFilters.mayEnd(string + offset), ValueFilters.mayEndIndeed(string + offset, count: offset) { return true }
    // No key comes before it.
    switch mark {
    case UInt8(ascii: "="):
      if offset < AzureKey.shortest { return false }
      let tenth = string[offset &- 10]
      return string[offset &+ 1] == mark || tenth == UInt8(ascii: "+") || tenth == UInt8(ascii: "A")
    case UInt8(ascii: ":"):
      switch string[offset &+ 1] {
      case UInt8(ascii: "/"):
        return string[offset &+ 2] == UInt8(ascii: "/") ? mayBeURL(scheme: offset) : string[offset &- 1] == UInt8(ascii: "4")
      case UInt8(ascii: " "): return false
      case UInt8(ascii: "A"), UInt8(ascii: "\\"): return true
      default: return offset > 4 && string[offset &- 1].isASCIIDigit && string[offset &- 4].isASCIIDigit
      }
    case UInt8(ascii: "@"):
      // `jdbc:oracle:thin:` has 17 bytes.
      return string[offset &+ 1] == UInt8(ascii: "/") || offset > 16
    default: return ByteClass.marks.start[Int(mark)] == UInt8(ascii: "B")
    }
  }

  /// Whether the letters and digits from `offset` on may be a token.
  private func mayBeToken(_ offset: Int) -> Bool {
    let start = string + offset
    // Base64 of DER: its first byte is 0x30, and its second at most 0x82.
    if start[0] == UInt8(ascii: "M"), start[1] &- UInt8(ascii: "A") < 9 { return true }
    let length = (~(letters &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount
    if length | 1 == 51 { return start[10] == UInt8(ascii: "m") && start[11] == UInt8(ascii: "s") }
    if LongWords.lengths &>> UInt64(truncatingIfNeeded: length) & 1 == 0 { return false }
    switch offset == 0 ? 0 : start[-1] {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"): return true
    default: break
    }
    switch start[length] {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): return true
    default: break
    }
    switch length {
    case 34: return true
    case 36...44: return start[length &- 1] == UInt8(ascii: "L")
    case 52: return start[42] == UInt8(ascii: "A")
    default: return false
    }
  }

  /// Whether the URL may have a login, belong to a notification service, or be a webhook.
  /// - Parameter scheme: where the scheme ends; at least three bytes come before that.
  @inline(__always)
  private func mayBeURL(scheme: Int) -> Bool {
    // `https`, `http`, `ftp` and the like.
    let last = string[scheme &- 1]
    let secondLast = string[scheme &- 2]
    if last != UInt8(ascii: "s") && last != UInt8(ascii: "p") { return true }
    if secondLast != UInt8(ascii: "p") && secondLast != UInt8(ascii: "t") { return true }
    let start = scheme &+ 3
    // The authority extends to a slash or to the end of the value; if it has bytes that no word has, it may hold a
    // login.
    var end = start &+ ((~words | slashes) &>> UInt64(truncatingIfNeeded: start)).trailingZeroBitCount
    if slashes == 0 {
      // They were not looked for before.
      var marks = others &>> UInt64(truncatingIfNeeded: start)
      while marks != 0 {
        let place = start &+ marks.trailingZeroBitCount
        marks &= marks &- 1
        if place < end, string[place] == UInt8(ascii: "/") { end = place }
      }
    }
    var port = end
    if string[port] == UInt8(ascii: ":") {
      port &+= 1
      while string[port].isASCIIDigit { port &+= 1 }
    }
    if string[port] != UInt8(ascii: "/"), port != count { return true }
    let before = others & ((1 &<< UInt64(truncatingIfNeeded: end)) &- 1)
    var dot = 63 &- before.leadingZeroBitCount
    while dot > start, string[dot] != UInt8(ascii: ".") { dot &-= 1 }
    return dot > start &+ 2 && dot &+ 1 < end && ValueFilters.mayBeHost(string + dot)
  }
}
