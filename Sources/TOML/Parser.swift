import Bytes

/// Parses a document in one pass and builds its tree: statements, values, arrays and inline tables here;
/// `TOMLTable.swift` decides which table a key belongs to and whether it may be defined there.  It stops at the first
/// error.
struct Parser {
  var lexer: Lexer
  var tree: Tree

  // Where the current statement and its value start, for errors.
  private var statementStart = 0
  private var valueStart: Int?
  /// The bracket of the last table header; nil before the first one.
  private var headerStart: Int?

  /// How deeply values may nest, counted in parts of keys and in brackets.  It bounds the stack of this parser and of
  /// those who walk its tree.
  static let deepest = 128

  init(_ text: ByteString, seed: UInt64) {
    lexer = Lexer(text)
    tree = Tree(forText: min(text.count, TextRange.longestText), seed: seed)
  }

  mutating func document() throws(Failure) {
    guard lexer.count <= TextRange.longestText else { throw Failure(.textTooLong, at: 0) }
    // A byte order mark is not part of the document.
    if lexer.count >= 3, lexer.base[0] == 0xEF, lexer.base[1] == 0xBB, lexer.base[2] == 0xBF { lexer.position = 3 }
    var table: UInt32 = 0
    var depth = 0
    while true {
      // An error between two statements belongs to neither.
      statementStart = lexer.position
      valueStart = nil
      try lexer.skipTrivia()
      statementStart = lexer.position
      if lexer.isAtEnd { return }
      if lexer.byte == UInt8(ascii: "[") {
        (table, depth) = try header()
        try lexer.lineEnd()
        headerStart = statementStart
      } else {
        let member = try self.member(of: table, depth: depth)
        valueStart = lexer.position
        try value(of: member.node, depth: member.depth)
        try lexer.lineEnd()
      }
    }
  }

