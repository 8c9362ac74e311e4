import Bytes
import CBytes

/// Whether a value of fewer than 64 bytes, as nearly all are, may hold a form at all.
///
/// It examines the same kinds of places as `ValueScanner`, but compares nothing with the tables: it asks `ValueFilters`
/// and looks at a few bytes.  If it says no, there is no form; if it says yes, `ValueScanner` decides.
///
/// The steps are `mayHoldForm`, `mayBegin`, `mayHoldDelimiter` and `looksCloser`.  Each of them decides for most of the
/// values that reach it, and passes the others to the next one by a tail call.  So none of them saves registers for what
/// is rare.
///
/// Two facts about the tables make it short; value-filters.py verifies them.  A token with a prefix begins with sixteen
/// bytes of a word, or a delimiter that is neither a blank nor a quotation mark comes before that; the one exception comes
/// after 43 other bytes.  And a key ends with three letters or digits.
struct ShortValue {
  /// Ended by a NUL; 64 bytes of it are readable.
  private let string: UnsafePointer<UInt8>
  /// Letters and digits.
  private let letters: Places
  /// Those that `cb_classes` counts as part of a word.
  private let words: Places
  /// All bytes of the value.
  private let all: Places

  @inline(__always)
  private init(_ string: UnsafePointer<UInt8>, _ text: cb_text) {
    self.string = string
    letters = text.classes.letters
    words = text.classes.words
    all = text.all
  }

  /// - Parameter string: ended by a NUL; 64 bytes of it must be readable.
  /// - Returns: true also if the value is longer.
  // Every byte of every value goes through here.
  @inline(__always)
  static func mayHoldForm(_ string: UnsafePointer<UInt8>) -> Bool {
    let text = cb_look_at_string(string)
    if text.all == ~0 { return true }
    let value = ShortValue(string, text)
    // A value under sixteen bytes holds no token, and one under five, `pwd=x`, no form.
    if value.all < 0xFFFF {
      if value.all < 0x1F { return false }
    } else {
      var places = value.begins & value.words.runsOf16
      // Long enough for the exception: a token of nine bytes, after 43.
      if value.all.reaches(51) {
        places |= value.begins & value.all &>> 8 & ~0 &<< 43
        return mayBegin(value, at: places)
      }
      if places != 0 {
        repeat {
          if ValueFilters.mayBegin(string + places.first) { return mayBegin(value, at: places) }
          places.removeFirst()
        } while places != 0
        if value.hasLongWord { return looksCloser(value) }
      }
    }
    return value.words != value.all && mayHoldDelimiter(value)
  }

  /// Whether a token may begin at one of these places; the first of them has passed the first filter.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  @_optimize(speed)  // Compiled for size, its loop makes calls.
  private static func mayBegin(_ value: ShortValue, at starts: Places) -> Bool {
    var places = starts
    while places != 0 {
      if value.mayBeginIndeed(places.first) { return true }
      repeat { places.removeFirst() } while places != 0 && !ValueFilters.mayBegin(value.string + places.first)
    }
    if value.hasLongWord { return looksCloser(value) }
    return value.words != value.all && mayHoldDelimiter(value)
  }

  /// Whether a delimiter may indicate a form.  It decides for those that words, JSON and plain URLs have.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  @_optimize(speed)  // Each word of a text passes through here.
  private static func mayHoldDelimiter(_ value: ShortValue) -> Bool {
    let gaps = value.gaps
    if !gaps.hasSeveral, value.isPlainURL(gaps) { return value.mayBeWebhook }
    let blanks = cb_equal(value.string, value.all.reaches(32) ? 64 : 32, UInt8(ascii: " "), 2)
    let afterWords = value.words &<< 1
    // A delimiter after a word; an escape, whose last bytes are part of a word; or two dashes, as of an option or a block.
    if gaps & ~blanks & (afterWords | value.letters &>> 1) | value.marks.runsOf2 != 0 { return looksCloser(value) }
    // Only blanks and quotation marks are left.  A quotation mark before a word ends nothing; neither does a blank, except
    // after four words.
    var delimiters = gaps & afterWords
    let between = delimiters & value.words &>> 1
    if value.hasWord(between: between, before: blanks) { return true }
    delimiters = (delimiters ^ between) & value.letters &<< 1 & value.letters.runsOf2 &<< 3
    while delimiters != 0 {
      if ValueFilters.mayEnd(value.string + delimiters.first) { return mayBeKey(value.string, delimiters) }
      delimiters.removeFirst()
    }
    return false
  }

