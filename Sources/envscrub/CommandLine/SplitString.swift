import Bytes

/// Splits the string of `-S` into words, as env(1) does: at white space outside quotes, with `#` for a comment at the
/// beginning of a word, `\` for escapes and `${NAME}` for the parent's variables.
///
/// The string may come from an earlier `-S` that expanded something, so each byte of a word is traced back to where it
/// was written: reports never show the bytes of a value.
struct StringSplitter: ~Copyable {
  private let source: Word
  private(set) var words = List<Word>()
  private(set) var trace = List<TraceLine>()
  private(set) var usedNames = List<ByteString>()

  // The current word.  Before it has begun, only expansions of missing names add to `written`.
  private var hasBegun = false
  private var value = ByteBuffer()
  private var written = ByteBuffer()
  private var expansions = List<Word.Expansion>()
  /// The expansion of the source that the last byte came from.
  private var lastOrigin: Int?
  private var originCursor = 0

  /// How many bytes the string and its expansions may still take.
  private(set) var budget: Int

  private enum Quoting { case none, single, double }

  init(_ source: Word, budget: Int) {
    self.source = source
    self.budget = budget - source.value.count
  }

  /// Splits the string; `parent` looks up a name in the parent's environment.
  mutating func split(parent: (ByteString) -> ByteString?) throws(UsageError.Kind) {
    if budget < 0 { throw .tooLongSplits }
    let text = source.value
    var quoting = Quoting.none
    var index = 0
    while index < text.count {
      let byte = text[index]
      let origin = origin(of: index)
      switch (byte, quoting) {
      case (UInt8(ascii: "'"), .none), (UInt8(ascii: "\""), .none):
        quoting = byte == UInt8(ascii: "'") ? .single : .double
        hasBegun = true
      case (UInt8(ascii: "'"), .single), (UInt8(ascii: "\""), .double):
        quoting = .none
      case (_, .none) where byte.isSpace:
        endWord()
      case (UInt8(ascii: "#"), .none) where !hasBegun:
        endWord()
        return
      case (UInt8(ascii: "$"), .none), (UInt8(ascii: "$"), .double):
        index = try expand(at: index, parent: parent)
        continue
      case (UInt8(ascii: "\\"), .single):
        let next = index + 1 < text.count ? text[index + 1] : 0
        guard next == UInt8(ascii: "\\") || next == UInt8(ascii: "'") else { fallthrough }
        append(next, origin: origin ?? self.origin(of: index + 1))
        index += 1
      case (_, .single):
        append(byte, origin: origin)
      case (UInt8(ascii: "\\"), _):
        guard index + 1 < text.count else { throw .backslashAtEnd }
        index += 1
        switch (text[index], quoting) {
        case (UInt8(ascii: "_"), .none):
          endWord()
        case (UInt8(ascii: "c"), .none):
          endWord()
          return
        case (UInt8(ascii: "c"), _):
          throw .escapeInDoubleQuotes
        default:
          guard let meant = Self.meaning(ofEscape: text[index]) else {
            let isExpanded = source.isExpanded(index - 1..<index + 1)
            throw .invalidEscape(isExpanded ? source.argument.written : text[index - 1..<index + 1])
          }
          append(meant, origin: origin ?? self.origin(of: index))
        }
      default:
        append(byte, origin: origin)
      }
      index += 1
    }
    guard quoting == .none else { throw .unclosedQuote }
    endWord()
  }

  private static func meaning(ofEscape letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "\\"):
      letter
    case UInt8(ascii: "_"): UInt8(ascii: " ")
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    case UInt8(ascii: "v"): 0x0B
    default: nil
    }
  }

  /// Replaces the `${NAME}` at `start`; returns where it ends.  A missing name doesn't begin a word.
  private mutating func expand(
    at start: Int, parent: (ByteString) -> ByteString?
  ) throws(UsageError.Kind) -> Int {
    let text = source.value
    var end = start + 2
    while end < text.count, text[end].isNameByte, end > start + 2 || !text[end].isASCIIDigit { end += 1 }
    guard end < text.count, end > start + 2,
      text[start + 1] == UInt8(ascii: "{"), text[end] == UInt8(ascii: "}")
    else { throw .unsupportedExpansion(source.slice(from: start).written) }

    let name = text[start + 2..<end]
    end += 1
    let expression = source.slice(from: start, to: end).written
    var origin: Int?
    for index in start..<end where origin == nil { origin = self.origin(of: index) }
    if let origin {
      begin(origin: origin)
    } else {
      lastOrigin = nil
      beginExpansion(written: expression)
    }
    usedNames.append(name)
    if let found = parent(name) {
      budget -= found.count
      if budget < 0 { throw .tooLongSplits }
      trace.append(.expanding(expression))
      hasBegun = true
      value.write(found)
      extendExpansion()
    } else {
      trace.append(.replacingWithNothing(expression))
    }
    return end
  }

  private mutating func append(_ byte: UInt8, origin: Int?) {
    hasBegun = true
    if let origin {
      begin(origin: origin)
      value.write(byte)
      extendExpansion()
    } else {
      lastOrigin = nil
      value.write(byte)
      written.write(byte)
    }
  }

  /// The expansion of the source that byte `index` came from.
  private mutating func origin(of index: Int) -> Int? {
    let all = source.expansions
    while originCursor < all.count, all[originCursor].value.upperBound <= index { originCursor += 1 }
    guard originCursor < all.count, all[originCursor].value.contains(index) else { return nil }
    return originCursor
  }

  /// Notes that what follows came from that expansion of the source; it is written only once.
  private mutating func begin(origin: Int) {
    guard lastOrigin != origin else { return }
    lastOrigin = origin
    beginExpansion(written: source.argument.written[source.expansions[origin].written])
  }

  private mutating func beginExpansion(written expression: ByteString) {
    let start = written.count
    written.write(expression)
    expansions.append(.init(value: value.count..<value.count, written: start..<written.count))
  }

  private mutating func extendExpansion() {
    guard let last = expansions.last else { return }
    expansions.replace(
      expansions.count - 1, by: .init(value: last.value.lowerBound..<value.count, written: last.written))
  }

  private mutating func endWord() {
    if hasBegun {
      let value = value.finish()
      let written = expansions.isEmpty ? value : written.finish()
      words.append(Word(Argument(value: value, written: written), expansions: expansions))
    } else if written.isEmpty {
      return
    }
    hasBegun = false
    value = ByteBuffer()
    written = ByteBuffer()
    expansions = List()
    lastOrigin = nil
  }
}

extension UInt8 {
  fileprivate var isNameByte: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }
}
