import Bytes
import TestSupport
import Testing
@testable import envscrub

/// Random command lines, the same in each run: whatever `-S` expands, and whatever the result is taken for, no line of
/// `-v` and no error shows a byte of it.
struct ExpandedValuesTests {
  private static let pieces: [String] = [
    "-", "-i", "-v", "-u", "-C", "-a", "-S", "-0", "-x", "--", "--unset=", "--set=", "--s", "--keep ", "--in", "--json=",
    "--block-signal=", "--argv0", "HUP,", "a", "b", "=", " ", "  ", "\t", "\"", "'", "\\", "\\_", "\\c", "\\n", "\\\\",
    "\\'", "\\\"", "\\$", "#", "$", "${", "}", "${A}", "${B}", "${C}", "${D}", "${E}", "${F}", "${EMPTY}", "${NOPE}",
    "\u{80}", "é",
  ]

  private static func parent(_ name: ByteString) -> ByteString? {
    if name == "A" { return "ZQ" }
    if name == "B" { return "--ZQ=ZQ" }
    if name == "C" { return "-uZQ ZQ" }
    if name == "D" { return "ZQ ${A}${ZQ}\"ZQ" }
    if name == "E" { return "\\ZQ'" }
    if name == "F" { return "=ZQ" }
    if name == "EMPTY" { return "" }
    return nil
  }

  @Test(arguments: 1...8)
  func nothingExpandedIsShown(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<4_000 {
      var arguments = ["env", "-v"]
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        var word = Bool.random(using: &random) ? "-S" : ""
        for _ in 0..<Int.random(in: 0..<9, using: &random) { word += Self.pieces.randomElement(using: &random)! }
        arguments.append(word)
      }
      let text = Self.shown(arguments)
      #expect(!text.contains("Z") && !text.contains("Q"), "\(arguments) \(text)")
    }
  }

  /// Everything shown about a command line.
  private static func shown(_ arguments: [String]) -> String {
    let words = List(arguments.map { ByteString($0) })
    return written { buffer in
      do throws(UsageError) {
        let invocation = try Invocation(parsing: words, parent: parent)
        for line in invocation.trace { buffer.write(line) }
        let all = Array(invocation.command) + Array(invocation.assignments) + Array(invocation.unset)
        for argument in all { buffer.write(argument.written) }
        for argument in [invocation.chdir, invocation.argv0, invocation.config] {
          if let argument { buffer.write(argument.written) }
        }
      } catch {
        buffer.write(error, program: "env")
      }
    }
  }
}
