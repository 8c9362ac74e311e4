import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The notices of a run.
struct NoticesTests {
  private static let file = PolicySource(layer: .user, path: "/home/u/c.toml", status: .read, text: "a\nb\nc\n")
  private static let places = Places([file], home: "/home/u")
  private static let stated = Origin(layer: .user, file: 0, place: 2)

  static let effects: [(RequirementEffect, String)] = [
    (
      RequirementEffect(.value(.inherit, from: Stated(0, stated), to: 1), by: .builtIn),
      #"inherit (~/c.toml:2): "all" is not allowed, and becomes "core"  built in"#
    ),
    (
      RequirementEffect(.value(.closeFds, from: Stated(0, .commandLine), to: 1), by: .builtIn),
      "close_fds (command line): false is not allowed, and becomes true  built in"
    ),
    (
      RequirementEffect(.value(.codex, from: Stated(1, stated), to: 0), by: .builtIn),
      #"dialect (~/c.toml:2): "codex" is not allowed, and becomes "envscrub"  built in"#
    ),
    (
      RequirementEffect(.inherited(stated), by: .builtIn),
      #"inherit (~/c.toml:2): a list counts as "all", which is not allowed, and picks from the core names  built in"#
    ),
    (
      RequirementEffect(.profile(from: Stated("dev", .commandLine), to: ""), by: .builtIn),
      #"profile (command line): "dev" is not allowed, and becomes none  built in"#
    ),
    (
      RequirementEffect(.profile(from: Stated("", .builtIn), to: "ci"), by: .builtIn),
      #"profile (built in): none is not allowed, and becomes "ci"  built in"#
    ),
    (
      RequirementEffect(.assignment(name: "LD_PRELOAD", origin: .commandLine), by: .builtIn),
      "set (command line): LD_PRELOAD may not be set; the assignment is ignored  built in"
    ),
  ]
  @Test(arguments: effects)
  func effect(effect: RequirementEffect, expected: String) {
    #expect(written { $0.write(effect, in: Self.places) } == expected)
    #expect(written { $0.write(notice: effect, in: Self.places, program: "env") } == "env: notice: \(expected)\n")
  }

  @Test func untrustedFile() {
    let text = written { $0.write(noticeOfUntrusted: "/a b/.envscrub.toml", program: "env") }
    #expect(text.hasPrefix("env: notice: /a b/.envscrub.toml: skipped"))
    #expect(text.hasSuffix("envscrub --trust '/a b/.envscrub.toml'\n"))
  }
}
