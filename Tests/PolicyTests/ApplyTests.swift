import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct ApplyTests {
  /// Assembled here, so that no scanner takes it for a real credential.
  static let url = "db://user:" + "fake@host"

  /// settings, the parent's entries, the entries that are kept
  static let table: [(Settings, [String], [String])] = [
    (Settings(), ["A=1", "B=2"], ["A=1", "B=2"]),
    (Settings(), [], []),
    // Malformed entries have no name; the first entry of a name counts; names are exact bytes.
    (Settings(), ["", "=x", "=x=y", "nothing", "A=1"], ["A=1"]),
    (Settings(), ["A=1", "A=2", "a=3"], ["A=1", "a=3"]),
    (Settings(), ["A==", "B=a=b"], ["A==", "B=a=b"]),
    (Settings(), ["API_KEY=x", "Secret_Thing=x", "tokens=x", "KE=x"], ["KE=x"]),
    // A duplicate of a dropped name is dropped too, whatever its value.
    (Settings(exclude: ["A"]), ["A=1", "A=2"], []),
    (Settings(inherit: Inherit.none), ["A=1"], []),
    (Settings(inherit: .core), ["PATH=p", "path=q", "A=1", "LC_ALL=C", "LC_TIME=C"], ["PATH=p", "path=q", "LC_ALL=C"]),
    (Settings(ignoreDefaultExcludes: true), ["API_KEY=x"], ["API_KEY=x"]),
    (Settings(defaultExcludes: ["A*"]), ["AB=1", "API_KEY=x", "MY_KEY=x"], ["MY_KEY=x"]),
    (Settings(defaultExcludes: []), ["API_KEY=x"], ["API_KEY=x"]),
    (Settings(keep: ["API_*"]), ["API_KEY=x", "MY_KEY=x"], ["API_KEY=x"]),
    // `keep` never restores what another step drops.
    (Settings(keep: ["*"], exclude: ["A"]), ["A=1", "KEY=2"], ["KEY=2"]),
    (Settings(inherit: Inherit.none, keep: ["*"]), ["A=1"], []),
    (Settings(keep: ["*"], includeOnly: ["B"]), ["A=1", "B=2"], ["B=2"]),
    (Settings(inherit: .core, keep: ["*"]), ["A=1", "HOME=/"], ["HOME=/"]),
    (Settings(includeOnly: ["A*", "B"]), ["A=1", "AX=2", "B=3", "BX=4"], ["A=1", "AX=2", "B=3"]),
    // With `none`, `include_only` is an allow-list that picks after the default excludes; with `core` it narrows the
    // selection.
    (Settings(inherit: Inherit.none, includeOnly: ["A", "*KEY"]), ["A=1", "B=2", "MY_KEY=x"], ["A=1"]),
    (Settings(inherit: .core, includeOnly: ["HOME", "A"]), ["A=1", "HOME=/", "PATH=p"], ["HOME=/"]),
    (Settings(inherited: ["@core", "A*"]), ["A=1", "AX=2", "B=3", "home=/"], ["A=1", "AX=2", "home=/"]),
    (Settings(inherited: []), ["A=1"], []),
    (Settings(inherited: ["A*"], includeOnly: ["AX", "B"]), ["A=1", "AX=2", "B=3"], ["AX=2"]),
    (Settings(inherited: ["*"], exclude: ["AX"]), ["A=1", "AX=2", "MY_KEY=x"], ["A=1"]),
    (Settings(inherited: ["@secrets"], ignoreDefaultExcludes: true), ["API_KEY=x", "MAX_TOKENS=4"], ["API_KEY=x"]),
    (Settings(inherited: ["A"], set: ["B=2"]), ["A=1", "B=1"], ["A=1", "B=2"]),
    (Settings(includeOnly: ["A*"], exclude: ["AX"]), ["A=1", "AX=2"], ["A=1"]),
    (Settings(exclude: ["@core"]), ["PATH=p", "A=1"], ["A=1"]),
    (Settings(exclude: ["\\@x"]), ["@x=1", "x=2"], ["x=2"]),
    // A value that holds a credential is treated like the name of a secret; looking for it is a default exclude too.
    (Settings(), ["A=\(url)", "B=1"], ["B=1"]),
    (Settings(keep: ["A"]), ["A=\(url)", "B=\(url)"], ["A=\(url)"]),
    (Settings(ignoreDefaultExcludes: true), ["A=\(url)"], ["A=\(url)"]),
    (Settings(defaultExcludes: []), ["A=\(url)", "API_KEY=x"], ["API_KEY=x"]),
    (Settings(keep: ["*"], includeOnly: ["B"]), ["A=\(url)", "B=\(url)"], ["B=\(url)"]),
    (Settings(keep: ["*"], exclude: ["B"]), ["A=\(url)", "B=\(url)"], ["A=\(url)"]),
    (Settings(set: ["A=\(url)"]), ["A=1"], ["A=\(url)"]),
    // `@secrets` in other lists, with its exemptions.
    (Settings(ignoreDefaultExcludes: true, exclude: ["@secrets"]), ["API_KEY=x", "MAX_TOKENS=4"], ["MAX_TOKENS=4"]),
    (Settings(keep: ["@secrets"]), ["API_KEY=x", "A=\(url)"], ["API_KEY=x"]),
    (Settings(ignoreDefaultExcludes: true, includeOnly: ["@secrets", "Z"]), ["API_KEY=x", "A=1", "Z=2"], ["API_KEY=x", "Z=2"]),
    // `-u` is a name, not a pattern.
    (Settings(unset: ["A*"]), ["A=1", "A*=2"], ["A=1"]),
    (Settings(unset: ["A"]), ["A=1", "a=2"], ["a=2"]),
    // `set` overrides everything: in the place of the name if it is kept, otherwise at the end, in the order of
    // definition.
    (Settings(set: ["B=set"]), ["A=1", "B=2", "C=3"], ["A=1", "B=set", "C=3"]),
    (Settings(exclude: ["B"], set: ["B=set"]), ["A=1", "B=2", "C=3"], ["A=1", "C=3", "B=set"]),
    (Settings(set: ["Z=1", "Y=2", "Z=3"]), ["A=1"], ["A=1", "Z=3", "Y=2"]),
    (Settings(inherit: Inherit.none, includeOnly: ["X"], exclude: ["*"], set: ["API_KEY=x"]), ["A=1"], ["API_KEY=x"]),
    (Settings(set: ["A=set", "A="]), ["A=1"], ["A="]),
    (Settings(set: ["a=set"]), ["A=1"], ["A=1", "a=set"]),
    (Settings(set: ["A=set"]), ["A=1", "A=2"], ["A=set"]),
  ]

  @Test(arguments: table)
  func leaves(settings: Settings, parent: [String], expected: [String]) throws {
    let entries = List(parent.map(entry))
    let policy = try settings.policy()
    #expect(policy.apply(to: entries, seed: 1, explaining: false).texts == expected)
    // Explaining changes nothing, and neither does the seed.
    #expect(policy.apply(to: entries, seed: 99, explaining: true).texts == expected)
  }

  /// Most entries are kept without a look at each step; with reasons none is.
  @Test func explainingChangesNothing() throws {
    var generator = SeededGenerator(seed: 5)
    let lists: [[ByteString]] = [[], ["A*"], ["*_KEY", "B"], ["@secrets"], ["?", "HOME"], ["*"]]
    let names = ["A", "AB", "B", "HOME", "PATH", "API_KEY", "MAX_TOKENS", "LC_ALL", "X", "é", "TOKEN"]
    let values = ["1", "", "postgres://u:fake1@h/db", "/usr/bin:/bin", "Bearer abcdef0123456789abcd", "=x"]
    for _ in 0..<2000 {
      func list() -> [ByteString] { lists.randomElement(using: &generator)! }
      var settings = Settings()
      if Int.random(in: 0..<4, using: &generator) == 0 { settings.inherit = [Inherit.all, .core, .none].randomElement(using: &generator)! }
      if Int.random(in: 0..<6, using: &generator) == 0 { settings.inherited = list() }
      if Bool.random(using: &generator) { settings.ignoreDefaultExcludes = Bool.random(using: &generator) }
      if Int.random(in: 0..<3, using: &generator) == 0 { settings.keep = list() }
      if Int.random(in: 0..<5, using: &generator) == 0 { settings.includeOnly = list() }
      if Bool.random(using: &generator) { settings.exclude = list() }
      if Int.random(in: 0..<4, using: &generator) == 0 { settings.set = ["A=set", "N=new"] }
      if Int.random(in: 0..<4, using: &generator) == 0 { settings.unset = ["B", "X"] }
      let parent = (0..<8).map { _ in names.randomElement(using: &generator)! + "=" + values.randomElement(using: &generator)! }
      let entries = List(parent.map(entry))
      let policy = try settings.policy()
      let explained = policy.apply(to: entries, seed: 1, explaining: true).texts
      #expect(policy.apply(to: entries, seed: 2, explaining: false).texts == explained, "\(settings)")
    }
  }

  @Test func passesOnBytesThatAreNoUTF8() throws {
    let raw = ByteString(copying: [0xFF, 0x41, UInt8(ascii: "="), 0xC3, 0x28, 0])
    let entries = List([EnvironmentEntry(UnsafeRawPointer(raw.start).assumingMemoryBound(to: CChar.self))])
    let outcome = Policy().apply(to: entries, seed: 0, explaining: false)
    #expect(outcome.environment.first?.string == entries[0].string)
  }

  @Test func decidesForAReason() throws {
    let settings = Settings(keep: ["MY_KEY"], exclude: ["X*"], set: ["S=1", "B=1"], unset: ["U"])
    let parent = ["bare", "A=1", "A=2", "API_KEY=x", "MY_KEY=x", "XX=1", "U=1", "B=0"]
    let decisions = try settings.policy().apply(to: List(parent.map(entry)), seed: 0, explaining: true).decisions
    let secrets = Stated(Rule.group(.secrets), .builtIn)
    func match(_ rule: Stated<Rule>, _ pattern: ByteString) throws -> Match {
      let rules: List = [rule]
      let patterns: List = [try Pattern(pattern)]
      return Match(rule: rules.place(of: 0), pattern: patterns.place(of: 0))
    }
    func own(_ pattern: ByteString) throws -> Match { try match(Stated(.pattern(try Pattern(pattern)), .builtIn), pattern) }
    let against = try match(secrets, "*KEY*")
    #expect(
      Array(decisions) == [
        Decision(verdict: .dropped, subject: .entry(1), reason: .malformed),
        Decision(verdict: .kept, subject: .name("A"), reason: .notDropped),
        Decision(verdict: .dropped, subject: .name("A"), reason: .duplicate),
        Decision(verdict: .dropped, subject: .name("API_KEY"), reason: .defaultExclude(against)),
        Decision(verdict: .kept, subject: .name("MY_KEY"), reason: .keptBy(try own("MY_KEY"), against: against)),
        Decision(verdict: .dropped, subject: .name("XX"), reason: .exclude(try own("X*"))),
        Decision(verdict: .dropped, subject: .name("U"), reason: .unset(.builtIn)),
        Decision(verdict: .dropped, subject: .name("B"), reason: .replaced(.builtIn)),
        Decision(verdict: .set, subject: .name("S"), reason: .assigned(.builtIn)),
        Decision(verdict: .set, subject: .name("B"), reason: .assigned(.builtIn)),
      ])
  }

  /// settings, a name that -S uses, whether the policy withholds it from the arguments
  static let withheld: [(Settings, ByteString, Bool)] = [
    (Settings(), "HOME", false),
    (Settings(), "API_KEY", true),
    (Settings(keep: ["API_KEY"]), "API_KEY", false),
    (Settings(ignoreDefaultExcludes: true), "API_KEY", false),
    (Settings(exclude: ["H*"]), "HOME", true),
    (Settings(includeOnly: ["A"]), "HOME", true),
    // `inherit` and -u are not about secrecy: env expands both.
    (Settings(inherit: Inherit.none), "HOME", false),
    (Settings(inherit: Inherit.none), "API_KEY", true),
    (Settings(inherit: .core), "FOO", false),
    // `unset` of a file, in whatever mode.
    (Settings(unset: ["FOO"]), "FOO", true),
    (Settings(unset: ["FOO"]), "foo", false),
    (Settings(inherit: Inherit.none, unset: ["FOO"]), "FOO", true),
    (Settings(set: ["API_KEY=mine"]), "API_KEY", true),
  ]

  @Test(arguments: withheld)
  func withholds(settings: Settings, name: ByteString, expected: Bool) throws {
    #expect(try settings.policy().withholds(EnvironmentEntry(name: name, value: "x")) == expected)
  }

  @Test func expandsWhatTheCommandLineUnsets() throws {
    let entry = EnvironmentEntry(name: "FOO", value: "x")
    var policy = Policy()
    policy.mergeCommandLine(try Settings(unset: ["FOO"]).layer(.commandLine))
    #expect(!policy.withholds(entry))
    // A file's counts beside it.
    policy = Policy()
    policy.merge(try Settings(unset: ["FOO"]).layer())
    policy.mergeCommandLine(try Settings(unset: ["FOO"]).layer(.commandLine))
    #expect(policy.withholds(entry))
  }

  /// settings, a name that isn't there, whether it would be kept, whether its value would be looked at
  static let forecasts: [(Settings, ByteString, Bool, Bool)] = [
    (Settings(), "A", true, true),
    (Settings(), "A_KEY", false, false),
    (Settings(keep: ["A*"]), "A_KEY", true, false),
    (Settings(keep: ["A*"]), "A", true, false),
    (Settings(ignoreDefaultExcludes: true), "A", true, false),
    (Settings(exclude: ["A"]), "A", false, false),
    (Settings(includeOnly: ["A"]), "A", true, true),
    (Settings(includeOnly: ["B"]), "A", false, false),
    (Settings(inherit: .core), "A", false, false),
    (Settings(inherit: .core), "HOME", true, true),
    (Settings(unset: ["A"]), "A", false, false),
    (Settings(), "", true, true),
  ]
  @Test(arguments: forecasts)
  func forecast(settings: Settings, name: ByteString, isKept: Bool, asksForValue: Bool) throws {
    let forecast = try settings.policy().forecast(name)
    #expect((forecast.decision.verdict == .kept) == isKept)
    #expect(forecast.asksForValue == asksForValue)
    #expect(forecast.decision.subject == .name(name))
  }

  /// settings, the parent's entries, the names reported to a person
  static let told: [(Settings, [String], [String])] = [
    (Settings(), ["A=1"], []),
    (Settings(), ["B_KEY=x", "A=\(url)", "B_KEY=y"], ["B_KEY", "A"]),
    (Settings(keep: ["B_KEY"]), ["B_KEY=x", "A_KEY=x"], ["A_KEY"]),
    (Settings(ignoreDefaultExcludes: true), ["B_KEY=x"], []),
    (Settings(defaultExcludes: ["X"]), ["X=1", "A=\(url)"], ["X", "A"]),
    // `keep` would not restore these.
    (Settings(exclude: ["B*"]), ["B_KEY=x", "A_KEY=x"], ["A_KEY"]),
    (Settings(includeOnly: ["A"]), ["B_KEY=x", "A=\(url)"], ["A"]),
    (Settings(inherit: Inherit.none), ["B_KEY=x"], []),
    (Settings(set: ["B_KEY=mine"]), ["B_KEY=x", "A_KEY=x"], ["A_KEY"]),
  ]
  @Test(arguments: told)
  func tells(settings: Settings, parent: [String], expected: [String]) throws {
    let policy = try settings.policy()
    let entries = List(parent.map(entry))
    let dropped = policy.droppedByDefault(of: entries, seed: 4)
    #expect(dropped.map(\.subject) == expected.map { .name(ByteString($0)) })
    // An outcome asks for this list only if there is something in it.
    if !expected.isEmpty { #expect(policy.apply(to: entries, seed: 4, explaining: false).dropsByDefault) }
  }

  @Test func isLinear() {
    var entries = List<EnvironmentEntry>()
    for index in 0..<130_000 { entries.append(entry("NAME_\(index)=x")) }
    for _ in 0..<1_000 { entries.append(entry("NAME_7=again")) }
    var left = 0
    let took = threadTime(tries: 1) { left = Policy().apply(to: entries, seed: 3, explaining: false).environment.count }
    #expect(left == 130_000)
    #expect(took < .seconds(10))
  }

  /// settings, the parent's names, whether `include_only` picks none of what `inherit` selects
  static let picks: [(Settings, [String], Bool)] = [
    (Settings(inherit: .core, includeOnly: ["MYAPP_*"]), ["HOME=/", "MYAPP_X=1"], true),
    (Settings(inherit: .core, includeOnly: ["MYAPP_*"]), ["MYAPP_X=1"], true),
    (Settings(inherit: .core, includeOnly: ["MYAPP_*", "HOME"]), ["HOME=/", "MYAPP_X=1"], false),
    (Settings(inherit: .core, includeOnly: ["MYAPP_*", "HOME"]), ["MYAPP_X=1"], true),
    (Settings(inherit: .core, includeOnly: ["HOME"], exclude: ["*"]), ["HOME=/"], false),
    (Settings(inherited: ["A*"], includeOnly: ["B*"]), ["A=1", "B=1"], true),
    (Settings(inherited: ["A*"], includeOnly: ["A"]), ["A=1", "B=1"], false),
    (Settings(inherit: Inherit.none, includeOnly: ["X"]), ["A=1"], false),
    (Settings(includeOnly: ["X"]), ["A=1"], false),
    (Settings(inherit: .core), ["A=1"], false),
    (Settings(inherit: .core, includeOnly: ["X"]), [], false),
  ]
  @Test(arguments: picks)
  func picksNothing(settings: Settings, parent: [String], expected: Bool) throws {
    #expect(try settings.policy().picksNothing(of: List(parent.map(entry))) == expected)
  }
}
