@testable import Audit
import Bytes
import Testing

@Suite struct ForeignLinesTests {
  /// The statement that a record would make about `text`.
  private static func statement(_ text: ByteString) throws -> CutStatement {
    var body = ByteBuffer()
    body.write("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":")
    body.write(decimal: text.count)
    body.write(",\"sha256\":\"")
    body.write(SHA256.digest(of: text))
    body.write("\"}")
    return try #require(CutStatement(in: body.finish(), .jsonl))
  }

  /// For each file its lines, or pieces of them, and whether each ends with a newline; all of the text; that of the last
  /// file; how many lines there are, and how many in files before the last.
  static let table: [([[(ByteString, Bool)]], whole: ByteString, own: ByteString, count: Int, earlier: Int)] = [
    ([[("a", true)]], "a", "", 1, 0),
    ([[("", true)]], "", "", 1, 0),
    ([[("a", true), ("b", false)]], "a\nb", "", 2, 0),
    ([[("a", false), ("b", false), ("c", true), ("d", true)]], "abc\nd", "", 2, 0),
    ([[("a", false)], [("b", true)]], "a\nb", "b", 2, 1),
    ([[("a", true), ("b", true)], [("c", true), ("d", false)]], "a\nb\nc\nd", "c\nd", 4, 2),
  ]

  @Test(arguments: table)
  func comparesItsTextWithAStatement(
    files: [[(ByteString, Bool)]], whole: ByteString, own: ByteString, count: Int, earlier: Int
  ) throws {
    var lines = ForeignLines()
    for (file, texts) in files.enumerated() {
      for (text, isEnded) in texts { lines.append(text, at: TrailVerifier.Place(file: file, line: 7), isEnded: isEnded) }
    }
    #expect((lines.count, lines.earlierCount) == (count, earlier))
    #expect(lines.place == TrailVerifier.Place(file: 0, line: 7))
    #expect(lines.whole.isStated(by: try Self.statement(whole)))
    #expect(!lines.whole.isStated(by: try Self.statement("x")))
    #expect(!lines.whole.isStated(by: nil))
    #expect(lines.own.isStated(by: try Self.statement(own)))
  }

  @Test func aPieceContinuesTheLineOfItsFile() {
    var lines = ForeignLines()
    let (here, there) = (TrailVerifier.Place(file: 0, line: 1), TrailVerifier.Place(file: 1, line: 1))
    #expect(!lines.isContinued(at: here))
    lines.append("a", at: here, isEnded: false)
    #expect(lines.isContinued(at: here) && !lines.isContinued(at: there))
    lines.append("b", at: here, isEnded: true)
    #expect(!lines.isContinued(at: here) && lines.isEnded)
  }

  @Test func aFileMayEndWithoutANewline() {
    for isEnded in [true, false] {
      var lines = ForeignLines()
      lines.append("a", at: TrailVerifier.Place(file: 0, line: 1), isEnded: isEnded)
      lines.begin(file: 0)
      #expect(lines.earlierCount == 0)
      lines.begin(file: 1)
      #expect((lines.earlierCount, lines.isEarlierEnded, lines.isEnded) == (1, isEnded, true))
    }
  }
}
