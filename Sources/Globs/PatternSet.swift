import Bytes

/// All patterns of a list as one automaton: a name is read once, whatever the number of patterns.
///
/// The automaton is nondeterministic and bit-parallel.  A pattern of n elements, stars aside, has n+1
/// states in a row, the last of them final; a star is a state that stays.  A set of states is a row
/// of bits, and reading a byte is `((set & advance[byte]) << 1) | (set & stay)`.  No state advances
/// out of a final one, so patterns can share the words of a set.  `PatternMatcher` runs it.
///
/// Patterns that begin with a star, a class or a `?` come before those that begin with a literal byte, and no pattern
/// that fits in one word lies across two.  After a few bytes of a name most of the latter can't match any more, and their
/// words are empty.
///
/// Its tables live as long as the process, as a policy does.
struct PatternSet: @unchecked Sendable {
  let tables: UnsafePointer<Tables>

  init(_ patterns: List<Pattern>) {
    let literals = LiteralIndex(patterns)
    var numbers = List<Int32>()
    numbers.reserve(patterns.count)
    for index in patterns.indices where literals == nil || !LiteralIndex.isLiteral(patterns[index].source) {
      numbers.append(Int32(index))
    }
    self.init(patterns, only: numbers, literals)
  }

  /// The patterns with these numbers alone.
  init(_ patterns: List<Pattern>, only numbers: List<Int32>, _ literals: LiteralIndex? = nil) {
    let memory = UnsafeMutablePointer<Tables>.allocate(capacity: 1)
    memory.initialize(to: Tables(patterns, numbers, literals))
    tables = UnsafePointer(memory)
  }
}

/// What a `PatternSet` points at.
struct Tables {
  /// The number of words of a set of states.
  let width: Int
  /// For each of the 256 bytes its row of `advance`; row 0 is for all ASCII bytes that no pattern names.  In the row of
  /// a byte from 0x80 on only literal bytes advance.  If no pattern names such a byte, its number is 0 too, and nothing
  /// advances.
  let rowOf: UnsafePointer<UInt8>
  let rowCount: Int
  /// `rowCount` rows of `width` words.
  let advance: UnsafePointer<UInt64>
  // Sets of states, `width` words each.
  let stay: UnsafePointer<UInt64>
  let initial: UnsafePointer<UInt64>
  let final: UnsafePointer<UInt64>
  /// The states before a `?`, for characters from U+0080 on.
  let anyCharacter: UnsafePointer<UInt64>
  /// The states before a class.
  let classes: List<(state: Int, members: CharacterClass)>

  /// The numbers of the patterns in the order of their states.
  let order: List<Int32>
  /// For each word the number of patterns that end before it.
  let ranks: UnsafePointer<Int32>
  /// Whether a pattern has more states than a word has bits.
  let isSplit: Bool
  /// The patterns that are plain names, in a long list: they have no states.
  let literals: LiteralIndex?

