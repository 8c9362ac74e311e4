import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

@Suite struct CandidatesTests {
  @Test func areWhereTheManualSays() {
    #expect(Candidates.join(Candidates.systemDirectory, Candidates.policyName) == "/etc/envscrub/config.toml")
    #expect(Candidates.userDirectory(home: "/home/ann", false) == "/home/ann/.config/envscrub")
    #expect(Candidates.userDirectory(home: "/home/ann", true) == "/home/ann/.codex")
    #expect(Candidates.userDirectory(home: "/", false) == "/.config/envscrub")
    #expect(Candidates.join("/", "x") == "/x")
  }

  /// directory, its parent
  static let parents: [(ByteString, ByteString?)] = [("/a/b", "/a"), ("/a", "/"), ("/", nil), ("", nil)]

  @Test(arguments: parents)
  func searchUpwards(directory: ByteString, parent: ByteString?) {
    #expect(Candidates.parent(of: directory) == parent)
  }

  /// name, whether it is one of requirements, whether it seems to be meant so
  static let names: [(ByteString, Bool, Bool)] = [
    ("a.toml", true, false), (".toml", false, true), (".a.toml", false, true), ("a.toml~", false, false),
    ("a.TOML", false, true), ("a.Toml.Txt", false, true), ("a.conf", false, true), ("toml", false, false), ("conf", false, false),
    ("a.toml.dpkg-new", false, false), ("README", false, false), ("", false, false),
  ]

  @Test(arguments: names)
  func recognizeRequirements(name: ByteString, isOne: Bool, isMisnamed: Bool) {
    #expect(Candidates.isRequirements(name) == isOne)
    #expect(Candidates.isMisnamedRequirements(name) == isMisnamed)
  }
}
