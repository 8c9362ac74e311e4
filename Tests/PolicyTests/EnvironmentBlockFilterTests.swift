import Bytes
@testable import Policy
import TestSupport
import Testing

struct EnvironmentBlockFilterTests {
  /// A block of `/proc/PID/environ`, and what the built-in policy drops from it; nil for no entry.
  static let table: [(ByteString, List<Subject>?)] = [
    ("", nil),
    ("\0", nil),
    ("\0\0\0", nil),
    ("A=1\0", []),
    ("API_KEY=fake\0A=1\0", [.name("API_KEY")]),
    // The last string may lack its NUL.
    ("A=1\0GH_TOKEN=fake", [.name("GH_TOKEN")]),
    ("A=1\0B", [.entry(2)]),
    ("=fake\0A=1\0\0x\0", [.entry(1), .entry(4)]),
    // A process title may overwrite the beginning.
    ("\0\0\0GH_TOKEN=fake\0", [.name("GH_TOKEN")]),
    // Each entry is judged by itself, even the second one of a name: here by its value.
    ("A=1\0A=2\0A=https://user:fakefake@host.example/\0", [.name("A")]),
  ]
  @Test(arguments: table)
  func dropped(block: ByteString, expected: List<Subject>?) {
    #expect(EnvironmentBlockFilter(Policy()).dropped(of: block) == expected)
  }

  private let block: ByteString = "PATH=/bin\0GH_TOKEN=fake\0EDITOR=vi\0"

  /// settings; what is dropped
  static let settings: [(Settings, List<Subject>)] = [
    (Settings(keep: ["GH_*"]), []),
    (Settings(ignoreDefaultExcludes: true, exclude: ["EDITOR"]), [.name("EDITOR")]),
    (Settings(keep: ["*"], unset: ["PATH"]), [.name("PATH")]),
    (Settings(inherit: .core), [.name("GH_TOKEN"), .name("EDITOR")]),
    (Settings(inherit: Inherit.none), [.name("PATH"), .name("GH_TOKEN"), .name("EDITOR")]),
    (Settings(includeOnly: ["E*"]), [.name("PATH"), .name("GH_TOKEN")]),
    // `set` gives the command another value, but this process's value was not one to drop.
    (Settings(keep: ["*"], set: ["EDITOR=ed"]), []),
    (Settings(set: ["GH_TOKEN=fake"]), [.name("GH_TOKEN")]),
  ]
  @Test(arguments: settings)
  func everyStepOfThePolicyCounts(settings: Settings, expected: List<Subject>) throws {
    #expect(EnvironmentBlockFilter(try settings.policy()).dropped(of: block) == expected)
  }

  /// `=x=y` has the name `=x` there.
  @Test func codex() {
    #expect(EnvironmentBlockFilter(Policy(.codex)).dropped(of: "=C:=x\0A\0GH_TOKEN=fake\0") == [.entry(2)])
  }
}
