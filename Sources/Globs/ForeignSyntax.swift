import Bytes

/// A sign that a pattern was written in another syntax and so would match no real name: several patterns in one string,
/// braces, a regular expression.  It is a guess and no error: names can hold such bytes, but hardly any does.
package enum ForeignSyntax: Equatable, Sendable {
  case comma, blank, bar, brace, leadingCaret, trailingDollar, dotStar, slashes
}

package extension Pattern {
  /// The first sign of another syntax; nil if there is none.  A byte that is escaped or in a class is intended, and is
  /// skipped.
  var foreignSyntax: ForeignSyntax? {
    // `/^NPM_/`: an expression as some languages write it.
    if source.count > 2, source.hasPrefix("/"), source[source.count - 1] == UInt8(ascii: "/") { return .slashes }
    var scanner = PatternScanner(source, wholeClasses: false)
    while true {
      let start = scanner.index
      guard let element = scanner.nextOfValid() else { return nil }
      guard case .byte = element else { continue }
      switch source[start] {
      case UInt8(ascii: ","): return .comma
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .blank
      case UInt8(ascii: "|"): return .bar
      case UInt8(ascii: "{"), UInt8(ascii: "}"): return .brace
      case UInt8(ascii: "^") where start == 0: return .leadingCaret
      case UInt8(ascii: "$") where scanner.index == source.count: return .trailingDollar
      case UInt8(ascii: ".") where scanner.index < source.count && source[scanner.index] == UInt8(ascii: "*"):
        return .dotStar
      default: continue
      }
    }
  }

  /// The patterns that were probably meant, in envscrub's syntax; none if that is uncertain, or if there are more than
  /// eight.
  var translation: List<ByteString> {
    var translator = Translator(source)
    guard foreignSyntax != nil, translator.run() else { return List() }
    return translator.patterns
  }
}

/// Splits and translates a pattern of another syntax.
private struct Translator {
  private let source: ByteString
  private(set) var patterns = List<ByteString>()
  private var isExpression = false

  private static var limit: Int { 8 }

  init(_ source: ByteString) { self.source = source }

  /// - Returns: false if the meaning is uncertain.
  mutating func run() -> Bool {
    for index in 0..<source.count {
      switch source[index] {
      // It is unclear which syntax this would be.
      case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        return false
      case UInt8(ascii: "^"), UInt8(ascii: "$"): isExpression = true
      case UInt8(ascii: "."): if index + 1 < source.count, source[index + 1] == UInt8(ascii: "*") { isExpression = true }
      default: continue
      }
    }
    var start = 0
    var depth = 0
    for index in 0..<source.count {
      switch source[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      default:
        guard depth == 0, isSeparator(source[index]) else { continue }
        if !add(source[start..<index]) { return false }
        start = index + 1
      }
      if depth < 0 || depth > 1 { return false }
    }
    return depth == 0 && add(source[start..<source.count]) && !patterns.isEmpty
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
      UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  /// Adds one part.  The first braces are expanded here, the others by recursion.
  private mutating func add(_ part: ByteString) -> Bool {
    if part.isEmpty { return true }
    guard let open = part.firstIndex(of: UInt8(ascii: "{")) else { return addPlain(part) }
    guard let close = part.firstIndex(of: UInt8(ascii: "}"), from: open) else { return false }
    var start = open + 1
    for index in start...close where index == close || isSeparator(part[index]) {
      if start < index {
        var text = ByteBuffer()
        text.write(part[0..<open])
        text.write(part[start..<index])
        text.write(part[close + 1..<part.count])
        if !add(text.finish()) { return false }
      }
      start = index + 1
    }
    return true
  }

  private mutating func addPlain(_ part: ByteString) -> Bool {
    if patterns.count == Self.limit { return false }
    let begins = part[0] == UInt8(ascii: "^")
    let ends = part[part.count - 1] == UInt8(ascii: "$")
    let inner = part[(begins ? 1 : 0)..<max(part.count - (ends ? 1 : 0), begins ? 1 : 0)]
    if inner.isEmpty { return false }
    var text = ByteBuffer()
    // A regular expression matches anywhere unless it is anchored.
    var endsInStar = false
    func writeStar() {
      if !endsInStar { text.write(UInt8(ascii: "*")) }
      endsInStar = true
    }
    let isOpen = isExpression && (begins || ends || !holdsStar(inner))
    if isOpen, !begins { writeStar() }
    for index in 0..<inner.count {
      if inner[index] == UInt8(ascii: "*") {
        writeStar()
      } else if inner[index] != UInt8(ascii: ".") || index + 1 == inner.count || inner[index + 1] != UInt8(ascii: "*") {
        text.write(inner[index])
        endsInStar = false
      }
    }
    if isOpen, !ends { writeStar() }
    let pattern = text.finish()
    guard let known = try? Pattern(pattern), known.foreignSyntax == nil else { return false }
    patterns.append(pattern)
    return true
  }

  private func holdsStar(_ text: ByteString) -> Bool { text.firstIndex(of: UInt8(ascii: "*")) != nil }
}
