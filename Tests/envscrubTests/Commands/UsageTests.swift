import Bytes
import Foundation
import TestSupport
import Testing
@testable import envscrub

struct UsageTests {
  let help = written { Usage.writeHelp(program: "envscrub", to: &$0) }

  @Test func fitsATerminal() {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < 80)
    for line in lines { #expect(line.count <= 79, "\(line)") }
    #expect(help.hasSuffix("\n"))
    #expect(help.hasPrefix("Usage: envscrub [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]\n"))
  }

  @Test func everyOptionIsInIt() {
    for option in Option.all {
      let row = option.row
      let long = "--" + String(decoding: UnsafeBufferPointer(start: row.long.start, count: row.long.count), as: UTF8.self)
      let line = help.split(separator: "\n").first { $0.contains(long + " ") || $0.contains(long + "=") || $0.contains(long + "[") }
      #expect(line != nil, "\(long)")
      if let short = row.short { #expect(line?.contains("-\(Character(Unicode.Scalar(short))), ") == true) }
      #expect((row.argument == .none) == row.metavariable.isEmpty)
    }
  }

  /// The most frequent questions, and where to read on.
  @Test(arguments: [
    "--keep=NPM_TOKEN", "--why=NPM_TOKEN", ".envscrub.toml", "envscrub -i ", "\n  125  ", "envscrub(1)", "--verify-audit found",
    "--leak-check or",
  ])
  func answers(question: String) { #expect(help.contains(question)) }

  @Test func version() {
    let text = written { Usage.writeVersion(to: &$0) }
    #expect(text.contains(/^envscrub \d+\.\d+\.\d+\n/))
    #expect(text.contains("MIT"))
    // The specifications followed, each with a date.
    let follows = text.split(separator: "\n").dropFirst(2)
    #expect(follows.count == 3)
    for (line, name) in zip(follows, ["Codex", "TOML 1.1", "GNU coreutils 9."]) {
      #expect(line.contains(name) && line.contains(/, 20\d\d-[01]\d-[0-3]\d$/), "\(line)")
    }
  }

  /// The newest version in the list of changes is this one.
  @Test func changesTellOfTheVersion() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../../CHANGELOG.md").standardized
    let headings = try String(contentsOf: file, encoding: .utf8).matches(of: /\n## (\d+\.\d+\.\d+)/)
    let text = written { Usage.writeVersion(to: &$0) }
    #expect(text.hasPrefix("envscrub \(headings.first?.1 ?? "?")\n"))
  }
}
