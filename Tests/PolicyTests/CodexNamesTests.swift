import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct CodexNamesTests {
  /// a name, whether it is a core name, whether Codex reserves it
  static let table: [(ByteString, Bool, Bool)] = [
    ("PATH", true, false), ("path", true, false), ("USER", true, false), ("Lc_All", true, false),
    ("NODE_REPL_AUTH_TOKEN", false, true), ("node_repl_auth_token", false, true),
    ("OPENAI_WORKLOAD_IDENTITY_CONTEXT", false, true),
    ("TERM", false, false), ("OPENAI_API_KEY", false, false), ("", false, false), (" ", false, false),
    // Only ASCII letters ignore case here.
    ("O\u{17F}", false, false), ("TMPD\u{131}R", false, false),
  ]
  @Test(arguments: table)
  func names(name: ByteString, isCore: Bool, isReserved: Bool) {
    #expect(CodexNames.isCore(name) == isCore)
    #expect(CodexNames.isReserved(name) == isReserved)
  }

  @Test func nothingNearThem() {
    for name in namesNear("LANG") { #expect(!CodexNames.isCore(name), "\(name.debugDescription)") }
    for name in namesNear("NODE_REPL_AUTH_TOKEN") { #expect(!CodexNames.isReserved(name), "\(name.debugDescription)") }
  }
}
