import Bytes

/// Reads the tokens of a document from its bytes: blanks, line ends, comments and keys here; strings, numbers, dates
/// and times in the files named after them.  It knows no tables and no order of tokens.
struct Lexer {
  let count: Int
  var position: Int
  var texts: Texts
  /// How many decoded bytes the strings with escapes have so far.
  var decodedCount = 0

  init(_ text: ByteString, at position: Int = 0) {
    count = text.count
    self.position = position
    texts = Texts(text: text.start, decoded: nil)
  }

  var base: UnsafePointer<UInt8> { @inline(__always) get { texts.text } }

  var text: ByteString { ByteString(start: base, count: count) }

  var isAtEnd: Bool { @inline(__always) get { position >= count } }

  /// The next byte, or 0 at the end of the text.  NUL is invalid anywhere in a document, so callers can branch on it.
  var byte: UInt8 { @inline(__always) get { byte(at: position) } }

  @inline(__always)
  func byte(at index: Int) -> UInt8 { index < count ? base[index] : 0 }

  @inline(__always)
  mutating func skipBlanks() {
    while position < count, base[position] == UInt8(ascii: " ") || base[position] == UInt8(ascii: "\t") { position &+= 1 }
  }

  /// Skips blanks, line ends and comments.
  mutating func skipTrivia() throws(Failure) {
    while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "\n"): position &+= 1
      case UInt8(ascii: "\r"): try lineEnd()
      case UInt8(ascii: "#"): try comment()
      default: return
      }
    }
  }

  /// Skips what may follow a statement: a comment, then the end of the line or of the document.
  @inline(__always)
  mutating func lineEnd() throws(Failure) {
    skipBlanks()
    if byte == UInt8(ascii: "#") { try comment() }
    if byte == UInt8(ascii: "\n") {
      position &+= 1
    } else if byte == UInt8(ascii: "\r"), byte(at: position + 1) == UInt8(ascii: "\n") {
      position &+= 2
    } else if !isAtEnd {
      throw unexpected(.expectedLineEnd)
    }
  }

  /// Skips a comment, but not its line end.
  mutating func comment() throws(Failure) {
    var index = position &+ 1
    while true {
      index = plainEnd(from: index, quote: 0x7F, escape: 0x7F)
      let byte = byte(at: index)
      if byte == UInt8(ascii: "\t") {
        index &+= 1
      } else if byte >= 0x80 {
        index = try scalarEnd(at: index)
      } else {
        position = index
        guard index == count || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { throw unexpected(.expectedLineEnd) }
        return
      }
    }
  }

  /// One part of a key: bare or quoted.
  mutating func keyPart() throws(Failure) -> (source: Int, key: TextRange) {
    let start = position
    var index = start
    while index < count, base[index].isBareKeyByte { index &+= 1 }
    if index > start {
      position = index
      return (start, TextRange(start, to: index))
    }
    let quote = byte
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw unexpected(.expectedKey) }
    if byte(at: start + 1) == quote, byte(at: start + 2) == quote { throw Failure(.multiLineKey, at: start) }
    return (start, try string())
  }

  /// A failure at the next byte: `kind`, unless that byte is invalid anywhere in a document.
  func unexpected(_ kind: TOMLError.Kind) -> Failure {
    let byte = byte
    guard !isAtEnd else { return Failure(kind, at: position) }
    if byte >= 0x80, UTF8Scalar.decode(text, at: position) == nil { return Failure(.invalidUTF8, at: position) }
    if byte == UInt8(ascii: "\r"), self.byte(at: position + 1) != UInt8(ascii: "\n") {
      return Failure(.bareCarriageReturn, at: position)
    }
    switch byte {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return Failure(kind, at: position)
    case 0..<0x20, 0x7F: return Failure(.controlCharacter, at: position)
    default: return Failure(kind, at: position)
    }
  }

  /// The end of the non-ASCII character at `index`.
  func scalarEnd(at index: Int) throws(Failure) -> Int {
    guard let scalar = UTF8Scalar.decode(text, at: index) else { throw Failure(.invalidUTF8, at: index) }
    return index &+ scalar.length
  }
}

/// An error and the byte where it occurred.  `Parser` adds the path of keys and makes a `TOMLError` of it.
struct Failure: Error {
  let kind: TOMLError.Kind
  let offset: Int

  init(_ kind: TOMLError.Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

extension Lexer {
  /// The first index from `index` on whose byte is `quote`, `escape`, a control character (tabs and line ends included)
  /// or not ASCII; the end of the text if there is none.
  @inline(__always)
  func plainEnd(from index: Int, quote: UInt8, escape: UInt8) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = ones &* UInt64(quote)
    let escapes = ones &* UInt64(escape)
    let deletes = ones &* 0x7F
    var index = index
    // Eight bytes at a time.  `(x - ones) & ~x & highs` marks the zero bytes of x.  A borrow can mark a byte wrongly,
    // but only above one that is marked rightly, and only the lowest mark is used.
    while index &+ 8 <= count {
      let word = Lexer.word(at: base + index)
      let quote = word ^ quotes
      let escape = word ^ escapes
      let delete = word ^ deletes
      let stops = ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (escape &- ones) & ~escape
        | (delete &- ones) & ~delete | word) & highs
      if stops != 0 { return index &+ stops.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < count {
      let byte = base[index]
      if byte < 0x20 || byte >= 0x7F || byte == quote || byte == escape { break }
      index &+= 1
    }
    return index
  }

  /// Eight bytes from `start`, the first in the lowest bits.
  @inline(__always)
  static func word(at start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }
}

extension UInt8 {
  /// A letter, a digit, `-` or `_`, in ASCII.
  @inline(__always)
  var isBareKeyByte: Bool {
    // One bit a character: a table would cost a page.
    let lower: UInt64 = 0x03FF_2000_0000_0000
    let upper: UInt64 = 0x07FF_FFFE_87FF_FFFE
    let half = self < 64 ? lower : upper
    return self < 128 && half >> (UInt64(self) & 63) & 1 != 0
  }
}
