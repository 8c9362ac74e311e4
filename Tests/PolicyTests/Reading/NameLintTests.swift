import Bytes
@testable import Policy
import TestSupport
import Testing

struct NameLintTests {
  /// The content of a policy table, and the warnings about it as `word column-of-the-item`; PATH may not be assigned.
  static let table: [(String, [String])] = [
    ("unset = ['AWS_*', 'A', '@core', 'a@b', 'A[1]', 'A?']", ["pattern 10", "pattern 24", "pattern 40", "pattern 48"]),
    ("set = { PATH = 'x', A = 'y' }", ["forbidden 9"]),
    ("set = { A = '$HOME/bin', B = 'x:${PATH}', C = '$_' }", ["expansion 9", "expansion 26", "expansion 43"]),
    ("set = { A = '$5, $$ and $', B = '$(date)', C = '${}' }", []),
    ("set = { A = '\(String(repeating: "x", count: 131_069))' }", []),
    ("set = { A = '\(String(repeating: "x", count: 131_070))' }", ["too long 9"]),
    ("set = { A = 'ghp_', B = 'https://me:fake@host.example/' }", ["credential 21"]),
  ]

  @Test(arguments: table)
  func warns(table: String, expected: [String]) throws {
    #expect(try warnings(table) == expected)
  }

  private static func warning(_ check: (inout Lint) -> Void) -> Warning? {
    var lint = Lint()
    check(&lint)
    return lint.notes.first?.warning
  }

  /// the value of `export_dropped`
  static let exports: [(ByteString, Warning?)] = [
    ("DROPPED", nil), ("_d1", nil), ("", nil), ("PATH", .exportsCoreName), ("home", .exportsCoreName),
    ("1D", .exportsNoIdentifier), ("A-B", .exportsNoIdentifier), ("\u{E9}", .exportsNoIdentifier),
  ]
  @Test(arguments: exports)
  func export(name: ByteString, expected: Warning?) {
    var layer = PolicyLayer()
    layer.exportDropped = Stated(name, .builtIn)
    #expect(Self.warning { $0.check(assignmentsOf: layer, Requirements()) } == expected)
  }

  /// the name of a table `[commands.NAME]`, whether a command can be called so
  static let commands: [(ByteString, Bool)] = [
    ("npm", true), ("/opt/my tools/npm", true), ("a[1]", true), ("npm ci", false), ("np*", false), ("/bin/n?m", false),
  ]
  @Test(arguments: commands)
  func command(name: ByteString, isOne: Bool) {
    #expect(Self.warning { $0.check(commandName: Stated(name, .builtIn)) } == (isOne ? nil : .namesNoCommand))
  }
}
