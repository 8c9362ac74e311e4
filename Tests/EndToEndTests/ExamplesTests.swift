import Foundation
import TestSupport
import Testing

/// The examples in README and the manual pages show what the binary prints.
struct ExamplesTests {
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// README.md and the existing pages of `man`.
  static let pages: [String] = {
    let manual = (try? FileManager.default.contentsOfDirectory(atPath: checkout + "/man")) ?? []
    let named = ["README.md"] + manual.sorted().map { "man/" + $0 }
    return named.filter { access(checkout + "/" + $0, F_OK) == 0 }
  }()

  private func examples(_ files: [String]) throws -> Completion {
    let tool = Self.checkout + "/Tests/Tools/examples.py"
    let words = ["env", "python3", tool, ScriptRunner.binaryUnderTest()] + files
    var command = Command("/usr/bin/env", words.map { Array($0.utf8) })
    command.environment = ["PATH", "HOME"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { Array("\(name)=\($0)".utf8) }
    }
    command.limit = 120
    return try command.run()
  }

  @Test(.enabled(if: !pages.isEmpty, "no pages yet"))
  func theExamplesOfThePages() throws {
    let completion = try examples(Self.pages.map { Self.checkout + "/" + $0 })
    let said = String(decoding: completion.output + completion.error, as: UTF8.self)
    #expect(completion.status == .exited(0), "\(said)")
  }

  /// name, text of a page, whether its examples hold
  static let texts: [(String, String, Bool)] = [
    ("a.md", "```console\n$ echo a\na\n```\n", true),
    ("a.md", "```console\n$ echo a\nb\n```\n", false),
    ("a.md", "```console\n$ echo a\n```\n", false),
    ("a.md", "```console\n$ printf 'a\\nb\\nc 12 d\\n'\n...\nc ... d\n```\n", true),
    ("a.md", "```console\n$ X=1\n$ echo $X >&2\n1\n```\n", true),
    ("a.md", "```\n$ echo a\nb\n```\n", false),
    ("a.1", ".Bd -literal -offset indent\n$ echo \\-a\n-a\n.Ed\n", true),
    ("a.1", ".Bd -literal\n$ echo a\nb\n.Ed\n", false),
    ("a.1", ".Bd -literal\nNAME=VALUE\n.Ed\n", false),
  ]

  /// A page without a single example must not pass either.
  @Test(arguments: texts)
  func theToolSeesWhatDiffers(name: String, text: String, holds: Bool) throws {
    let directory = try TemporaryDirectory()
    try Data(text.utf8).write(to: URL(fileURLWithPath: directory(name)))
    #expect(try examples([directory(name)]).status == .exited(holds ? 0 : 1))
  }
}
