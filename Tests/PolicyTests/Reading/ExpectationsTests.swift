import Bytes
@testable import Policy
import TestSupport
import Testing

/// Tables `[[expect]]`, and the names for which a policy does the opposite.
@Suite struct ExpectationsTests {
  /// the policy table, the tables of expectations, the failures: names and whether they are kept
  static let table: [(String, String, [String])] = [
    ("", "", []),
    ("", "[[expect]]\nkept = ['EDITOR']\ndropped = ['NPM_TOKEN']", []),
    ("", "[[expect]]\nkept = ['NPM_TOKEN']\ndropped = ['EDITOR', 'GH_TOKEN']", ["NPM_TOKEN dropped", "EDITOR kept"]),
    ("keep = ['NPM_*']", "[[expect]]\ndropped = ['NPM_TOKEN']\n[[expect]]\nkept = ['NPM_TOKEN']", ["NPM_TOKEN kept"]),
    ("exclude = ['B*']", "[[expect]]\nkept = ['A', 'B', 'C']\n[[expect]]\nkept = ['B']", ["B dropped", "B dropped"]),
    ("set = { NPM_TOKEN = 'x' }", "[[expect]]\ndropped = ['NPM_TOKEN']", ["NPM_TOKEN kept"]),
  ]

  @Test(arguments: table)
  func failures(policy: String, expectations: String, expected: [String]) throws {
    let text = "[shell_environment_policy]\n\(policy)\n\(expectations)\n"
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .named, seed: 1))
    var policy = Policy()
    policy.merge(content.layer)
    policy.mergeCommandLine(PolicyLayer())
    let failures = content.expectations.failures(of: policy, seed: 2)
    #expect(failures.map { "\($0.name.value.text) \($0.isKept ? "kept" : "dropped")" } == expected)
    for failure in failures { #expect(ByteString(text).dropFirst(failure.name.origin.place).hasPrefix(ByteString("'\(failure.name.value.text)'"))) }
  }

  static let faults: [(String, ConfigurationError.Kind)] = [
    ("[expect]\nkept = []", .expectedTables(key: "expect", header: "expect")),
    ("[[expect]]\ndroped = []", .unknownKey("droped", nearest: "dropped")),
    ("[[expect]]\nkept = ['A=B']", .equalsInName),
    ("[[expect]]\nkept = ['']", .emptyName),
  ]
  @Test(arguments: faults)
  func fault(text: String, expected: ConfigurationError.Kind) {
    do throws(ConfigurationError) {
      _ = try LayerReader.read(PolicyDocument(ByteString(text), layer: .named, seed: 1))
      Issue.record("it is read")
    } catch {
      #expect(error.kind == expected)
    }
  }
}
