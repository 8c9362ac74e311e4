import Bytes
import TOML

/// A table `[[expect]]`: which names the policy should keep, and which it should drop.
package struct Expectation: Sendable {
  package internal(set) var kept = List<Stated<ByteString>>()
  package internal(set) var dropped = List<Stated<ByteString>>()
}

extension Expectation {
  /// The names for which `policy` does other than it should: those that it should keep and drops, then those
  /// that it should drop and keeps.
  package func failures(of policy: Policy, seed: UInt64) -> List<(name: Stated<ByteString>, isKept: Bool)> {
    var failures = List<(name: Stated<ByteString>, isKept: Bool)>()
    for name in kept where !Self.keeps(policy, name.value, seed) { failures.append((name, false)) }
    for name in dropped where Self.keeps(policy, name.value, seed) { failures.append((name, true)) }
    return failures
  }

  /// Each name by itself: others have no say in it.
  private static func keeps(_ policy: Policy, _ name: ByteString, _ seed: UInt64) -> Bool {
    var entries = List<EnvironmentEntry>()
    entries.append(EnvironmentEntry(name: name, value: ""))
    for entry in policy.apply(to: entries, seed: seed, explaining: false).environment where entry.name == name {
      return true
    }
    return false
  }
}

extension DocumentReader {
  @inline(never)
  func readExpectations(_ node: TOMLNode, _ result: inout List<Expectation>) throws(Problem) {
    for table in try tables(node) {
      var expectation = Expectation()
      for member in document.children(of: table) {
        do throws(Problem) {
          try readExpectation(member, &expectation)
        } catch {
          try note(error)
        }
      }
      result.append(expectation)
    }
  }

  private func readExpectation(_ node: TOMLNode, _ result: inout Expectation) throws(Problem) {
    let key = document.key(of: node)
    if key == "kept" {
      result.kept = try names(node)
    } else if key == "dropped" {
      result.dropped = try names(node)
    } else {
      throw unknown(node, among: "kept dropped")
    }
  }

  private func names(_ node: TOMLNode) throws(Problem) -> List<Stated<ByteString>> {
    let names = try strings(node)
    for name in names { try checkName(name.value, at: name.origin.place) }
    return names
  }
}
