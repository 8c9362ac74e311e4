import Bytes
@testable import Secrets
import TestSupport
import Testing

struct MakeVariablesTests {
  /// what follows ` -- `, whether a secret is among the assignments
  static let table: [(ByteString, Bool)] = [
    ("API_KEY=x", true), ("V=1 API_KEY=x", true), ("API_KEY:=x", true), ("API_KEY::=x", true), ("API_KEY+=x", true), ("API_KEY?=x", true),
    ("API_KEY!=x", true), ("V=1", false), ("", false), ("API_KEY", false), ("API_KEY=", false), ("API_KEY= V=1", false),
    ("KEYBOARD=de", false), ("V=a\\ API_KEY=x", false), ("V=a\\\\ API_KEY=x", true), ("=x API_KEY", false), ("API_KEY:x", false),
  ]
  @Test(arguments: table)
  func assignments(text: ByteString, isSecret: Bool) { #expect(MakeVariables.holdSecret(text, from: 0) == isSecret) }

  @Test func beginsWhereItIsTold() {
    #expect(MakeVariables.holdSecret("API_KEY=x V=1", from: 10) == false)
  }
}