  /// Reads the value at the next byte into a record.
  private mutating func value(of node: UInt32, depth: Int) throws(Failure) {
    let start = lexer.position
    tree[node].source = UInt32(truncatingIfNeeded: start)
    switch lexer.byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let text = try lexer.string()
      tree[node].payload = text.payload
    case UInt8(ascii: "["):
      tree[node].kind = .array
      try array(node, depth: depth)
    case UInt8(ascii: "{"):
      tree[node].kind = .inlineTable
      try inlineTable(node, depth: depth)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let isTrue = lexer.hasWord("true", at: start)
      guard isTrue || lexer.hasWord("false", at: start) else { throw Failure(.stringNeedsQuotes, at: start) }
      lexer.position = start + (isTrue ? 4 : 5)
      tree[node].kind = .boolean
      tree[node].payload = isTrue ? 1 : 0
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "i"), UInt8(ascii: "n"):
      // `no` begins like the number `nan`.
      if lexer.byte == UInt8(ascii: "n"), isBooleanInWords(at: start) { throw Failure(.booleanInWords, at: start) }
      let scalar = try lexer.number()
      tree[node].kind = scalar.kind
      tree[node].payload = scalar.payload
    default:
      throw noValue()
    }
  }

  /// The error for a place where no value begins, and what was probably meant.
  private func noValue() -> Failure {
    let start = lexer.position
    let byte = lexer.byte
    if byte == UInt8(ascii: "."), lexer.byte(at: start + 1).isASCIIDigit { return Failure(.expectedDigit, at: start) }
    for word in 4...5 where start + word <= lexer.count && !lexer.byte(at: start + word).isBareKeyByte {
      let written = lexer.text[start..<start + word]
      if written.equalsFoldingCase("true") || written.equalsFoldingCase("false") { return Failure(.booleanInCapitals, at: start) }
    }
    if isBooleanInWords(at: start) { return Failure(.booleanInWords, at: start) }
    var quotes = WordIterator("\u{201C} \u{201D} \u{201E} \u{2018} \u{2019} \u{AB} \u{BB}", separator: UInt8(ascii: " "))
    while let quote = quotes.next() {
      if lexer.text.dropFirst(start).hasPrefix(quote) { return Failure(.typographicQuotes, at: start) }
    }
    switch byte {
    case 0, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "="):
      return lexer.unexpected(.expectedValue)
    default:
      return lexer.unexpected(.stringNeedsQuotes)
    }
  }

  /// Whether a word that other formats use for true or false is at `start`.
  private func isBooleanInWords(at start: Int) -> Bool {
    var end = start
    while end < lexer.count, lexer.byte(at: end).isBareKeyByte { end += 1 }
    var words = WordIterator("yes no on off", separator: UInt8(ascii: " "))
    while let word = words.next() {
      if lexer.text[start..<end].equalsFoldingCase(word) { return true }
    }
    return false
  }

  private mutating func array(_ array: UInt32, depth: Int) throws(Failure) {
    let opened = lexer.position
    guard depth < Parser.deepest else { throw Failure(.tooDeep(limit: Parser.deepest), at: opened) }
    lexer.position += 1
    while true {
      try lexer.skipTrivia()
      if lexer.byte == UInt8(ascii: "]") { break }
      if lexer.isAtEnd { throw Failure(.unclosedArray(openedAt: lexer.location(of: opened)), at: lexer.position) }
      var record = Record(kind: .string)
      record.keySource = UInt32(truncatingIfNeeded: lexer.position)
      let element = tree.append(record, to: array)
      try value(of: element, depth: depth + 1)
      try lexer.skipTrivia()
      if lexer.byte == UInt8(ascii: ",") {
        lexer.position &+= 1
      } else if lexer.byte != UInt8(ascii: "]") {
        if lexer.isAtEnd { throw Failure(.unclosedArray(openedAt: lexer.location(of: opened)), at: lexer.position) }
        throw lexer.unexpected(.expectedCommaInArray(openedAt: lexer.location(of: opened)))
      }
    }
    lexer.position += 1
  }

  private mutating func inlineTable(_ table: UInt32, depth: Int) throws(Failure) {
    let opened = lexer.position
    guard depth < Parser.deepest else { throw Failure(.tooDeep(limit: Parser.deepest), at: opened) }
    lexer.position += 1
    while true {
      try lexer.skipTrivia()
      if lexer.byte == UInt8(ascii: "}") { break }
      if lexer.isAtEnd { throw Failure(.unclosedInlineTable(openedAt: lexer.location(of: opened)), at: lexer.position) }
      let member = try self.member(of: table, depth: depth)
      try value(of: member.node, depth: member.depth)
      try lexer.skipTrivia()
      if lexer.byte == UInt8(ascii: ",") {
        lexer.position &+= 1
      } else if lexer.byte != UInt8(ascii: "}") {
        if lexer.isAtEnd { throw Failure(.unclosedInlineTable(openedAt: lexer.location(of: opened)), at: lexer.position) }
        throw lexer.unexpected(.expectedCommaInTable(openedAt: lexer.location(of: opened)))
      }
    }
    lexer.position += 1
  }
}

extension Parser {
  /// The `TOMLError` for a failure, with the path of keys to its statement.
  func report(_ failure: Failure) -> TOMLError {
    let isHeader = lexer.byte(at: statementStart) == UInt8(ascii: "[")
    var path = List<ByteString>()
    if let headerStart, !isHeader { appendKeys(at: headerStart, to: &path) }
    appendKeys(at: statementStart, to: &path)
    return TOMLError(
      kind: failure.kind, location: lexer.location(of: failure.offset), path: path,
      statementStart: statementStart, valueStart: valueStart)
  }

  /// Reads the key of a statement again, as far as it is valid.
  private func appendKeys(at start: Int, to path: inout List<ByteString>) {
    var keys = Lexer(lexer.text, at: start)
    while keys.byte == UInt8(ascii: "[") { keys.position += 1 }
    let first = path.count
    do throws(Failure) {
      repeat {
        if path.count > first { keys.position += 1 }
        keys.skipBlanks()
        let part = try keys.keyPart()
        path.append(keys.texts[part.key])
        keys.skipBlanks()
      } while keys.byte == UInt8(ascii: ".") && path.count - first <= Parser.deepest
    } catch {
      // The path ends before the part with the failure; the location shows that part.
    }
  }
}

extension Lexer {
  func location(of offset: Int) -> SourceLocation { SourceLocation(of: offset, in: text) }
}
