import Bytes
import Globs
@testable import Policy
import Secrets
import TestSupport
import Testing

/// The settings of a user's file that a project's file replaces.
@Suite struct ReplacedTests {
  private static func layer(_ text: String, _ layer: Layer, file: Int) throws -> PolicyLayer {
    try LayerReader.read(PolicyDocument(ByteString(text), layer: layer, file: file, seed: 1)).layer
  }

  /// the user's file and the project's, each after the header of the policy table; the replaced settings
  static let table: [(String, String, [Setting])] = [
    ("inherit = 'core'", "", []),
    ("inherit = 'core'", "inherit = 'core'", []),
    ("inherit = 'core'", "inherit = 'none'", [.inherit]),
    ("", "inherit = 'none'", []),
    ("inherit = ['A']", "inherit = ['A', 'B']", []),
    ("inherit = ['A', 'B']", "inherit = ['B']", [.inherit]),
    ("inherit = ['A']", "inherit = 'all'", [.inherit]),
    ("inherit = ['A']", "inherit = 'none'", [.inherit]),
    ("detect_values = true", "detect_values = false", [.detectValues]),
    // The default had the same value, but nobody stated it.
    ("detect_values = false", "detect_values = true\ninherit = 'core'", [.detectValues]),
    ("include_only = ['A', 'B']", "include_only = ['B']", [.includeOnly]),
    ("include_only = ['A']", "include_only = ['B', 'A']", []),
    ("include_only = ['A']", "include_only = []", [.includeOnly]),
    ("default_excludes = ['A']", "default_excludes = ['@secrets']", [.defaultExcludes]),
    // These add up.
    ("exclude = ['A']\nkeep = ['K']", "exclude = ['B']\nkeep = ['L']", []),
    ("set = { A = '1' }\nunset = ['U']", "set = { A = '2' }\nunset = ['V']", []),
  ]

  @Test(arguments: table)
  func replaced(user: String, project: String, settings: [Setting]) throws {
    let header = "[shell_environment_policy]\n"
    var policy = Policy()
    policy.merge(try Self.layer(header + user, .user, file: 1))
    let before = policy
    policy.merge(try Self.layer(header + project, .project, file: 2))
    let replaced = policy.replacements(since: before, by: 2)
    #expect(replaced.map(\.key) == settings)
    for entry in replaced {
      #expect(entry.was.layer == .user && entry.was.file == 1 && entry.file == 2)
      #expect(entry.by == nil || entry.by?.layer == .project)
    }
    // A file doesn't replace its own settings.
    #expect(policy.replacements(since: before, by: 1).isEmpty)
  }

  @Test func anEmptyListHasNoPlace() throws {
    var policy = Policy()
    policy.merge(try Self.layer("[shell_environment_policy]\ninclude_only = ['A']", .user, file: 1))
    let before = policy
    policy.merge(try Self.layer("[shell_environment_policy]\ninclude_only = []", .project, file: 2))
    #expect(policy.replacements(since: before, by: 2).first?.by == nil)
  }

  private static let match: Match = {
    let list = List([Stated<Rule>(.group(.core), .builtIn)])
    return RuleMatcher(list).firstMatch("PATH")!
  }()

  /// a reason, the settings that could have changed the decision
  static let reasons: [(Reason, [Setting])] = [
    (.inherit(Stated(.core, .builtIn)), [.inherit]),
    (.notInherited(.builtIn), [.inherit]),
    (.notIncluded(.builtIn), [.includeOnly]),
    (.exclude(match), [.exclude]),
    (.defaultExclude(match), [.ignoreDefaultExcludes, .detectValues, .defaultExcludes, .keep]),
    (.credential(ValueForm.after(nil)!, .builtIn), [.ignoreDefaultExcludes, .detectValues, .defaultExcludes, .keep]),
    (.notDropped, [.inherit, .ignoreDefaultExcludes, .detectValues, .defaultExcludes, .includeOnly, .exclude]),
    (.keptBy(match, against: match), [.inherit, .ignoreDefaultExcludes, .detectValues, .defaultExcludes, .includeOnly, .exclude]),
    (.malformed, []), (.duplicate, []), (.unset(.builtIn), []), (.replaced(.builtIn), []), (.assigned(.builtIn), []),
    (.required(match), []), (.reserved, []),
  ]
  @Test(arguments: reasons)
  func depends(reason: Reason, settings: [Setting]) {
    #expect(SettingsTests.all.filter { reason.depends(on: $0) } == settings)
  }
}
