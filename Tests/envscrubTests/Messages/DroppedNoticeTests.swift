import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct DroppedNoticeTests {
  static let url = "db://user:" + "s3cretpw@host"

  /// the parent's entries, columns of the terminal, the line
  static let table: [([String], Int, String)] = [
    (["A=1", "NPM_TOKEN=x"], 80, "envscrub: dropped NPM_TOKEN (--explain: why; --keep=NAME: keep)"),
    (["A_KEY=x", "B_KEY=x"], 80, "envscrub: dropped A_KEY and B_KEY (--explain: why; --keep=NAME: keep)"),
    (["A_KEY=x", "B_KEY=x", "C_KEY=x"], 80, "envscrub: dropped A_KEY, B_KEY and C_KEY (--explain: why; --keep=NAME: keep)"),
    (
      ["NPM_TOKEN=x", "GH_TOKEN=x", "A_LONG_ONE_KEY=x", "B_KEY=x", "C_LONGER_ONE_KEY=x"], 84,
      "envscrub: dropped NPM_TOKEN, GH_TOKEN and 3 more (--explain: why; --keep=NAME: keep)"
    ),
    // Names that nobody expects come first.
    (["A_KEY=x", "DB=\(url)"], 80, "envscrub: dropped DB (value) and A_KEY (--explain: why; --keep=NAME: keep)"),
    // For these the hint is shortened.
    (["NPM_TOKEN=x", "PIP_INDEX_URL=\(url)"], 80, "envscrub: dropped PIP_INDEX_URL (value) and NPM_TOKEN (--explain: why)"),
    (
      ["A_KEY=x", "PIP_INDEX_URL=\(url)", "PIP_EXTRA_INDEX_URL=\(url)"], 80,
      "envscrub: dropped PIP_INDEX_URL (value), PIP_EXTRA_INDEX_URL (value) and A_KEY"
    ),
    (
      ["A_KEY=x", "PIP_INDEX_URL=\(url)", "PIP_EXTRA_INDEX_URLS=\(url)"], 78,
      "envscrub: dropped PIP_INDEX_URL (value) and 2 more (--explain: why)"
    ),
    // No later name stands in the place of an earlier one.
    (
      ["\(String(repeating: "X", count: 70))_KEY=x", "B_KEY=x"], 80,
      "envscrub: dropped 2 variables (--explain: why; --keep=NAME: keep)"
    ),
    (["\(String(repeating: "X", count: 47))_KEY=x", "B_KEY=x"], 80, "envscrub: dropped \(String(repeating: "X", count: 47))_KEY and B_KEY"),
    (["NPM_TOKEN=x", "GH_TOKEN=x"], 65, "envscrub: dropped NPM_TOKEN and GH_TOKEN (--explain: why)"),
    (["NPM_AUTH_TOKEN=x"], 64, "envscrub: dropped NPM_AUTH_TOKEN (--explain: why)"),
    (["NPM_TOKEN=x"], 40, "envscrub: dropped NPM_TOKEN"),
    (["NPM_TOKEN=x"], 12, "envscrub: dr"),
    (["A\u{1B}[31m_KEY=x"], 80, "envscrub: dropped A\\x1b[31m_KEY (--explain: why; --keep=NAME: keep)"),
    // A duplicate is one name; a name that is assigned again is not missing.
    (["A_KEY=x", "A_KEY=y"], 80, "envscrub: dropped A_KEY (--explain: why; --keep=NAME: keep)"),
  ]
  @Test(arguments: table)
  func line(parent: [String], columns: Int, expected: String) {
    let entries = List(parent.map { text in
      EnvironmentEntry(UnsafeRawPointer(ByteString(text).start).assumingMemoryBound(to: CChar.self))
    })
    let dropped = Policy().droppedByDefault(of: entries, seed: 3)
    let text = written { $0.write(noticeOfDropped: dropped, columns: columns, program: "envscrub") }
    #expect(text == expected + "\n")
    #expect(expected.count <= columns)
  }

  /// If the program's path leaves no room, its last component is shown.
  @Test func longPath() {
    let dropped = Policy().droppedByDefault(of: [EnvironmentEntry(name: "NPM_TOKEN", value: "x")], seed: 3)
    let path = ByteString("/" + String(repeating: "long/", count: 12) + "envscrub")
    let text = written { $0.write(noticeOfDropped: dropped, columns: 80, program: path) }
    #expect(text == "envscrub: dropped NPM_TOKEN (--explain: why; --keep=NAME: keep)\n")
    #expect(written { $0.write(noticeOfDropped: dropped, columns: 80, program: "/bin/e") }.hasPrefix("/bin/e: dropped NPM_TOKEN ("))
  }

  /// In Codex's dialect nothing keeps what the default excludes drop.
  @Test func nothingKeepsIt() {
    var policy = Policy(.codex)
    policy.values[.ignoreDefaultExcludes] = Stated(0, .builtIn)
    let entries: List = [EnvironmentEntry(name: "A_KEY", value: "x")]
    let dropped = policy.droppedByDefault(of: entries, seed: 3)
    #expect(written { $0.write(noticeOfDropped: dropped, columns: 80, program: "e") } == "e: dropped A_KEY (--explain: why)\n")
  }
}
