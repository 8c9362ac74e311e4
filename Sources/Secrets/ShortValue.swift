import Bytes
import CBytes

/// Whether a value of fewer than 64 bytes, as nearly all are, may hold a form at all.
///
/// It checks what `ValueScanner` checks of a block, but looks nothing up: if it says no, there is no form; if it says
/// yes, `ValueScanner` decides.  Each function but the last decides for most of the values that reach it, and passes the
/// others to the next one by a tail call.  So none of them saves registers for what is rare.
///
/// Two facts about the tables make it short; value-filters.py verifies them.  A token with a prefix begins with sixteen
/// bytes of a word, or a delimiter that is neither a blank nor a quotation mark comes before that; the one exception comes
/// after 43 other bytes.  And a key ends with three letters or digits.
struct ShortValue {
  private let string: UnsafePointer<UInt8>
  // Bit sets of the value's bytes: letters and digits; those that `cb_classes` counts as part of a word; and all.
  private let letters: UInt64
  private let words: UInt64
  private let looked: UInt64

  /// - Parameter string: ended by a NUL; 64 bytes of it must be readable.
  /// - Returns: true also if the value is longer.
  // Every byte of every value goes through here.
  @inline(__always)
  static func mayHoldForm(_ string: UnsafePointer<UInt8>) -> Bool {
    let text = cb_look_at_string(string)
    if text.looked == ~0 { return true }
    let value = ShortValue(string, text.classes.letters, text.classes.words, text.looked)
    // No token is shorter than sixteen bytes, and nothing shorter than `pwd=x`.
    if value.looked < 0xFFFF {
      if value.looked < 0x1F { return false }
    } else {
      var places = value.starts
      // The exception is possible, with nine bytes.
      if value.looked &>> 51 != 0 {
        places |= value.begins & value.looked &>> 8 & ~0 &<< 43
        return mayBegin(string, value.letters, value.words, value.looked, places)
      }
      if places != 0 {
        repeat {
          if ValueFilters.mayBegin(string + places.trailingZeroBitCount) {
            return mayBegin(string, value.letters, value.words, value.looked, places)
          }
          places &= places &- 1
        } while places != 0
        if value.hasLongWord { return looksCloser(string, value.letters, value.words, value.looked) }
      }
    }
    return value.words != value.looked && mayHoldDelimiter(string, value.letters, value.words, value.looked)
  }

  /// Examines the tokens that may begin at these places; at the first of them by the second filter alone.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  @_optimize(speed)  // Compiled for size, its loop makes calls.
  private static func mayBegin(
    _ string: UnsafePointer<UInt8>, _ letters: UInt64, _ words: UInt64, _ looked: UInt64, _ starts: UInt64
  ) -> Bool {
    let value = ShortValue(string, letters, words, looked)
    var places = starts
    while places != 0 {
      if value.mayBeginIndeed(places.trailingZeroBitCount) { return true }
      repeat { places &= places &- 1 } while places != 0 && !ValueFilters.mayBegin(string + places.trailingZeroBitCount)
    }
    if value.hasLongWord { return looksCloser(string, letters, words, looked) }
    return words != looked && mayHoldDelimiter(string, letters, words, looked)
  }

  /// Examines the delimiters that words, JSON and plain URLs have.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  @_optimize(speed)  // Each word of a text passes through here.
  private static func mayHoldDelimiter(_ string: UnsafePointer<UInt8>, _ letters: UInt64, _ words: UInt64, _ looked: UInt64) -> Bool {
    ShortValue(string, letters, words, looked).mayHoldDelimiter() ?? looksCloser(string, letters, words, looked)
  }

  @inline(__always)
  private init(_ string: UnsafePointer<UInt8>, _ letters: UInt64, _ words: UInt64, _ looked: UInt64) {
    self.string = string
    self.letters = letters
    self.words = words
    self.looked = looked
  }

  /// Where runs of letters and digits begin.
  private var begins: UInt64 { letters & ~(letters &<< 1) }

  /// The bytes of words that are neither letters nor digits.
  private var others: UInt64 { words ^ letters }

  /// Where runs of two letters and digits begin.
  private var letters2: UInt64 { letters & letters &>> 1 }

  private var count: Int { (~looked).trailingZeroBitCount }

  /// Where tokens with a prefix may begin, but for the exceptions.
  @inline(__always)
  private var starts: UInt64 {
    var run = words & words &>> 1
    run &= run &>> 2
    run &= run &>> 4
    run &= run &>> 8
    return begins & run
  }

