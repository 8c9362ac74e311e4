import Bytes
@testable import Policy
import Secrets
import TestSupport
import Testing

/// Decisions, and their words in reports and records.
struct DecisionTests {
  private static let origin = Origin(layer: .user, file: 1, place: 5)

  static let table: [(Reason, String, Origin?)] = [
    (.notDropped, "none", nil), (.malformed, "malformed", nil), (.duplicate, "duplicate", nil), (.reserved, "reserved", nil),
    (.inherit(Stated(.core, origin)), "inherit", origin), (.notInherited(origin), "inherit", origin),
    (.notIncluded(origin), "include_only", origin), (.unset(origin), "unset", origin), (.replaced(origin), "replaced", origin),
    (.assigned(origin), "set", origin),
  ]
  @Test(arguments: table)
  func words(reason: Reason, name: String, origin: Origin?) {
    #expect(reason.name.text == name)
    #expect(reason.origin == origin)
    #expect(reason.match == nil && reason.form == nil)
  }

  static let subjects: [(Subject, String)] = [(.name("A"), "A"), (.name("a\u{1B}"), #"a\x1b"#), (.entry(3), "entry 3")]
  @Test(arguments: subjects)
  func subject(subject: Subject, expected: String) {
    #expect(written { $0.write(subject) } == expected)
  }
}
