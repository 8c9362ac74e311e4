import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

@Suite struct LintTests {
  /// The content of a policy table, and the warnings about it as `word column-of-the-item`.
  static let table: [(String, [String])] = [
    ("exclude = ['AWS_*', 'GCP_*']", []),
    ("exclude = ['AWS_*', 'aws_secret']", ["covered 21"]),
    ("exclude = ['AWS_SECRET', 'AWS_*']", []),
    ("exclude = ['A', 'A']", ["covered 17"]),
    ("exclude = ['@core', 'PATH']", ["covered 21"]),
    ("exclude = ['PATH', '@core']", []),
    ("exclude = ['A=*']", ["nameless 12"]),
    ("include_only = ['PATH', 'A=B']", ["nameless 25"]),
    ("include_only = ['AWS_X', 'LANG']\nexclude = ['AWS_*']", ["excluded 17"]),
    ("include_only = ['AWS_*', 'LANG']\nexclude = ['AWS_X*']", []),
    ("include_only = ['NPM_TOKEN']", ["dropped 17"]),
    ("include_only = ['NPM_TOKEN']\nkeep = ['NPM_*']", []),
    ("include_only = ['NPM_TOKEN']\nignore_default_excludes = true", []),
    ("include_only = ['*']", []),
    ("inherit = 'core'\ninclude_only = ['L*', 'EDITOR']", ["no core name 23"]),
    ("inherit = 'none'\ninclude_only = ['EDITOR']", []),
    ("inherit = ['@core', 'MY_*']\ninclude_only = ['MY_A', 'EDITOR', 'HOME']", ["not inherited 25"]),
    ("inherit = ['MY_*', 'MY_A']", ["covered 20"]),
    ("keep = ['NPM_TOKEN', 'EDITOR']", ["keeps nothing 22"]),
    ("keep = ['NPM_*']", []),
    ("keep = ['*_proxy', 'DATABASE_URL']", []),
    ("keep = ['HTTP_PROXY']\ndetect_values = false", ["keeps nothing 9"]),
    ("keep = ['NPM_TOKEN']\nignore_default_excludes = true", ["keeps nothing 9"]),
    ("keep = ['NPM_TOKEN']\ndefault_excludes = ['AWS_*']", ["keeps nothing 9"]),
    ("keep = ['NPM_TOKEN']\nexclude = ['NPM_*']", ["excluded 9"]),
    ("keep = ['NPM_TOKEN', 'GH_TOKEN']\nunset = ['NPM_TOKEN', 'gh_token']", ["unset 9"]),
    ("keep = ['NPM_*']\nunset = ['NPM_TOKEN']", []),
    ("include_only = ['A', 'LANG']\nunset = ['A']", ["unset 17"]),
    ("inherit = ['core', 'CI']", ["mode core 12"]),
    ("inherit = ['al', 'NONE', '@core', 'COR*', 'MORE', 'ALLOW']", ["mode all 12", "mode none 18"]),
    ("keep = ['NPM_*, GH_*']", ["foreign 9"]),
    ("exclude = ['AZURE_*|VSS_*', 'B']", ["foreign 12"]),
    ("include_only = ['^SYSTEM_', 'A B']", ["foreign 17", "foreign 29"]),
    ("default_excludes = ['AWS_.*']", ["foreign 21"]),
    ("default_excludes = ['AWS_.*']\nignore_default_excludes = true", ["foreign 21"]),
    ("filters = { '{A,B}_*' = 'exclude' }", ["foreign 13"]),
    ("exclude = ['A\\,B', '[,]']", []),
    ("filters = { 'A*' = 'exclude', 'AB' = 'include', 'AC' = 'exclude' }", ["excluded 31", "covered 49"]),
  ]

  @Test(arguments: table)
  func warns(table: String, expected: [String]) throws {
    #expect(try warnings(table) == expected)
  }

  /// A profile is checked together with the rest of the file, and only its own rules are.
  @Test func profiles() throws {
    #expect(try warnings("exclude = ['A*', 'AB']", profile: "exclude = ['AC', 'B']") == ["covered 12"])
    #expect(try warnings("keep = ['NPM_TOKEN']", profile: "ignore_default_excludes = true") == [])
  }
}