  /// Whether a word may be a token by its length or its first bytes.
  @inline(__always)
  private var hasLongWord: Bool {
    var places = longWords
    while places != 0 {
      let offset = places.trailingZeroBitCount
      let length = length(offset)
      if LongWords.lengths &>> UInt64(truncatingIfNeeded: length) & 1 != 0 || string[offset] == UInt8(ascii: "M")
        || length | 1 == 51 && string[offset &+ 10] == UInt8(ascii: "m")
      {
        return true
      }
      places &= places &- 1
    }
    return false
  }

  /// Whether a delimiter may indicate a form; nil if only `looksCloser` can decide.
  @inline(__always)
  private func mayHoldDelimiter() -> Bool? {
    let gaps = words ^ looked
    if gaps & (gaps &- 1) == 0, isPlainURL(gaps) { return mayBeWebhook }
    let blanks = cb_equal(string, looked &>> 32 == 0 ? 32 : 64, UInt8(ascii: " "), 2)
    let afterWords = words &<< 1
    // A delimiter after a word; an escape, whose last bytes are part of a word; or two dashes, as of an option or a block.
    if gaps & ~blanks & (afterWords | letters &>> 1) | others & others &>> 1 != 0 { return nil }
    // Blanks and quotation marks.
    var delimiters = gaps & afterWords
    // A quotation mark before a word ends nothing; neither does a blank, except after four words.
    let between = delimiters & words &>> 1
    if hasWord(between: between, before: blanks) { return true }
    delimiters = (delimiters ^ between) & letters &<< 1 & letters2 &<< 3
    while delimiters != 0 {
      if ValueFilters.mayEnd(string + delimiters.trailingZeroBitCount) { return Self.mayBeKey(string, delimiters) }
      delimiters &= delimiters &- 1
    }
    return false
  }

