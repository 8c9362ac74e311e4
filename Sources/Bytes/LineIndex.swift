/// Where the lines of a text begin: thousands of rows may ask for a line of one file.  The text is shorter than 4 GiB.
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
    var lower = 0
    var upper = starts.count
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if Int(starts[middle]) <= offset { lower = middle } else { upper = middle }
    }
    return SourceLocation(line: lower + 1, column: offset - Int(starts[lower]) + 1)
  }

  /// Where line `line`, from 1, begins; where the last one does, if there are fewer.
  func start(ofLine line: Int) -> Int { Int(starts[min(max(line, 1), starts.count) - 1]) }
}