  /// - Parameter numbers: the patterns that get states.
  init(_ patterns: List<Pattern>, _ numbers: List<Int32>, _ literals: LiteralIndex?) {
    self.literals = literals
    let rowOf = zeroed(UInt8.self, 256)
    /// For each row a byte that selects it; NUL, which no name holds, selects the row of unnamed bytes.
    var byteOf = List<UInt8>()
    byteOf.reserve(64)
    byteOf.append(0)
    func name(_ byte: UInt8) {
      if rowOf[Int(byte)] != 0 { return }
      // There are at most 101 rows for ASCII without capitals and NUL, and 128 for the bytes from 0x80 on: a row number
      // fits in a byte.
      rowOf[Int(byte)] = UInt8(byteOf.count)
      if byte.isASCIILetter { rowOf[Int(byte ^ 0x20)] = UInt8(byteOf.count) }
      byteOf.append(byte)
    }
    // Where each pattern's states begin: first those of patterns that don't begin with a literal byte.
    let starts = UnsafeMutablePointer<Int>.allocate(capacity: patterns.count)
    /// Whether a pattern has only literal bytes and stars.  Nearly all do, and need no scanner.
    let isPlain = zeroed(UInt8.self, patterns.count)
    var order = List<Int32>()
    order.reserve(numbers.count)
    var states = 0
    var isSplit = false
    var isFloating = true
    while true {
      for number in numbers {
        let index = Int(number)
        let first = patterns[index].source[0]
        if (first == UInt8(ascii: "*") || first == UInt8(ascii: "[") || first == UInt8(ascii: "?")) != isFloating {
          continue
        }
        var length = 1
        let source = patterns[index].source
        isPlain[index] = 1
        var place = 0
        while place < source.count {
          let byte = source.start[place]
          place &+= 1
          if byte == UInt8(ascii: "*") { continue }
          if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\") {
            isPlain[index] = 0
            length = 1
            break
          }
          if rowOf[Int(byte)] == 0 { name(byte.foldedCase) }
          length &+= 1
        }
        var scanner = PatternScanner(isPlain[index] == 1 ? "" : source, wholeClasses: false)
        while let element = scanner.nextOfValid() {
          switch element {
          case .star:
            continue
          case .byte(let byte):
            name(byte)
          case .any:
            break
          case .characterClass:
            let members = scanner.characterClass
            // NUL is left out: no name holds it.
            var (low, high) = (members.low & ~1, members.high)
            while low != 0 {
              name(UInt8(low.trailingZeroBitCount))
              low &= low &- 1
            }
            while high != 0 {
              name(UInt8(64 + high.trailingZeroBitCount))
              high &= high &- 1
            }
          }
          length &+= 1
        }
        if (states & 63) &+ length > 64 { states = (states &+ 63) & ~63 }
        if length > 64 { isSplit = true }
        starts[index] = states
        states &+= length
        order.append(number)
      }
      if !isFloating { break }
      isFloating = false
    }

    // All tables share one allocation: each page touched adds to the cost of a start.
    let width = max((states + 63) / 64, 1)
    let advance = zeroed(UInt64.self, (byteOf.count + 4) * width)
    let stay = advance + byteOf.count * width
    let initial = stay + width
    let final = initial + width
    let anyCharacter = final + width
    var classes = List<(state: Int, members: CharacterClass)>()
    for number in numbers {
      let index = Int(number)
      let source = patterns[index].source
      var state = starts[index]
      initial[state >> 6] |= 1 &<< UInt64(state & 63)
      if isPlain[index] == 1 {
        for place in 0..<source.count {
          let byte = source.start[place]
          let bit: UInt64 = 1 &<< UInt64(state & 63)
          if byte == UInt8(ascii: "*") {
            stay[state >> 6] |= bit
          } else {
            advance[Int(rowOf[Int(byte)]) &* width &+ state >> 6] |= bit
            state &+= 1
          }
        }
        final[state >> 6] |= 1 &<< UInt64(state & 63)
        continue
      }
      var scanner = PatternScanner(source)
      while let element = scanner.nextOfValid() {
        let word = state >> 6
        let bit: UInt64 = 1 &<< UInt64(state & 63)
        switch element {
        case .star:
          stay[word] |= bit
          continue
        case .byte(let byte):
          advance[Int(rowOf[Int(byte)]) &* width &+ word] |= bit
        case .any:
          anyCharacter[word] |= bit
          for row in byteOf.indices where byteOf[row] < 0x80 { advance[row * width + word] |= bit }
        case .characterClass:
          classes.append((state, scanner.characterClass))
          for row in byteOf.indices
          where byteOf[row] < 0x80 && scanner.characterClass.contains(UInt32(byteOf[row])) {
            advance[row * width + word] |= bit
          }
        }
        state &+= 1
      }
      final[state >> 6] |= 1 &<< UInt64(state & 63)
    }
    let ranks = UnsafeMutablePointer<Int32>.allocate(capacity: width)
    var rank: Int32 = 0
    for word in 0..<width {
      ranks[word] = rank
      rank &+= Int32(final[word].nonzeroBitCount)
    }
    self.ranks = UnsafePointer(ranks)
    self.isSplit = isSplit
    self.order = order
    rowCount = byteOf.count
    self.width = width
    self.rowOf = UnsafePointer(rowOf)
    self.advance = UnsafePointer(advance)
    self.stay = UnsafePointer(stay)
    self.initial = UnsafePointer(initial)
    self.final = UnsafePointer(final)
    self.anyCharacter = UnsafePointer(anyCharacter)
    self.classes = classes
  }
}
