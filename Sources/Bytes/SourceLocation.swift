/// A place in a text: line and column, both from 1.  Columns count bytes.
@frozen
package struct SourceLocation: Equatable, Sendable {
  package let line, column: Int

  @inlinable
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

package extension SourceLocation {
  /// The place of an offset into `text`.  It counts lines from the start of the text: `LineIndex` serves those who ask
  /// often.
  init(of offset: Int, in text: ByteString) {
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, text.count) where text[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    self.init(line: line, column: offset - lineStart + 1)
  }

  /// The offset at which the line begins; the end of the text if it has fewer lines.
  func lineStart(in text: ByteString) -> Int {
    var start = 0
    for _ in 1..<line { start = (text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count - 1) + 1 }
    return start
  }
}
