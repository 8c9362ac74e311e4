import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

/// Codex's dialect, in addition to the vectors: how layers merge, and what their patterns don't show.
@Suite struct CodexPolicyTests {
  private func layer(
    exclude: [ByteString]? = nil, includeOnly: [ByteString]? = nil, filters: [(ByteString, Bool)]? = nil
  ) throws -> PolicyLayer {
    func rules(_ patterns: [ByteString]) -> List<Stated<Rule>> {
      List(patterns.map { Stated(.pattern(Pattern(codex: $0)), .builtIn) })
    }
    var layer = PolicyLayer()
    layer.lists[.exclude] = exclude.map(rules)
    layer.lists[.includeOnly] = includeOnly.map(rules)
    layer.filters = filters.map { List($0.map { Filter(Stated(.pattern(Pattern(codex: $0.0)), .builtIn), includes: $0.1) }) }
    return layer
  }

  private func left(_ layers: [PolicyLayer], options: PolicyLayer = PolicyLayer()) throws -> [String] {
    var policy = Policy(.codex)
    for layer in layers { policy.merge(layer) }
    policy.mergeCommandLine(options)
    let parent = ["A=1", "B=1", "C=1", "TOKEN=1"].map(entry)
    return policy.apply(to: List(parent), seed: 1, explaining: false).texts.map { String($0.dropLast(2)) }
  }

  @Test func listsReplaceEachOther() throws {
    #expect(try left([layer(exclude: ["A"]), layer(exclude: ["B"])]) == ["A", "C", "TOKEN"])
    #expect(try left([layer(exclude: ["A"]), layer(includeOnly: ["A", "B"])]) == ["B"])
    #expect(try left([layer(exclude: ["A"]), layer(exclude: [])]) == ["A", "B", "C", "TOKEN"])
  }

  @Test func optionsAddToLists() throws {
    #expect(try left([layer(exclude: ["A"])], options: layer(exclude: ["B"])) == ["C", "TOKEN"])
    #expect(try left([layer(filters: [("A", false)])], options: layer(exclude: ["B"])) == ["C", "TOKEN"])
  }

  @Test func filtersMergeAndDriveListsOut() throws {
    #expect(try left([layer(filters: [("A", false), ("B", false)]), layer(filters: [("A", true), ("C", true)])]) == ["A", "C"])
    #expect(try left([layer(exclude: ["A"]), layer(filters: [("B", false)])]) == ["A", "C", "TOKEN"])
    #expect(try left([layer(filters: [("B", false)]), layer(exclude: ["A"])]) == ["B", "C", "TOKEN"])
    #expect(try left([layer(exclude: ["A"]), layer(filters: [])]) == ["A", "B", "C", "TOKEN"])
  }

  /// Filters are one if their whole texts have the same lower case: the final sigma is a separate letter.
  @Test func filtersThatAreOneReplaceEachOther() throws {
    #expect(try left([layer(filters: [("A", false), ("B", false)]), layer(filters: [("a", true), ("C", true)])]) == ["A", "C"])
    #expect(try left([layer(filters: [("AΣ", true)]), layer(filters: [("aς", false), ("A", true)])]) == ["A"])
    #expect(try left([layer(filters: [("AΣ", true)]), layer(filters: [("aσ", false)])]) == [])
  }

  /// The empty pattern matches nothing, so an `include_only` of it drops everything.
  @Test func emptyPatterns() throws {
    #expect(try left([layer(includeOnly: [""])]) == [])
    #expect(try left([layer(exclude: [""])]) == ["A", "B", "C", "TOKEN"])
  }

  @Test func theLastOfANameWins() {
    let parent = ["A=1", "=x=1", "nothing", "=", "A=2", "=x=2", "B=1"].map(entry)
    let outcome = Policy(.codex).apply(to: List(parent), seed: 1, explaining: true)
    #expect(outcome.texts == ["A=2", "=x=2", "B=1"])
    #expect(outcome.decisions.map(\.verdict) == [.dropped, .dropped, .dropped, .dropped, .kept, .kept, .kept])
    #expect(outcome.decisions[0].reason == .duplicate)
    #expect(outcome.decisions[2].subject == .entry(3))
  }

  /// A requirement can put the group into the lists; its placeholder among the patterns is no name, in this dialect either.
  @Test func theGroupOfSecretsMatchesNothingElse() {
    var policy = Policy(.codex)
    policy.lists[.exclude] = List([Stated(.group(.secrets), .builtIn)])
    let outcome = policy.apply(to: List(["==v", "@=v", "=@=v", "API_KEY=1"].map(entry)), seed: 1, explaining: true)
    #expect(outcome.texts == ["==v", "@=v", "=@=v"])
  }

  @Test func reservedNamesComeFromNowhere() throws {
    var policy = Policy(.codex)
    policy.mergeCommandLine(try Settings(set: ["node_repl_auth_token=x", "A=1"]).layer())
    let parent = ["NODE_REPL_AUTH_TOKEN=x", "OPENAI_FEDERATION_RULE_ID=x"].map(entry)
    let outcome = policy.apply(to: List(parent), seed: 1, explaining: true)
    #expect(outcome.texts == ["A=1"])
    #expect(outcome.decisions.filter { $0.reason == .reserved }.count == 3)
  }
}
