import Bytes
@testable import Policy
import TestSupport
import Testing

/// Which places of a file may be shown.
@Suite struct RegionTests {
  /// the keys that lead to a place, its region
  static let table: [([ByteString], Region)] = [
    ([], .document),
    (["shell_environment_policy"], .policy),
    (["shell_environment_policy", "inherit"], .shown),
    (["shell_environment_policy", "exclude"], .shown),
    (["shell_environment_policy", "unset"], .shown),
    (["shell_environment_policy", "detect_values"], .hidden),
    (["shell_environment_policy", "set"], .hidden),
    (["shell_environment_policy", "set", "A"], .hidden),
    (["shell_environment_policy", "filters"], .filters),
    (["shell_environment_policy", "filters", "A*"], .filter),
    (["shell_environment_policy", "filters", "A*", "x"], .hidden),
    (["shell_environment_policy", "excude"], .hidden),
    (["shell_environment_policy", "exclude                 0"], .hidden),
    (["exclude"], .hidden),
    (["seal"], .hidden),
    (["export_dropped"], .shown),
    (["profile"], .shown),
    (["dialect"], .shown),
    (["dialect", "x"], .hidden),
    (["profiles"], .profiles),
    (["profiles", "p"], .policy),
    (["profiles", "p", "keep"], .shown),
    (["profiles", "p", "set"], .hidden),
    (["profiles", "p", "audit", "file"], .shown),
    (["commands", "npm", "keep"], .shown),
    (["commands", "npm", "set"], .hidden),
    (["expect", "kept"], .shown),
    (["expect", "dropped"], .shown),
    (["expect", "keep"], .hidden),
    (["login", "shell"], .shown),
    (["login", "profile"], .shown),
    (["login", "x"], .hidden),
    (["audit", "file"], .shown),
    (["audit", "format"], .shown),
    (["audit", "command"], .hidden),
    (["audit", "endpoint"], .hidden),
    (["requirements", "inherit", "allowed"], .shown),
    (["requirements", "inherit", "x"], .hidden),
    (["requirements", "profile", "allowed"], .shown),
    (["requirements", "keep"], .hidden),
    (["requirements", "exclude", "always"], .shown),
    (["requirements", "exclude", "x"], .hidden),
    (["requirements", "set", "forbidden"], .shown),
    (["requirements", "set", "always"], .hidden),
    (["requirements", "rules", "glob"], .shown),
    (["requirements", "rules", "decision"], .shown),
    (["requirements", "rules", "x"], .hidden),
    (["requirements", "audit", "file"], .shown),
    (["password"], .hidden),
    (["password", "exclude"], .hidden),
  ]

  @Test(arguments: table)
  func member(path: [ByteString], region: Region) {
    #expect(path.reduce(Region.document) { $0.member($1) } == region)
  }
}
