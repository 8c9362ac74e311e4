import Bytes
import CBytes

/// Finds a known form of a credential in a value, in time that grows with the value and no faster.
///
/// What begins a token, and what tells any other form, has a byte beside it that is neither a letter nor a digit.  So
/// the value is made bits, 64 bytes at a time, and only two kinds of places are looked at: where letters and digits
/// begin, eight bytes and more of a word, and where a word ends at a byte that is of none.  At either, three bytes and
/// a table rule out nearly all.
///
/// A value is only read: nothing of it is kept, and a form has none.
package enum ValueScanner {
  /// A form that is found in `value`; nil where there is none.
  package static func form(of value: ByteString) -> ValueForm? {
    // `pwd=x`
    if value.count < 5 { return nil }
    var search = Search(value)
    let form = form(of: value, &search)
    search.runs.release()
    return form
  }

  /// How many bytes of the 64 are seen again with those behind them: as much as a place looks ahead.
  private static var overlap: Int { 16 }

  // Every byte of every value goes through here: for size the compiler makes it twice as long in instructions run.
  @_optimize(speed)
  static func form(of value: ByteString, _ search: inout Search) -> ValueForm? {
    let bytes = value.start
    let count = value.count
    var base = 0
    // Whether the byte before the block is a letter or digit, and whether it is of a word.
    var lettersBefore: UInt64 = 0
    var wordsBefore: UInt64 = 0
    while true {
      var letters: UInt64
      var words: UInt64
      let rest = count &- base
      if rest >= 16 {
        let first = cb_words(bytes + base)
        letters = UInt64(first & 0xFFFF)
        words = UInt64(first &>> 16)
        // The last 16 are seen with others that were seen before.
        let last = min(rest, 64) &- 16
        var offset = 0
        while offset < last {
          offset = min(offset &+ 16, last)
          let bits = cb_words(bytes + (base &+ offset))
          let shift = UInt64(truncatingIfNeeded: offset)
          letters |= UInt64(bits & 0xFFFF) &<< shift
          words |= UInt64(bits &>> 16) &<< shift
        }
      } else {
        let bits = short(bytes + base, rest)
        letters = UInt64(bits & 0xFFFF)
        words = UInt64(bits &>> 16)
      }
      var looked = ~UInt64(0)
      if rest < 64 {
        looked = (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1
      } else if rest > 64 {
        looked = ~0 &>> UInt64(truncatingIfNeeded: overlap)
      }

      let begins = letters & ~(letters &<< 1 | lettersBefore) & looked
      var run = words & words &>> 1
      run &= run &>> 2
      run &= run &>> 4
      var places = begins & run
      while places != 0 {
        let place = base &+ places.trailingZeroBitCount
        places &= places &- 1
        if ValueFilters.mayBegin(bytes + place), count &- place >= TokenForms.shortest,
          let form = TokenForms.form(at: place, search: &search)
        {
          return form
        }
      }

      // A mark that follows a word.
      places = ~words & (words &<< 1 | wordsBefore) & looked
      while places != 0 {
        let place = base &+ places.trailingZeroBitCount
        places &= places &- 1
        let mark = ByteClass.marks.start[Int(bytes[place])]
        if mark == UInt8(ascii: "@") { continue }
        if mark == UInt8(ascii: "A"), place > 3, !ValueFilters.mayEnd(bytes + place),
          bytes[place] != UInt8(ascii: "=") || place < AzureKey.shortest
        {
          continue
        }
        if let form = Marks.form(at: place, search: &search) { return form }
      }

      // Tokens without a prefix, which the length of a run of letters and digits tells, and Base64.
      run = letters & letters &>> 1
      run &= run &>> 2
      run &= run &>> 4
      run &= run &>> 8
      places = begins & run
      while places != 0 {
        let offset = places.trailingZeroBitCount
        places &= places &- 1
        let length = (~(letters &>> UInt64(truncatingIfNeeded: offset))).trailingZeroBitCount
        // In a longer value the run may go on behind the block, and there may be Base64.
        if count <= 64, LongWords.lengths &>> UInt64(truncatingIfNeeded: length) & 1 == 0,
          length != 50 || bytes[base &+ offset &+ 10] != UInt8(ascii: "m"), bytes[base &+ offset] != UInt8(ascii: "M")
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

  /// What `cb_words` says of fewer than 16 bytes: none behind them is read.
  @inline(__always)
  private static func short(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    let raw = UnsafeRawPointer(bytes)
    if count >= 8 {
      let high = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      return cb_words_of(
        UInt(raw.loadUnaligned(as: UInt64.self)), UInt(high &>> UInt64(truncatingIfNeeded: (16 &- count) &* 8)))
    }
    if count >= 4 {
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      let low = UInt64(raw.loadUnaligned(as: UInt32.self))
      return cb_words_of(UInt(low | high &<< UInt64(truncatingIfNeeded: (count &- 4) &* 8)), 0)
    }
    var low: UInt = 0
    for index in 0..<count { low |= UInt(bytes[index]) &<< UInt(truncatingIfNeeded: index &* 8) }
    return cb_words_of(low, 0)
  }
}

/// What a search through one value must not find out twice.  Few values need one.
struct Search {
  let value: ByteString
  /// How far the runs of bytes of an alphabet go.
  var runs: Runs
  /// What is before it was looked at as a data source name.
  var floor = 0
  /// What is before it was decoded.
  var decoded = 0
  /// Whether this is what was decoded: once is enough.
  var isInner = false
  /// Whether a JSON web key was looked for.
  var hasKeyType = false
  /// Whether what follows ` -- ` was looked at.
  var hasDashes = false

  init(_ value: ByteString) {
    self.value = value
    runs = Runs(value)
  }

  /// Where the letters and digits from `start` on end.
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
