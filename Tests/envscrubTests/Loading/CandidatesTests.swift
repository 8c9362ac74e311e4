import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

@Suite struct CandidatesTests {
  @Test func standWhereTheManualSays() {
    #expect(Candidates.join(Candidates.systemDirectory, Candidates.policyName) == "/etc/envscrub/config.toml")
    #expect(Candidates.userDirectory(home: "/home/ann", false) == "/home/ann/.config/envscrub")
    #expect(Candidates.userDirectory(home: "/home/ann", true) == "/home/ann/.codex")
    #expect(Candidates.userDirectory(home: "/", false) == "/.config/envscrub")
    #expect(Candidates.join("/", "x") == "/x")
  }

  /// directory, its parent
  static let parents: [(ByteString, ByteString?)] = [("/a/b", "/a"), ("/a", "/"), ("/", nil), ("", nil)]

  @Test(arguments: parents)
  func goUpwards(directory: ByteString, parent: ByteString?) {
    #expect(Candidates.parent(of: directory) == parent)
  }

  /// name, whether it is a requirements file
  static let names: [(ByteString, Bool)] = [
    ("a.toml", true), (".toml", false), ("a.toml~", false), ("a.TOML", false), ("toml", false), ("a.toml.dpkg-new", false),
  ]

  @Test(arguments: names)
  func knowRequirements(name: ByteString, isOne: Bool) {
    #expect(Candidates.isRequirements(name) == isOne)
  }
}
