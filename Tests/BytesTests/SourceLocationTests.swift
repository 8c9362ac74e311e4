import Bytes
import TestSupport
import Testing

struct SourceLocationTests {
  /// Swift Testing has a type with this name too.
  typealias SourceLocation = Bytes.SourceLocation

  /// text, offset, its line and column, where the line begins
  static let table: [(ByteString, Int, Int, Int, Int)] = [
    ("", 0, 1, 1, 0), ("ab", 0, 1, 1, 0), ("ab", 2, 1, 3, 0), ("a\nb", 1, 1, 2, 0), ("a\nb", 2, 2, 1, 2),
    ("\n\nx", 1, 2, 1, 1), ("\n\nx", 3, 3, 2, 2), ("\u{E9}\nb", 3, 2, 1, 3), ("a\n", 2, 2, 1, 2),
  ]
  @Test(arguments: table)
  func place(text: ByteString, offset: Int, line: Int, column: Int, start: Int) {
    let location = SourceLocation(of: offset, in: text)
    #expect(location == SourceLocation(line: line, column: column))
    #expect(location.lineStart(in: text) == start)
  }

  @Test func aLineThatIsMissingBeginsAtTheEnd() {
    #expect(SourceLocation(line: 3, column: 1).lineStart(in: "a\nbc") == 4)
    #expect(SourceLocation(line: 2, column: 1).lineStart(in: "") == 0)
  }
}
