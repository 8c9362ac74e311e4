import Bytes
import TOML

/// Where the lines of a document begin, and which values no report may show.  It is computed when the first error needs
/// it, so that further errors need no walk through the document.
struct ErrorPlaces {
  let document: TOMLDocument
  /// nil until the first error.
  private var lines: LineIndex?
  /// Where the values other than tables and arrays begin, in order; the highest bit is set if the value may be shown.
  private var values = List<UInt32>()
  // The results for the last line and the last string asked about: many errors may ask about the same.
  private var lastLine: (start: Int, hiddenFrom: Int?)?
  private var lastString: (start: Int, end: Int?)?

  init(_ document: TOMLDocument) { self.document = document }

  /// - Returns: the lines.
  private mutating func gather() -> LineIndex {
    if let lines { return lines }
    let lines = LineIndex(document.text)
    self.lines = lines
    gather(document.root, .document)
    for index in 1..<max(values.count, 1) where Self.offset(values[index]) < Self.offset(values[index - 1]) {
      values.sort { Self.offset($0) < Self.offset($1) }
      break
    }
    return lines
  }

  mutating func location(of offset: Int) -> SourceLocation { gather().location(of: offset) }

  private mutating func gather(_ node: TOMLNode, _ region: Region) {
    let isArray = document.isArray(node)
    if isArray || document.isTable(node) {
      for child in document.children(of: node) {
        gather(child, isArray ? region : region.member(document.key(of: child)))
      }
      return
    }
    let shown: UInt32 = Self.isShown(document.value(node), region) ? Self.shownBit : 0
    values.append(UInt32(truncatingIfNeeded: document.offset(of: node)) | shown)
  }

  /// A document is shorter than 2 GiB.
  private static var shownBit: UInt32 { 1 << 31 }
  private static func offset(_ value: UInt32) -> Int { Int(value & ~shownBit) }
  private static func isShown(_ value: UInt32) -> Bool { value & shownBit != 0 }

  /// A name holds neither `=` nor a line end: a string with one of these may have swallowed an assignment.
  private static func isShown(_ value: TOMLValue, _ region: Region) -> Bool {
    guard case .string(let text) = value else { return region == .shown }
    if region == .filter { return text == "include" || text == "exclude" }
    if region != .shown { return false }
    return text.firstIndex(of: UInt8(ascii: "=")) == nil && text.firstIndex(of: UInt8(ascii: "\n")) == nil
  }

  /// The first value in the line of `offset` that may be secret, or else the line's comment; nil if the whole line may
  /// be shown.
  mutating func hiddenStart(inLineOf offset: Int) -> Int? {
    let lines = gather()
    let lineStart = lines.start(ofLine: lines.location(of: offset).line)
    if let lastLine, lastLine.start == lineStart { return lastLine.hiddenFrom }
    let hiddenFrom = hiddenStart(inLine: lineStart)
    lastLine = (lineStart, hiddenFrom)
    return hiddenFrom
  }

  private mutating func hiddenStart(inLine lineStart: Int) -> Int? {
    let lineEnd = document.text.firstIndex(of: UInt8(ascii: "\n"), from: lineStart) ?? document.text.count
    // The first value that does not begin before the line.
    let values = self.values
    var next = (0..<values.count).partitioningIndex { Self.offset(values[$0]) >= lineStart }
    // A multi-line string may still be open where the line begins.
    if next > 0, !Self.isShown(values[next - 1]), reaches(lineStart, from: Self.offset(values[next - 1])) {
      return lineStart
    }
    var first: Int?
    while next < values.count, Self.offset(values[next]) < lineEnd, first == nil {
      if !Self.isShown(values[next]) { first = Self.offset(values[next]) }
      next += 1
    }
    let comment = document.text[lineStart..<lineEnd].commentStart.map { lineStart + $0 }
    if let first, let comment { return min(first, comment) }
    return first ?? comment
  }

  /// Whether the value at `offset` is a multi-line string that is still open at `lineStart`.
  private mutating func reaches(_ lineStart: Int, from offset: Int) -> Bool {
    if lastString?.start != offset { lastString = (offset, document.multiLineEnd(from: offset)) }
    guard let end = lastString?.end else { return false }
    return end >= lineStart
  }
}

extension ByteString {
  /// Where the comment of a line begins: the first `#` outside quotes.
  fileprivate var commentStart: Int? {
    var quote: UInt8?
    var index = 0
    while index < count {
      let byte = self[index]
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "#") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      index += 1
    }
    return nil
  }
}

extension TOMLDocument {
  /// Where the multi-line string at `offset` ends: its closing quotes; nil if it is no such string.
  fileprivate func multiLineEnd(from offset: Int) -> Int? {
    let isBasic = text.dropFirst(offset).hasPrefix("\"\"\"")
    guard isBasic || text.dropFirst(offset).hasPrefix("'''") else { return nil }
    let quotes = text[offset..<offset + 3]
    var index = offset + 3
    while index + 3 <= text.count {
      if text.dropFirst(index).hasPrefix(quotes) { return index }
      index += isBasic && text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
