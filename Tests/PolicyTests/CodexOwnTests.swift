import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

/// The facts that Codex's own unit tests check about this policy and the merging of its layers, rewritten.  They are
/// separate from the other tests to show what Codex itself considers right.  What they check about thread ids and
/// Windows is not part of the policy.
struct CodexOwnTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    /// The table of each layer, the lowest first.
    let layers: [String]
    var parent = ["PATH=/usr/bin"]
    /// What is kept, sorted; nil if the last layer is an error.
    let left: [String]?
    var testDescription: String { title }
  }

  private static let four = ["PATH=/usr/bin", "HOME=/home/user", "API_KEY=secret", "SECRET_TOKEN=t"]
  private static let foo = ["PATH=/usr/bin", "FOO=bar"]
  private static let flips = ["FLIP_A=1", "KEEP_A=1", "ADD_A=1", "REST=1"]
  private static let lists = ["FLIP_TO_INCLUDE=1", "FLIP_TO_EXCLUDE=1", "KEEP_EXCLUDED=1", "KEEP_INCLUDED=1", "ADD_INCLUDED=1"]

  static let table: [Case] = [
    // The environment of a command.
    Case(title: "by default what is sensitive stays", layers: [""], parent: four, left: four),
    Case(
      title: "the default excludes, where they are on", layers: ["ignore_default_excludes = false"], parent: four,
      left: ["PATH=/usr/bin", "HOME=/home/user"]),
    Case(title: "include_only", layers: ["include_only = ['*PATH']"], parent: foo, left: ["PATH=/usr/bin"]),
    Case(title: "set adds", layers: ["set = { NEW_VAR = '42' }"], left: ["PATH=/usr/bin", "NEW_VAR=42"]),
    Case(title: "nothing is put in beside", layers: [""], left: ["PATH=/usr/bin"]),
    Case(title: "inherit all", layers: ["inherit = 'all'\nignore_default_excludes = true"], parent: foo, left: foo),
    Case(
      title: "inherit all, default excludes on", layers: ["inherit = 'all'\nignore_default_excludes = false"],
      parent: ["PATH=/usr/bin", "API_KEY=secret"], left: ["PATH=/usr/bin"]),
    Case(
      title: "inherit none leaves set", layers: ["inherit = 'none'\nset = { ONLY_VAR = 'yes' }"],
      parent: ["PATH=/usr/bin", "HOME=/home"], left: ["ONLY_VAR=yes"]),
    Case(
      title: "core names in any case", layers: ["inherit = 'core'"],
      parent: ["path=/usr/bin", "home=/home/codex", "TmpDir=/tmp/custom", "OPENAI_API_KEY=secret"],
      left: ["path=/usr/bin", "home=/home/codex", "TmpDir=/tmp/custom"]),
    // The forms of the table.
    Case(
      title: "the two lists are still read", layers: ["exclude = ['LEGACY_*', 'SHARED_*']\ninclude_only = ['PATH', 'HOME']"],
      parent: ["PATH=1", "HOME=1", "LEGACY_A=1", "X=1"], left: ["PATH=1", "HOME=1"]),
    Case(
      title: "filters are read", layers: ["filters = { FLIP_TO_EXCLUDE = 'exclude', FLIP_TO_INCLUDE = 'include' }"],
      parent: lists, left: ["FLIP_TO_INCLUDE=1"]),
    Case(
      title: "filters are the lists", layers: ["exclude = ['FLIP_TO_EXCLUDE']\ninclude_only = ['FLIP_TO_INCLUDE']"],
      parent: lists, left: ["FLIP_TO_INCLUDE=1"]),
    Case(title: "lists and filters in one layer", layers: ["exclude = ['LEGACY_*']\nfilters = { 'CANONICAL_*' = 'include' }"], left: nil),
    Case(title: "one list that is empty beside filters", layers: ["include_only = []\nfilters = {}"], left: nil),
    Case(title: "two filters but for their case", layers: ["filters = { 'AWS_*' = 'exclude', 'aws_*' = 'include' }"], left: nil),
    Case(title: "the same beyond ASCII", layers: ["filters = { 'СЕКРЕТ_*' = 'exclude', 'секрет_*' = 'include' }"], left: nil),
    // Layers.
    Case(
      title: "a list replaces the one below", layers: ["exclude = ['LOW_*', 'SHARED_*']", "exclude = ['HIGH_*']"],
      parent: ["LOW_A=1", "SHARED_A=1", "HIGH_A=1"], left: ["LOW_A=1", "SHARED_A=1"]),
    Case(
      title: "filters merge whatever their case",
      layers: ["filters = { 'FLIP_*' = 'exclude', 'KEEP_*' = 'include' }", "filters = { 'ADD_*' = 'exclude', 'flip_*' = 'include' }"],
      parent: flips, left: ["FLIP_A=1", "KEEP_A=1"]),
    Case(
      title: "the same beyond ASCII", layers: ["filters = { 'СЕКРЕТ_*' = 'exclude' }", "filters = { 'секрет_*' = 'include' }"],
      parent: ["СЕКРЕТ_A=1", "X=1"], left: ["СЕКРЕТ_A=1"]),
    Case(
      title: "filters remove the lists below",
      layers: [
        "inherit = 'all'\nexclude = ['FLIP_TO_INCLUDE', 'KEEP_EXCLUDED']\ninclude_only = ['FLIP_TO_EXCLUDE', 'KEEP_INCLUDED']",
        "filters = { ADD_INCLUDED = 'include', FLIP_TO_EXCLUDE = 'exclude', FLIP_TO_INCLUDE = 'include' }",
      ], parent: lists, left: ["FLIP_TO_INCLUDE=1", "ADD_INCLUDED=1"]),
    Case(
      title: "a list removes the filters below",
      layers: [
        "inherit = 'all'\nfilters = { FLIP_TO_EXCLUDE = 'include', LOW_EXCLUDED = 'exclude', KEEP_INCLUDED = 'include' }",
        "exclude = ['FLIP_TO_EXCLUDE', 'HIGH_EXCLUDED']",
      ], parent: ["FLIP_TO_EXCLUDE=1", "LOW_EXCLUDED=1", "X=1"], left: ["LOW_EXCLUDED=1", "X=1"]),
    Case(
      title: "empty filters remove the lists below", layers: ["exclude = ['AWS_*']\ninclude_only = ['PATH']", "filters = {}"],
      parent: ["AWS_A=1", "X=1"], left: ["AWS_A=1", "X=1"]),
    Case(
      title: "an empty list removes the filters below", layers: ["filters = { 'AWS_*' = 'include' }", "exclude = []"],
      parent: ["AWS_A=1", "X=1"], left: ["AWS_A=1", "X=1"]),
    // Names that Codex reserves.
    Case(title: "one of them from the parent", layers: [""], parent: ["NODE_REPL_AUTH_TOKEN=1", "X=1"], left: ["X=1"]),
    Case(title: "one that set puts in", layers: ["set = { OPENAI_FEDERATION_RULE_ID = '1' }"], parent: ["X=1"], left: ["X=1"]),
    Case(
      title: "one that include_only names", layers: ["include_only = ['CODEX_*', 'X']"],
      parent: ["CODEX_EXEC_SERVER_NOISE_AUTH_TOKEN=1", "X=1"], left: ["X=1"]),
    Case(title: "one in another case", layers: [""], parent: ["openai_identity_token_file=1", "X=1"], left: ["X=1"]),
    Case(title: "one of workload identity", layers: [""], parent: ["OPENAI_WORKLOAD_IDENTITY_CONTEXT=1", "X=1"], left: ["X=1"]),
    Case(
      title: "the one of Guardian's decisions", layers: ["set = { Codex_Guardian_Decisions_API_Key = '2' }"],
      parent: ["CODEX_GUARDIAN_DECISIONS_API_KEY=1", "X=1"], left: ["X=1"]),
  ]

  @Test func thereAreAll() { #expect(Self.table.count == 29) }

  @Test(arguments: table)
  func asCodexHasIt(row: Case) throws {
    var policy = Policy(.codex)
    var isError = false
    for table in row.layers {
      let text = ByteString("model = 'x'\n[shell_environment_policy]\n\(table)\n")
      do {
        let document = try PolicyDocument(text, layer: .user, isCodexFile: true, seed: 5)
        policy.merge(try LayerReader.read(document, .codex, as: .codexFile).layer)
      } catch {
        isError = true
      }
    }
    #expect(isError == (row.left == nil))
    guard let left = row.left else { return }
    policy.mergeCommandLine(PolicyLayer())
    let outcome = policy.apply(to: List(row.parent.map(entry)), seed: 1, explaining: false)
    #expect(outcome.texts.sorted() == left.sorted())
  }
}
