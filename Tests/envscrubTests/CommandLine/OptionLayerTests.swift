import Bytes
@testable import Globs
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The policy layer that options state.
struct OptionLayerTests {
  private static func layer(_ arguments: [String], _ dialect: Dialect = .envscrub) throws -> PolicyLayer {
    try parse(arguments).layer(dialect)
  }

  private static func summary(_ layer: PolicyLayer) -> [String] {
    var lines: [String] = []
    layer.values.forEach { lines.append("\($0.name.text)=\($0.word($1.value).text)") }
    if let list = layer.inherited { lines.append("inherit \(list.map(\.value.written.text))") }
    layer.lists.forEach { lines.append("\($0.name.text) \($1.map(\.value.written.text))") }
    if !layer.unset.isEmpty { lines.append("unset \(layer.unset.map(\.value.text))") }
    for assignment in layer.assignments { lines.append("set \(ByteString(cString: assignment.entry.string).text)") }
    return lines
  }

  /// arguments, the settings of the layer
  static let table: [([String], [String])] = [
    ([], []),
    (["--inherit=core"], ["inherit=core"]),
    (["--inherit=none", "--inherit=core"], ["inherit=core"]),
    (["--inherit=A*", "--inherit=B"], ["inherit=all", "inherit [\"A*\", \"B\"]"]),
    (["--seal", "--close-fds=false", "--seal=if-possible"], ["seal=if-possible", "close_fds=false"]),
    (["--exclude=A", "--keep=B", "--exclude=C"], ["keep [\"B\"]", "exclude [\"A\", \"C\"]"]),
    (["--include-only=@core"], ["include_only [\"@core\"]"]),
    (["-uA", "--unset=B"], ["unset [\"A\", \"B\"]"]),
    (["--set=A=1", "B=2"], ["set A=1", "set B=2"]),
    // Options come first, whatever is between them.
    (["--set=A=1", "--keep=K", "B=2", "C="], ["keep [\"K\"]", "set A=1", "set B=2", "set C="]),
    // env ignores `-u` if nothing is inherited.
    (["-i", "-uA", "B=2"], ["inherit=none", "set B=2"]),
    (["--inherit=A*", "-i"], ["inherit=none"]),
  ]

  @Test(arguments: table)
  func says(arguments: [String], expected: [String]) throws {
    let layer = try Self.layer(arguments)
    #expect(Self.summary(layer) == expected)
    layer.lists.forEach { for rule in $1 { #expect(rule.origin == .commandLine) } }
  }

  /// arguments, the dialect, the error
  static let faults: [([String], Dialect, PolicyOptionError)] = [
    (["--keep=A"], .codex, .notInCodex(.keep)),
    (["--detect-values"], .codex, .notInCodex(.detectValues)),
    (["--inherit=A*"], .codex, .listInCodex(.inherit)),
    (
      ["--exclude=A[b"], .envscrub,
      .pattern(OptionPatternError(option: .exclude, pattern: "A[b", error: .pattern(PatternError(kind: .openClass, index: 1)), hasPlace: true))
    ),
    (
      ["--keep=@cor"], .envscrub,
      .pattern(OptionPatternError(option: .keep, pattern: "@cor", error: .unknownGroup(nearest: "@core"), hasPlace: true))
    ),
    (
      ["-S", "--exclude=${SECRET}["], .envscrub,
      .pattern(
        OptionPatternError(option: .exclude, pattern: "${SECRET}[", error: .pattern(PatternError(kind: .openClass, index: 6)), hasPlace: false))
    ),
  ]

  @Test(arguments: faults)
  func fault(arguments: [String], dialect: Dialect, expected: PolicyOptionError) throws {
    let request = try parse(arguments)
    do throws(PolicyOptionError) {
      _ = try request.layer(dialect)
      Issue.record("it says something")
    } catch {
      #expect(error == expected)
    }
  }

  /// Codex's dialect doesn't restrict settings outside the table.
  @Test(arguments: ["--seal", "--close-fds", "--no-new-privs", "--inherit=core", "--exclude=A", "--set=A=1"])
  func codexHasIt(argument: String) throws {
    #expect(try !Self.summary(Self.layer([argument], .codex)).isEmpty)
  }

  /// Reports show the name as written, without what `-S` expanded.
  @Test func namesThatWereExpanded() throws {
    let layer = try Self.layer(["-S", "A${SECRET}=1 B=${SECRET} C=2"])
    #expect(layer.assignments.map { $0.writtenName?.text } == ["A${SECRET}", "B", nil])
    #expect(layer.assignments.map { ByteString(cString: $0.entry.string).text } == ["As3cret=1", "B=s3cret", "C=2"])
  }
}
