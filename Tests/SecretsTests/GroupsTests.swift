import Bytes
import Globs
import Secrets
import TestSupport
import Testing

@Suite struct GroupsTests {
  @Test func findsAGroupByItsVeryName() {
    #expect(Group(name: "@secrets") == .secrets)
    #expect(Group(name: "@core") == .core)
    #expect(Group(name: "@Secrets") == nil)
    #expect(Group(name: "secrets") == nil)
    #expect(Group(name: "@") == nil)
  }

  @Test func coreIsTheTwelveNames() {
    #expect(
      Group.core.patterns.map(\.source.text) == [
        "PATH", "HOME", "SHELL", "USER", "LOGNAME", "TERM", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE",
      ])
  }

  /// The patterns of the sources are not checked when the program runs.
  @Test func everyPatternIsWellFormed() throws {
    var next = Group.after(nil)
    var groups = 0
    while let group = next {
      for pattern in group.patterns { #expect(try Pattern(pattern.source) == pattern) }
      #expect(Group(name: group.name) == group)
      groups += 1
      next = .after(group)
    }
    #expect(groups == 2)
  }
}
