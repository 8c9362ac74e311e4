import Bytes
@testable import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct RuleErrorTests {
  /// an item of a pattern list, the group that was probably meant
  static let table: [(ByteString, ByteString?)] = [
    ("@secret", "@secrets"),
    ("@SECRETS", "@secrets"),
    ("@cor", "@core"),
    ("@injections", "@injection"),
    ("@Access", "@access"),
    ("@unknown", nil),
    ("@", nil),
  ]

  @Test(arguments: table)
  func knowsOnlyItsGroups(item: ByteString, nearest: ByteString?) {
    #expect(throws: RuleError.unknownGroup(nearest: nearest)) { try Rule(item) }
  }

  @Test func readsGroupsAndPatterns() throws {
    #expect(try Rule("@core") == .group(.core))
    #expect(try Rule("@injection") == .group(.injection))
    #expect(try Rule("@access") == .group(.access))
    #expect(try Rule("\\@core") == .pattern(try Pattern("\\@core")))
    #expect(try Rule("A@core") == .pattern(try Pattern("A@core")))
    #expect(throws: RuleError.pattern(PatternError(kind: .openClass, index: 1))) { try Rule("A[") }
  }
}
