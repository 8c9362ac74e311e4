@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

struct TrailEndTests {
  private static let link = Sample.record(2).link

  /// what follows the second record of a file, and how the file ends
  static let table: [(ByteString, TrailEnd)] = [
    ("\n", .record(link, isEnded: true)),
    ("", .record(link, isEnded: false)),
    ("\n\n", .cut(after: link, cut: 1)),
    ("\n{\"ver", .cut(after: link, cut: 5)),
    ("\n{\"ver\n", .cut(after: link, cut: 6)),
    ("\nx\ny", .cut(after: link, cut: 3)),
    ("x\n", .cut(after: Sample.record(1).link, cut: Sample.record(2).line.count + 2)),
  ]

  @Test(arguments: table)
  func end(rest: ByteString, expected: TrailEnd) {
    var text = ByteBuffer()
    text.write(Sample.record(1).line)
    text.write("\n")
    text.write(Sample.record(2).line)
    text.write(rest)
    #expect(TrailEnd(text.finish(), isWhole: true) == expected)
  }

  /// bytes without the end of a record, whether they are the whole file, how the file ends
  static let without: [(ByteString, Bool, TrailEnd)] = [
    ("x", true, .cut(after: nil, cut: 1)),
    ("\n", true, .cut(after: nil, cut: 1)),
    ("x\ny\n", true, .cut(after: nil, cut: 4)),
    ("x", false, .furtherBack),
    ("x\ny\n", false, .furtherBack),
  ]

  @Test(arguments: without)
  func noEnd(tail: ByteString, isWhole: Bool, expected: TrailEnd) {
    #expect(TrailEnd(tail, isWhole: isWhole) == expected)
  }

  @Test func theEndOfALineIsEnough() {
    let (line, link) = Sample.record(2)
    var text = ByteBuffer()
    text.write(line.dropFirst(line.count - 320))
    text.write("\n")
    #expect(TrailEnd(text.finish(), isWhole: false) == .record(link, isEnded: true))
  }

  /// A record that is cut anywhere is no record, unless only its newline is missing.
  @Test(arguments: [1, 2]) func cutAnywhere(number: Int) {
    let (line, link) = Sample.record(number)
    for count in 1..<line.count {
      #expect(TrailEnd(line[0..<count], isWhole: true) == .cut(after: nil, cut: count))
    }
    #expect(TrailEnd(line, isWhole: true) == .record(link, isEnded: false))
  }
}
