import Bytes
import Globs
import Policy

/// Errors with a place in a text: `FILE:LINE:COLUMN: error: WHY`, then the line and a caret.
extension ByteBuffer {
  mutating func write(_ error: ConfigurationError, file: ByteString, text: ByteString) {
    write(visible: file)
    write(":", decimal: error.location.line, ":")
    write(decimal: error.location.column)
    write(": error: ")
    write(error.kind)
    write("\n")
    writeExcerpt(of: text, at: error.location, hiddenFrom: error.hiddenFrom)
  }

  mutating func write(_ error: PolicyOptionError, program: ByteString) {
    write(program)
    write(": --")
    switch error {
    case .notInCodex(let option):
      write(option.row.long)
      write(" does not work in Codex's dialect, which --codex or the key \"dialect\" chooses\n")
    case .listInCodex(let option):
      write(option.row.long)
      write(" takes a mode in Codex's dialect: all, core or none\n")
    case .pattern(let error):
      write(error.option.row.long)
      write(": ")
      write(error)
    }
  }

  private mutating func write(_ error: OptionPatternError) {
    switch error.error {
    case .pattern(let pattern):
      write(pattern.kind)
      write("\n")
      writeExcerpt(of: error, at: pattern.index)
    case .unknownGroup(let nearest):
      writeUnknownGroup(nearest)
      write("\n")
      writeExcerpt(of: error, at: 0)
    case .groupInCodex:
      writeGroupInCodex()
      write("\n")
      writeExcerpt(of: error, at: 0)
    }
  }

  private mutating func writeExcerpt(of error: OptionPatternError, at index: Int) {
    if !error.hasPlace || error.pattern.isEmpty { return }
    writeExcerpt(of: error.pattern, at: SourceLocation(line: 1, column: index + 1), hiddenFrom: nil)
  }

  /// The line of `location`, cut to about a terminal's width, and a caret below its column.
  ///
  /// - Parameter lineStart: where the line begins, if that is known: finding it takes long.
  mutating func writeExcerpt(
    of text: ByteString, at location: SourceLocation, hiddenFrom: Int?, lineStart: Int? = nil
  ) {
    let start = lineStart ?? location.lineStart(in: text)
    // Many errors may be in one long line: only the part that is shown is examined.
    var caret = min(start + location.column - 1, text.count)
    var from = max(start, caret - 60)
    let limit = min(text.count, from + 128)
    var end = text[0..<limit].firstIndex(of: UInt8(ascii: "\n"), from: from) ?? limit
    if end < limit || end == text.count, end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    caret = min(caret, end)
    // Roughly at character boundaries.
    while from > start, from < end, text[from] & 0xC0 == 0x80 { from -= 1 }
    var to = min(end, from + 120)
    while to < end, text[to] & 0xC0 == 0x80 { to += 1 }
    let hidden = min(max(hiddenFrom ?? to, from), to)

    var line = ByteBuffer()
    if from > start { line.write("...") }
    line.write(line: text[from..<max(min(caret, hidden), from)])
    let indent = line.finish().columns + max(0, caret - max(hidden, from))
    line.write(line: text[max(min(caret, hidden), from)..<hidden])
    // Neither the text nor, beyond what fits in a line, its length.
    line.write(UInt8(ascii: "*"), count: max(to - hidden, 0))
    if to < end { line.write("...") }
    write("  ")
    write(line.finish())
    write("\n  ")
    write(UInt8(ascii: " "), count: indent)
    write("^\n")
  }

  /// A part of the line.  A tab becomes one blank, so that the caret is at the right place.
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
