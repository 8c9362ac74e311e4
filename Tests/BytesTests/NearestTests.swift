@testable import Bytes
import TestSupport
import Testing

struct NearestTests {
  /// what was written, the nearest of: explain exclude set keep include-only json
  static let table: [(ByteString, ByteString?)] = [
    ("explain", "explain"),
    ("explian", "explain"),
    ("explan", "explain"),
    ("explains", "explain"),
    ("ecxlude", "exclude"),
    ("include_only", "include-only"),
    ("includeonly", "include-only"),
    ("sett", "set"),
    ("sat", "set"),
    ("st", nil),
    ("s", nil),
    ("", nil),
    ("kepe", "keep"),
    ("kp", nil),
    ("jsno", "json"),
    ("expunge", nil),
    ("completely-different", nil),
  ]
  @Test(arguments: table)
  func nearest(written: ByteString, expected: ByteString?) {
    var nearest = Nearest(to: written)
    var found: ByteString?
    for name in ["explain", "exclude", "set", "keep", "include-only", "json"] as [ByteString] {
      if nearest.improves(with: name) { found = name }
    }
    #expect(found == expected)
  }
}
