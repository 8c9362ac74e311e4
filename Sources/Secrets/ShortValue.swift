import Bytes
import CBytes

/// Whether a value of fewer than 64 bytes, as nearly all are, may hold a form at all.
///
/// It asks what `ValueScanner` asks of a block, and in the same order, but looks nothing up: where it says no, there is
/// no form, and where it says yes, `ValueScanner` finds out.  There is no call on the way, so that nothing that is kept
/// in registers has to be put away.
enum ShortValue {
  /// - Parameter string: ended by a NUL, with 64 bytes that may be read.
  /// - Returns: true as well where the value is longer.
  // Every byte of every value goes through here: for size the compiler makes it twice as long in instructions run.
  @_optimize(speed)
  static func mayHoldForm(_ string: UnsafePointer<UInt8>) -> Bool {
    let text = cb_look_at_string(string)
    let count = text.count
    // `pwd=x`
    if count < 5 { return false }
    if count == 64 { return true }
    let looked = (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
    let letters = text.classes.letters & looked
    let words = text.classes.words & looked
    let others = words ^ letters
    let begins = letters & ~(letters &<< 1)
    // Runs of two, four and eight.
    let letters2 = letters & letters &>> 1
    let letters4 = letters2 & letters2 &>> 2
    var run = words & words &>> 1
    run &= run &>> 2
    run &= run &>> 4

    // Tokens that begin with a prefix.
    var slashes: UInt64 = 0
    var places = begins & run & looked &>> UInt64(truncatingIfNeeded: TokenForms.shortest &- 1)
    if places & (places &- 1) != 0 {
      slashes = cb_equal(string, count, UInt8(ascii: "/"), 0)
      // Parts of paths: up to eight letters and digits, and a slash.
      var parts = letters & slashes &>> 1
      parts |= letters & parts &>> 1
      parts |= letters2 & parts &>> 2
      parts |= letters4 & parts &>> 4
      // No token has them but `1//0`, one that has 43 bytes before it, and long ones; value-filters.py sees to that.
      places &= ~parts | slashes &>> 2 | ~0 &<< 43 | looked &>> 47
    }
    while places != 0 {
      let offset = places.trailingZeroBitCount
      places &= places &- 1
      if ValueFilters.mayBegin(string + offset),
        ValueFilters.mayBeginIndeed(string + offset, isJWT: others &>> UInt64(truncatingIfNeeded: offset) != 0)
      {
        return true
      }
    }

    // Marks that follow a word.
    let afterWords = words &<< 1
    places = ~words & afterWords & looked
    if places & (places &- 1) != 0 {
      let blanks = cb_equal(string, count, UInt8(ascii: " "), 2) & words &>> 1 & places
      if blanks != 0, others & (others &>> 1 | ~afterWords) == 0 {
        places &= ~blanks
        // Five to seven letters before one.
        var short = begins & letters4 & letters &>> 4 & (blanks &>> 5 | blanks &>> 6 | blanks &>> 7)
        while short != 0 {
          let offset = short.trailingZeroBitCount
          short &= short &- 1
          // By the lowest five bits of the first letter, then by four letters.
          if 0x3004 &>> UInt32(string[offset] & 31) & 1 == 0 { continue }
          switch UnsafeRawPointer(string + offset).loadUnaligned(as: UInt32.self) | 0x2020_2020 {
          // Bearer, basic, login, machine.
          case 0x7261_6562, 0x6973_6162, 0x6967_6F6C, 0x6863_616D: return true
          default: break
          }
        }
      }
    }
    while places != 0 {
      let offset = places.trailingZeroBitCount
      places &= places &- 1
      if mayBeMark(string, offset, count, words: words, others: others, slashes: slashes) { return true }
    }

    // Tokens without a prefix.
    run = letters4 & letters4 &>> 4
    run &= run &>> 8
    places = begins & run
    while places != 0 {
      let offset = places.trailingZeroBitCount
      places &= places &- 1
      let length = (~(letters &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount
      if LongWords.lengths &>> UInt64(truncatingIfNeeded: length) & 1 != 0 || length == 50,
        mayBeLong(string + offset, length: length, isFirst: offset == 0)
      {
        return true
      }
      if string[offset] == UInt8(ascii: "M") { return true }
    }
    return false
  }

  /// - Parameter offset: where the mark is; a byte of a word stands before it.
  @inline(__always)
  private static func mayBeMark(
    _ string: UnsafePointer<UInt8>, _ offset: Int, _ count: Int, words: UInt64, others: UInt64, slashes: UInt64
  ) -> Bool {
    let mark = string[offset]
    if offset < 3 {
      // No key is as short.
      switch mark {
      case UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"): return false
      case UInt8(ascii: " "): return offset == 2
      default: return ByteClass.marks.start[Int(mark)] != UInt8(ascii: "@")
      }
    }
    if mark == UInt8(ascii: ":"), string[offset &+ 1] == UInt8(ascii: "/") {
      if string[offset &+ 2] == UInt8(ascii: "/") {
        return mayBeURL(string, scheme: offset, count, words: words, others: others, slashes: slashes)
      }
      return string[offset &- 1] == UInt8(ascii: "4")
    }
    // Behind the quotation mark of a key there is a colon, and perhaps blanks before it.
    if mark == UInt8(ascii: "\""), string[offset &+ 1] != UInt8(ascii: ":"), string[offset &+ 1] != UInt8(ascii: " ") { return false }
    if ValueFilters.mayEnd(string + offset), ValueFilters.mayEndIndeed(string + offset, count: offset) { return true }
    // `!`, `$`, `(`, `:`, `=`, `@`, `\`, `|` and `~`, and what has the same six bits.
    let alone: UInt64 = 0x7400_0112_1000_0001
    if alone &>> UInt64(mark & 63) & 1 == 0 { return false }
    return mayBeMarkAlone(string, offset, count, mark)
  }

  /// The same, where no key ends before the mark.
  @inline(__always)
  private static func mayBeMarkAlone(_ string: UnsafePointer<UInt8>, _ offset: Int, _ count: Int, _ mark: UInt8) -> Bool {
    switch mark {
    case UInt8(ascii: "="):
      if offset < AzureKey.shortest { return false }
      let tenth = string[offset &- 10]
      return string[offset &+ 1] == mark || tenth == UInt8(ascii: "+") || tenth == UInt8(ascii: "A")
    case UInt8(ascii: ":"):
      switch string[offset &+ 1] {
      case UInt8(ascii: " "): return false
      case UInt8(ascii: "A"), UInt8(ascii: "\\"): return true
      default: return offset > 4 && string[offset &- 1].isASCIIDigit && string[offset &- 4].isASCIIDigit
      }
    case UInt8(ascii: "@"):
      return string[offset &+ 1] == UInt8(ascii: "/") || string[0] == UInt8(ascii: "j")
    default: return ByteClass.marks.start[Int(mark)] == UInt8(ascii: "B")
    }
  }

  /// Whether so many letters and digits, one of `LongWords.lengths` or 50, may be a token.
  @inline(__always)
  private static func mayBeLong(_ start: UnsafePointer<UInt8>, length: Int, isFirst: Bool) -> Bool {
    switch isFirst ? 0 : start[-1] {
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
    case 50: return start[10] == UInt8(ascii: "m")
    case 52: return start[42] == UInt8(ascii: "A")
    default: return false
    }
  }

  /// Whether the URL may have a login, be of a notification service, or be a webhook.
  /// - Parameter scheme: where the scheme ends; three bytes of it and more stand before that.
  @inline(__always)
  private static func mayBeURL(
    _ string: UnsafePointer<UInt8>, scheme: Int, _ count: Int, words: UInt64, others: UInt64, slashes: UInt64
  ) -> Bool {
    // `https`, `http`, `ftp` and the like.
    let last = string[scheme &- 1]
    let secondLast = string[scheme &- 2]
    if last != UInt8(ascii: "s") && last != UInt8(ascii: "p") { return true }
    if secondLast != UInt8(ascii: "p") && secondLast != UInt8(ascii: "t") { return true }
    let start = scheme &+ 3
    let slashes = slashes == 0 ? cb_equal(string, count, UInt8(ascii: "/"), 0) : slashes
    // The authority goes on to a slash or to the value's end; where it has bytes that no word has it may be a login.
    let end = start &+ ((~words | slashes) &>> UInt64(truncatingIfNeeded: start)).trailingZeroBitCount
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
