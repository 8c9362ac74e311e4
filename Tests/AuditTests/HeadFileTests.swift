@testable import Audit
import Bytes
import TestSupport
import Testing

struct HeadFileTests {
  static let hash = SHA256.digest(of: "x")
  static let digits = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
  static let zeros = String(repeating: "0", count: 64)

  /// a head file, its last record and the one that was being written; nil if it is invalid
  static let heads: [(String, (Int, Int?)?)] = [
    ("", (0, nil)),
    ("42 \(digits)\n", (42, nil)),
    ("42 \(digits)\n\n\n", (42, nil)),
    ("42 \(digits)\n43 \(digits)\n\n", (42, 43)),
    ("0 \(zeros)\n1 \(digits)\n", (0, 1)),
    ("999999999999999999 \(digits)\n", (999_999_999_999_999_999, nil)),
    ("1000000000000000000 \(digits)\n", nil),
    ("42 \(digits)", nil),
    ("42 \(digits)\nx", nil),
    ("42 \(digits)\n\nx\n", nil),
    ("42 \(digits)\n42 \(digits)\n", nil),
    ("42 \(digits)\n43 \(digits)\n44 \(digits)\n", nil),
    ("0 \(digits)\n", nil), ("042 \(digits)\n", nil), ("-1 \(digits)\n", nil),
    (" \(digits)\n", nil), ("42  \(digits)\n", nil), ("42 \(digits.uppercased())\n", nil), ("\n", nil), ("junk\n", nil), ("\0", nil),
    ("42 \(digits)\n" + String(repeating: "\n", count: 300), nil),
  ]
  @Test(arguments: heads)
  func readsWhatIsValid(text: String, expected: (Int, Int?)?) {
    let head = HeadFile(ByteString(text))
    #expect(head?.last.sequence == expected?.0)
    #expect(head?.next?.sequence == expected?.1)
  }

  /// Its size doesn't depend on the numbers: one call replaces all of it.
  @Test(arguments: [(0, 1 as Int?), (9, nil), (9, 10), (999_999_999_999_999_998, 999_999_999_999_999_999)])
  func whatIsWrittenIsRead(last: Int, next: Int?) {
    let head = HeadFile(
      last: last == 0 ? .beginning : Link(sequence: last, hash: Self.hash), next: next.map { Link(sequence: $0, hash: Self.hash) })
    var buffer = ByteBuffer()
    head.write(to: &buffer)
    let text = buffer.finish()
    #expect(text.count == HeadFile.size)
    #expect(HeadFile(text) == head)
  }
}