  /// Whether a key may end at one of these delimiters.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  private static func mayBeKey(_ string: UnsafePointer<UInt8>, _ delimiters: UInt64) -> Bool {
    var delimiters = delimiters
    repeat {
      let offset = delimiters.trailingZeroBitCount
      if ValueFilters.mayEnd(string + offset), ValueFilters.mayEndIndeed(string + offset, count: offset) { return true }
      delimiters &= delimiters &- 1
    } while delimiters != 0
    return false
  }

  /// Whether a token with a prefix may begin here, by the second filter.
  @inline(__always)
  private func mayBeginIndeed(_ offset: Int) -> Bool {
    ValueFilters.mayBeginIndeed(string + offset, isJWT: others &>> UInt64(truncatingIfNeeded: offset) != 0)
  }

  /// Where runs of sixteen or more letters and digits begin.
  private var longWords: UInt64 {
    var run = letters2
    run &= run &>> 2
    run &= run &>> 4
    return begins & run & run &>> 8
  }

  /// How many letters and digits are there from `offset` on.
  private func length(_ offset: Int) -> Int { (~(letters &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount }

  /// Whether the value is nothing but an HTTP URL without a user, a port and parameters.
  /// - Parameter gaps: a single one.
  @inline(__always)
  private func isPlainURL(_ gaps: UInt64) -> Bool {
    let eight = UnsafeRawPointer(string).loadUnaligned(as: UInt64.self)
    // `https://` and `http://`.
    return gaps == 1 &<< 5 && eight == 0x2F2F_3A73_7074_7468 || gaps == 1 &<< 4 && eight &<< 8 == 0x2F2F_3A70_7474_6800
  }

  /// Whether such a URL may be a webhook.
  @inline(__always)
  private var mayBeWebhook: Bool {
    // The host begins there, or one byte before.
    let slashes = cb_equal(string + 8, 32, UInt8(ascii: "/"), 0)
    // Without a slash there is no path, or a long host.
    return slashes == 0 ? looked &>> 40 != 0 : ValueFilters.mayBeHost(string + 8 + slashes.trailingZeroBitCount)
  }

  /// Whether `basic` or `bearer` comes before a blank between words, or `password`, without which `login` and `machine`
  /// are ordinary words, before any.
  @inline(__always)
  private func hasWord(between: UInt64, before blanks: UInt64) -> Bool {
    // Five, six or eight letters.
    var places = begins & letters2 & letters2 &>> 2 & letters &>> 4 & (between &>> 5 | between &>> 6 | blanks &>> 8)
    if places == 0 { return false }
    repeat {
      let bytes = UnsafeRawPointer(string + places.trailingZeroBitCount)
      // `ba`, `be` or `pa`, without case, and few others.
      if bytes.loadUnaligned(as: UInt16.self) | 0x2432 == 0x6572 {
        switch bytes.loadUnaligned(as: UInt32.self) | 0x2020_2020 {
        case 0x6973_6162, 0x7261_6562, 0x7373_6170: return true
        default: break
        }
      }
      places &= places &- 1
    } while places != 0
    return false
  }

  /// Examines any value.  Its tokens that begin with sixteen bytes of a word were examined.
  @inline(never)  // It needs registers: inlined, it costs every value twelve instructions.
  private static func looksCloser(_ string: UnsafePointer<UInt8>, _ letters: UInt64, _ words: UInt64, _ looked: UInt64) -> Bool {
    ShortValue(string, letters, words, looked).looksCloser()
  }

  @inline(__always)
  private func looksCloser() -> Bool {
    let letters4 = letters2 & letters2 &>> 2
    let gaps = words ^ looked
    // A byte that is part of no word follows a prefix closely.
    var run = words & words &>> 1
    run &= run &>> 2
    run &= run &>> 4
    var places = (begins & run | letters4 & others &>> 4) & ~(run & run &>> 8)
    places &= looked &>> UInt64(truncatingIfNeeded: TokenForms.shortest &- 1)
    while places != 0 {
      let offset = places.trailingZeroBitCount
      if ValueFilters.mayBegin(string + offset), mayBeginIndeed(offset) { return true }
      places &= places &- 1
    }
    places = letters & gaps &<< 1
    while places != 0 {
      if mayBeBehindEscape(places.trailingZeroBitCount) { return true }
      places &= places &- 1
    }
    places = gaps & words &<< 1
    while places != 0 {
      if mayBeDelimiter(places.trailingZeroBitCount) { return true }
      places &= places &- 1
    }
    places = longWords
    while places != 0 {
      if mayBeToken(places.trailingZeroBitCount) { return true }
      places &= places &- 1
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
    return length(place) > 15
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
    } else if ValueFilters.mayEnd(string + offset),
      ValueFilters.mayEndIndeed(string + offset, count: offset) || ValueFilters.mayIndicate(string + offset)
    {
      return true
    }
    // No key comes before it.
    switch delimiter {
    case UInt8(ascii: "="):
      if offset < AzureKey.shortest { return false }
      let tenth = string[offset &- 10]
      return string[offset &+ 1] == delimiter || tenth == UInt8(ascii: "+") || tenth == UInt8(ascii: "A")
    case UInt8(ascii: ":"):
      switch string[offset &+ 1] {
      case UInt8(ascii: "/"):
        return string[offset &+ 2] == UInt8(ascii: "/") ? mayBeURL(scheme: offset) : string[offset &- 1] == UInt8(ascii: "4")
      case UInt8(ascii: " "): return false
      case UInt8(ascii: "A"), UInt8(ascii: "\\"): return true
      case UInt8(ascii: "f"): return string[offset &+ 2] == UInt8(ascii: "x")
      default: return offset > 4 && string[offset &- 1].isASCIIDigit && string[offset &- 4].isASCIIDigit
      }
    case UInt8(ascii: "@"):
      // `jdbc:oracle:thin:` has 17 bytes.
      return string[offset &+ 1] == UInt8(ascii: "/") || offset > 16
    default: return ByteClass.delimiters.start[Int(delimiter)] == UInt8(ascii: "B")
    }
  }

  /// Whether the letters and digits from `offset` on may be a token.
  @inline(__always)
  private func mayBeToken(_ offset: Int) -> Bool {
    let start = string + offset
    // Base64 of DER: its first byte is 0x30, and its second at most 0x82.
    if start[0] == UInt8(ascii: "M"), start[1] &- UInt8(ascii: "A") < 9 { return true }
    let length = length(offset)
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
    while words &>> UInt64(truncatingIfNeeded: end) & 1 != 0, string[end] != UInt8(ascii: "/") { end &+= 1 }
    var port = end
    if string[port] == UInt8(ascii: ":") {
      port &+= 1
      while string[port].isASCIIDigit { port &+= 1 }
    }
    if string[port] != UInt8(ascii: "/") { return port != count }
    return end &- start > 7 && ValueFilters.mayBeHost(string + end)
  }
}
