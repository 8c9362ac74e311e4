import Bytes
import Globs
@testable import Policy
import Secrets
import TestSupport
import Testing

/// Lists of rules: the first match counts, and a group is treated like its patterns.
@Suite struct RuleSetTests {
  /// rules, a name, the rule that matches first and its pattern
  static let table: [([ByteString], ByteString, String?)] = [
    ([], "A", nil),
    (["A", "*"], "A", "A A"),
    (["*", "A"], "A", "* *"),
    (["B", "a*"], "AB", "a* a*"),
    (["@core", "PATH"], "PATH", "@core PATH"),
    (["PATH", "@core"], "path", "PATH PATH"),
    (["@core"], "LC_X", nil),
    (["@common"], "LC_X", "@common LC_*"),
    (["@secrets"], "NPM_TOKEN", "@secrets *TOKEN*"),
    (["@secrets"], "TOKEN_EXPIRES_IN", nil),
    (["NPM_*", "@secrets"], "NPM_TOKEN", "NPM_* NPM_*"),
    (["@secrets", "NPM_*"], "NPM_TOKEN", "@secrets *TOKEN*"),
    (["@secrets", "NPM_*"], "NPM_X", "NPM_* NPM_*"),
    // A group that comes a second time adds nothing.
    (["@core", "X", "@core"], "HOME", "@core HOME"),
    // No name matches the placeholder of `@secrets`.
    (["@secrets"], "=", nil),
    (["A"], "", nil),
  ]

  @Test(arguments: table)
  func firstMatch(patterns: [ByteString], name: ByteString, expected: String?) throws {
    let match = RuleMatcher(try rules(patterns), names: 3).firstMatch(name)
    #expect(match.map { "\($0.rule.value.written.text) \($0.pattern.source.text)" } == expected)
  }

  @Test func severalListsAreOne() throws {
    var lists = RuleLists(expecting: 4)
    lists.add(try rules(["A", "B"]))
    lists.add(try rules([]))
    lists.add(try rules(["@secrets", "C"]))
    lists.finish(names: 1)
    #expect(Array(lists.starts) == [0, 2, 2, 4])
    #expect(lists.secrets.map(\.list) == [2] && lists.secrets.map(\.number) == [2])
    #expect(lists.match(3, "C").rule.value.written == "C")
  }
}