  /// Where letters and digits begin.
  @inline(__always)
  private var begins: Places { letters & ~(letters &<< 1) }

  /// The bytes of words that are neither letters nor digits.
  @inline(__always)
  private var marks: Places { words ^ letters }

  /// The bytes that belong to no word.
  @inline(__always)
  private var gaps: Places { words ^ all }

  /// Where sixteen or more letters and digits begin.
  @inline(__always)
  private var longWords: Places { begins & letters.runsOf16 }

  @inline(__always)
  private var count: Int { all.runLength(from: 0) }

  /// Whether a word may be a token by its length or its first bytes.
  @inline(__always)
  private var hasLongWord: Bool {
    var places = longWords
    while let offset = places.next() {
      if LongWords.mayBe(string + offset, length: letters.runLength(from: offset)) { return true }
    }
    return false
  }

  /// Whether a key may end at one of these delimiters.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  private static func mayBeKey(_ string: UnsafePointer<UInt8>, _ delimiters: Places) -> Bool {
    var delimiters = delimiters
    while let offset = delimiters.next() {
      if ValueFilters.mayEnd(string + offset), ValueFilters.mayEndIndeed(string + offset, count: offset) { return true }
    }
    return false
  }

  /// Whether a token with a prefix may begin here, by the second filter.
  @inline(__always)
  private func mayBeginIndeed(_ offset: Int) -> Bool {
    ValueFilters.mayBeginIndeed(string + offset, isJWT: marks.reaches(offset))
  }

  /// Whether the value is nothing but an HTTP URL without a user, a port and parameters.
  /// - Parameter gaps: a single one.
  @inline(__always)
  private func isPlainURL(_ gaps: Places) -> Bool {
    let eight = UnsafeRawPointer(string).loadUnaligned(as: UInt64.self)
    let http = UInt64(UInt32.ascii("h", "t", "t", "p"))
    return gaps == 1 &<< 5 && eight == http | UInt64(UInt32.ascii("s", ":", "/", "/")) &<< 32
      || gaps == 1 &<< 4 && eight &<< 8 == http &<< 8 | UInt64(UInt32.ascii(":", "/", "/", "\0")) &<< 40
  }

  /// Whether such a URL may be a webhook.
  @inline(__always)
  private var mayBeWebhook: Bool {
    // The host begins there, or one byte before.
    let slashes = cb_equal(string + 8, 32, UInt8(ascii: "/"), 0)
    // Without a slash there is no path, or a long host.
    return slashes == 0 ? all.reaches(40) : ValueFilters.mayBeHost(string + 8 + slashes.trailingZeroBitCount)
  }

  /// Whether `basic` or `bearer` comes before a blank between words, or `password`, without which `login` and `machine`
  /// are ordinary words, before any.
  @inline(__always)
  private func hasWord(between: Places, before blanks: Places) -> Bool {
    // Five, six or eight letters.
    var places = begins & letters.runsOf5 & (between &>> 5 | between &>> 6 | blanks &>> 8)
    while let offset = places.next() {
      let bytes = UnsafeRawPointer(string + offset)
      // `ba`, `be` or `pa`, without case, and few others.
      if bytes.loadUnaligned(as: UInt16.self) | 0x2432 != 0x6572 { continue }
      switch bytes.loadUnaligned(as: UInt32.self) | 0x2020_2020 {
      case .ascii("b", "a", "s", "i"), .ascii("b", "e", "a", "r"), .ascii("p", "a", "s", "s"): return true
      default: break
      }
    }
    return false
  }

  /// Examines any value.  Its tokens that begin with sixteen bytes of a word were examined.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  private static func looksCloser(_ value: ShortValue) -> Bool {
    // A byte that belongs to no word follows a prefix closely.
    let run = value.words.runsOf8
    var places = (value.begins & run | value.letters.runsOf4 & value.marks &>> 4) & ~(run & run &>> 8)
    places &= value.all &>> Places(truncatingIfNeeded: TokenForms.shortest &- 1)
    while let offset = places.next() {
      if ValueFilters.mayBegin(value.string + offset), value.mayBeginIndeed(offset) { return true }
    }
    places = value.letters & value.gaps &<< 1
    while let offset = places.next() {
      if value.mayBeBehindEscape(offset) { return true }
    }
    places = value.gaps & value.words &<< 1
    while let offset = places.next() {
      if value.mayBeDelimiter(offset) { return true }
    }
    places = value.longWords
    while let offset = places.next() {
      if value.mayBeToken(offset) { return true }
    }
    return false
  }

  /// Whether `offset` is within an escape after which a token may begin.
  @inline(__always)
  private func mayBeBehindEscape(_ offset: Int) -> Bool {
    if Escape.introducers &>> UInt64(string[offset &- 1] & 63) & 1 == 0 { return false }
    let place = offset &+ Escape.length(in: ByteString(start: string, count: count), at: offset)
    if place == offset || count &- place < TokenForms.shortest { return false }
    if ValueFilters.mayBegin(string + place), ValueFilters.mayBeginIndeed(string + place, isJWT: true) { return true }
    return letters.runLength(from: place) > 15
  }

  /// - Parameter offset: the place of the delimiter; the byte before it belongs to a word.
  @inline(__always)
  private func mayBeDelimiter(_ offset: Int) -> Bool {
    let delimiter = string[offset]
    if offset < 3 {
      // No key is that short.
      switch delimiter {
      case UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"): return false
      case UInt8(ascii: " "): return offset == 2 && (string[1] == UInt8(ascii: "-") || string[1] | 0x20 == UInt8(ascii: "u"))
      case UInt8(ascii: ":"): break
      default: return ByteClass.delimiters.start[Int(delimiter)] != UInt8(ascii: "@")
      }
    } else if ValueFilters.mayEndKeyOrWord(string + offset, count: offset) {
      return true
    }
    // No key comes before it.
    switch delimiter {
    case UInt8(ascii: "="):
      if offset < AzureKey.shortest { return false }
      let tenth = string[offset &- 10]
      return string[offset &+ 1] == delimiter || tenth == UInt8(ascii: "+") || tenth == UInt8(ascii: "A")
    case UInt8(ascii: ":"):
      // `jdbc:oracle:thin:`
      if offset == 16, string[15] == UInt8(ascii: "n") { return true }
      switch string[offset &+ 1] {
      case UInt8(ascii: "/"):
        return string[offset &+ 2] == UInt8(ascii: "/") ? mayBeURL(scheme: offset) : string[offset &- 1] == UInt8(ascii: "4")
      case UInt8(ascii: " "): return false
      case UInt8(ascii: "A"), UInt8(ascii: "\\"): return true
      case UInt8(ascii: "f"): return string[offset &+ 2] == UInt8(ascii: "x")
      default: return offset > 4 && string[offset &- 1].isASCIIDigit && string[offset &- 4].isASCIIDigit
      }
    case UInt8(ascii: "@"): return string[offset &+ 1] == UInt8(ascii: "/")
    default: return ByteClass.isAlwaysDelimiter(delimiter)
    }
  }

  /// Whether the letters and digits from `offset` on may be a token.
  @inline(__always)
  private func mayBeToken(_ offset: Int) -> Bool {
    let start = string + offset
    // Base64 of DER: its first byte is 0x30, and its second at most 0x82.
    if start[0] == UInt8(ascii: "M"), start[1] &- UInt8(ascii: "A") < 9 { return true }
    let length = letters.runLength(from: offset)
    if length | 1 == 51 { return start[10] == UInt8(ascii: "m") && start[11] == UInt8(ascii: "s") }
    if !LongWords.lengths.contains(length) { return false }
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
  /// - Parameter scheme: where the scheme ends.
  @inline(__always)
  private func mayBeURL(scheme: Int) -> Bool {
    if scheme < 3 { return true }
    // `https`, `http`, `ftp` and the like.
    let last = string[scheme &- 1]
    let secondLast = string[scheme &- 2]
    if last != UInt8(ascii: "s") && last != UInt8(ascii: "p") { return true }
    if secondLast != UInt8(ascii: "p") && secondLast != UInt8(ascii: "t") { return true }
    let start = scheme &+ 3
    // The authority extends to a slash, or to the end of the value.  If it has bytes that no word has, it may hold a login.
    var end = start
    while words.contains(end), string[end] != UInt8(ascii: "/") { end &+= 1 }
    var port = end
    if string[port] == UInt8(ascii: ":") {
      port &+= 1
      while string[port].isASCIIDigit { port &+= 1 }
    }
    if string[port] != UInt8(ascii: "/") { return port != count }
    return end &- start > 7 && ValueFilters.mayBeHost(string + end)
  }
}
