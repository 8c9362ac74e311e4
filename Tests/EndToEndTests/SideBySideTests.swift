import Foundation
import TestSupport
import Testing

/// Runs the installed env(1) and the binary under test with the same command lines and environment, and compares
/// output, messages and status.  The table holds only what is the same in coreutils 9.1 and 9.10, so that any installed
/// version will do.  `Fixtures` has what differs between the two, with the texts of 9.10, and what differs in envscrub
/// on purpose.
@Suite(.enabled(if: installedEnv != nil, "no GNU env is installed"))
struct SideBySideTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var arguments: [[UInt8]]
    var testDescription: String { "env " + arguments.map { "'\(readable($0))'" }.joined(separator: " ") }
  }

  /// Only variables that the default policy keeps.
  static let environment = [
    "PATH=/usr/bin:/bin", "HOME=/home/x", "LC_ALL=C", "A=one", "B=two words", "EMPTY=", "a=lower", "D=\u{e9}",
  ].map { Array($0.utf8) }

  private func compare(_ row: Row) throws {
    var command = Command(installedEnv!, [Array("env".utf8)] + row.arguments, environment: Self.environment)
    command.input = Array("input\n".utf8)
    let expected = try command.run()
    command.executable = ScriptRunner.binaryUnderTest()
    let actual = try command.run()
    var wanted = ScriptCase(title: row.testDescription, place: "")
    wanted.status = expected.status
    wanted.output = .exactly(expected.output)
    wanted.error = .exactly(expected.error)
    let differences = wanted.differences(from: actual)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test(arguments: sideBySideRows)
  func commandLine(row: Row) throws { try compare(row) }

  @Test(arguments: generatedStrings(seed: 9, count: 40, variables: true))
  func generatedString(row: Row) throws { try compare(row) }

  /// With -v, and without variables, since env would show their values.
  @Test(arguments: generatedStrings(seed: 10, count: 20, variables: false))
  func generatedStringWithDebug(row: Row) throws {
    var debugging = row
    debugging.arguments.insert(Array("-v".utf8), at: 0)
    try compare(debugging)
  }

  @Test func theTableIsLarge() {
    #expect(sideBySideRows.count >= 200)
  }
}

/// The path of the installed env; nil if it is not GNU's.
private let installedEnv: String? = {
  let command = Command("/usr/bin/env", [Array("env".utf8), Array("--version".utf8)])
  guard let completion = try? command.run(), completion.status == .exited(0) else { return nil }
  return holds(completion.output, Array("GNU coreutils".utf8)) ? "/usr/bin/env" : nil
}()

/// `-S` strings made of pieces that are hard to parse; the same for the same seed.  There are only a few:
/// `Tests/Tools/split-strings.py` compares thousands, with the installed binary.
private func generatedStrings(seed: UInt64, count: Int, variables: Bool) -> [SideBySideTests.Row] {
  var state = seed
  func next(_ bound: Int) -> Int {  // SplitMix64
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
  let plain = [
    "a", "b", " ", "  ", "\t", "\n", "'", "\"", "'", "\"", "''", "\\\\", "\\n", "\\t", "\\_", "\\#", "\\$", "\\\"",
    "\\'", "\\f", "\\v", "\\r", "#", " #", "=", "X=1", "-i", "-", "\u{e9}", "'a b'", "\"c d\"", "\\c", "\\q", "\\",
  ]
  let pieces = variables ? plain + ["${A}", "${B}", "${NONE}", "${EMPTY}", "\"${B}\"", "$", "${", "$A", "${1}"] : plain
  return (0..<count).map { _ in
    let text = (0..<(1 + next(9))).map { _ in pieces[next(pieces.count)] }.joined()
    return SideBySideTests.Row(arguments: [Array("-S".utf8), Array("printf [%s] \(text)".utf8)])
  }
}
