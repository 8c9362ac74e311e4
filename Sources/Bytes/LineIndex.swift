/// Where the lines of a text begin.  A report may ask for thousands of lines of one file.  The text is shorter than 4
/// GiB.
package struct LineIndex: Sendable {
  private var starts = List<UInt32>()
}

package extension LineIndex {
  init(_ text: ByteString) {
    starts.append(0)
    var index = 0
    while let newline = text.firstIndex(of: UInt8(ascii: "\n"), from: index) {
      index = newline + 1
      starts.append(UInt32(truncatingIfNeeded: index))
    }
  }

  func location(of offset: Int) -> SourceLocation {
    let line = (1..<starts.count).partitioningIndex { Int(starts[$0]) > offset }
    return SourceLocation(line: line, column: offset - Int(starts[line - 1]) + 1)
  }

  /// The offset at which line `line` (from 1) begins; that of the last line if there are fewer.
  func start(ofLine line: Int) -> Int { Int(starts[min(max(line, 1), starts.count) - 1]) }
}
