import Bytes
import Foundation
import TestSupport
import Testing
@testable import envscrub

/// The files as texts; `Tests/Tools/completions.py` tests them in the shells.
struct CompletionsTests {
  static let options = Array(Option.all)

  static func lines(_ shell: Completions.Shell) -> [Substring] {
    written { Completions.write(for: shell, to: &$0) }.split(separator: "\n")
  }

  @Test(arguments: options)
  func everyOptionIsInEachOfThem(option: Option) {
    let long = "--" + option.row.long.text
    let short = option.row.short.map { String(UnicodeScalar($0)) }
    #expect(Self.lines(.bash).filter { $0.hasPrefix("    ") && $0.contains("\(long))") }.count == 1)
    let zsh = Self.lines(.zsh).filter { line in
      [")", "*"].contains { start in ["[", "=", "-[", "-+[", "+["].contains { line.contains("\(start)\(long)\($0)") } }
    }
    #expect(zsh.count == 1)
    let fish = Self.lines(.fish).filter { $0.hasPrefix("complete ") && $0.contains(" -l \(option.row.long.text) ") }
    #expect(fish.count == 1)
    #expect(fish.first?.contains(" -s ") == (short != nil))
    #expect(fish.first?.contains(" -s \(short ?? "") ") == (short != nil))
  }

  /// An argument is completed exactly where the parser takes one.
  @Test(arguments: options)
  func candidatesGoWithTheArgument(option: Option) {
    #expect((option.row.argument == .none) == (option.candidates == .none))
    if option.row.argument == .boolean {
      #expect(option.candidates == .words(option == .seal ? "yes no true false if-possible" : "yes no true false"))
    }
    if option.operands != .command { #expect(option.row.argument == .none) }
  }

  /// The installed files are what the tables generate.  `make completions` rewrites them.
  @Test(arguments: [(Completions.Shell.bash, "bash"), (.zsh, "zsh"), (.fish, "fish")])
  func filesAreUpToDate(shell: Completions.Shell, name: String) throws {
    let text = written { Completions.write(for: shell, to: &$0) }
    let file = URL(filePath: #filePath).appending(path: "../../../../Sources/completions/envscrub.\(name)").standardized
    if ProcessInfo.processInfo.environment["UPDATE_COMPLETIONS"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "make completions")
  }

  static let names: [(ByteString, Bool)] = [
    ("bash", true), ("zsh", true), ("fish", true), ("", false), ("sh", false), ("bash ", false), ("ZSH", false),
  ]
  @Test(arguments: names)
  func shell(name: ByteString, known: Bool) {
    #expect((Completions.Shell(name: name) != nil) == known)
  }
}
