import Bytes
import Configuration
import Globs
import Invocations
import Policies
import TOML

/// Errors that have a place in a text: `FILE:LINE:COLUMN: error: WHY`, then the line and a caret.
extension ByteBuffer {
  package mutating func write(_ error: ConfigurationError, file: ByteString, text: ByteString) {
    write(visible: file)
    write(":")
    write(decimal: error.location.line)
    write(":")
    write(decimal: error.location.column)
    write(": error: ")
    write(error.kind)
    write("\n")
    writeExcerpt(of: text, at: error.location, hiddenFrom: error.hiddenFrom)
  }

  package mutating func write(_ error: OptionPatternError, program: ByteString) {
    write(program)
    write(": --")
    write(error.option.row.long)
    write(": ")
    switch error.error {
    case .pattern(let pattern):
      write(pattern.kind)
      write("\n")
      writeExcerpt(of: error, at: pattern.index)
    case .unknownGroup(let nearest):
      writeUnknownGroup(nearest)
      write("\n")
      writeExcerpt(of: error, at: 0)
    }
  }

  private mutating func writeExcerpt(of error: OptionPatternError, at index: Int) {
    if !error.hasPlace || error.pattern.isEmpty { return }
    writeExcerpt(of: error.pattern, at: SourceLocation(line: 1, column: index + 1), hiddenFrom: nil)
  }

  private mutating func write(_ kind: ConfigurationError.Kind) {
    switch kind {
    case .toml(let error):
      error.write(to: &self)
    case .unknownKey(let key, let nearest):
      write("unknown key ")
      write(inQuotes: key)
      if let nearest {
        write("; did you mean ")
        write(inQuotes: nearest)
        write("?")
      }
    case .misplacedKey(let key):
      write(inQuotes: key)
      write(" stands in the table [")
      write(PolicyKey.table)
      write("]")
    case .codexKey(let key):
      write(inQuotes: key)
      write(" is a key of Codex's own files; here only ")
      write(inQuotes: PolicyKey.table)
      write(" counts")
    case .expected(let form, let key):
      write(inQuotes: key)
      switch form {
      case .mode: write(" takes \"all\", \"core\" or \"none\"")
      case .boolean: write(" takes true or false, without quotes")
      case .patterns: write(" takes an array of strings: [\"AWS_*\", \"NPM_TOKEN\"]")
      case .assignments: write(" takes a table of strings: { NAME = \"value\" }")
      }
    case .expectedTable(let key):
      write(inQuotes: key)
      write(" is a table: write [")
      write(key)
      write("] on a line of its own")
    case .expectedString(let key):
      write("the value of ")
      write(inQuotes: key)
      write(" must be a string, in quotes")
    case .unknownMode(let nearest):
      write("\"inherit\" takes \"all\", \"core\" or \"none\"")
      if let nearest {
        write("; did you mean ")
        write(inQuotes: nearest)
        write("?")
      }
    case .pattern(let kind): write(kind)
    case .unknownGroup(let nearest): writeUnknownGroup(nearest)
    case .emptyName: write("the name of a variable can't be empty")
    case .equalsInName: write("the name of a variable can't hold \"=\"")
    case .nulInName: write("the name of a variable can't hold a NUL")
    case .nulInValue: write("the value of a variable can't hold a NUL")
    }
  }

  @inline(never)
  private mutating func write(_ kind: PatternError.Kind) {
    switch kind {
    case .empty: write("an empty pattern matches nothing; write \"*\" for any name")
    case .tooLong:
      write("a pattern has at most ")
      write(decimal: Pattern.limit)
      write(" bytes")
    case .openClass: write("this class is not closed; a \"[\" itself is written \\[")
    case .reversedRange: write("this range is reversed")
    case .trailingBackslash: write("nothing follows this backslash; a backslash itself is written \\\\")
    }
  }

  @inline(never)
  private mutating func writeUnknownGroup(_ nearest: ByteString?) {
    write("no group of this name")
    if let nearest {
      write("; did you mean ")
      write(inQuotes: nearest)
      write("?")
    }
    write(nearest == nil ? "; a" : " A")
    write(" name that begins with \"@\" is written \\@")
  }

  /// The line of `location`, cut to about a terminal's width around it, and a caret below its column.
  @inline(never)
  private mutating func writeExcerpt(of text: ByteString, at location: SourceLocation, hiddenFrom: Int?) {
    var start = 0
    for _ in 1..<location.line { start = (text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count - 1) + 1 }
    var end = text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count
    if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let caret = min(start + location.column - 1, end)
    // On the boundaries of characters, as near as is simple.
    var from = max(start, caret - 60)
    while from > start, from < end, text[from] & 0xC0 == 0x80 { from -= 1 }
    var to = min(end, from + 120)
    while to < end, text[to] & 0xC0 == 0x80 { to += 1 }
    let hidden = min(max(hiddenFrom ?? to, from), to)

    var line = ByteBuffer()
    if from > start { line.write("...") }
    line.write(line: text[from..<max(min(caret, hidden), from)])
    let indent = line.finish().columns + max(0, caret - max(hidden, from))
    line.write(line: text[max(min(caret, hidden), from)..<hidden])
    // Not its text, and of its length no more than a line shows.
    line.write(UInt8(ascii: "*"), count: max(to - hidden, 0))
    if to < end { line.write("...") }
    write("  ")
    write(line.finish())
    write("\n  ")
    write(UInt8(ascii: " "), count: indent)
    write("^\n")
  }

  /// Part of a line: a tab becomes one blank, so that the caret stands below what it means.
  private mutating func write(line part: ByteString) {
    var rest = part
    while let tab = rest.firstIndex(of: UInt8(ascii: "\t")) {
      write(visible: rest[0..<tab], doublingBackslashes: false)
      write(UInt8(ascii: " "))
      rest = rest.dropFirst(tab + 1)
    }
    write(visible: rest, doublingBackslashes: false)
  }
}
