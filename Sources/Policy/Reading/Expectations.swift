import Bytes
import TOML

/// A table `[[expect]]`: which names the policy should keep, and which it should drop.
package struct Expectation: Sendable {
  package internal(set) var kept = List<Stated<ByteString>>()
  package internal(set) var dropped = List<Stated<ByteString>>()
}

extension List where Element == Expectation {
  /// The names that `policy` treats differently than expected, table by table: first those that it should keep but
  /// drops, then those that it should drop but keeps.
  package func failures(of policy: Policy, seed: UInt64) -> List<(name: Stated<ByteString>, isKept: Bool)> {
    var failures = List<(name: Stated<ByteString>, isKept: Bool)>()
    if isEmpty { return failures }
    // One environment for all of them: no name influences the decision on another.
    var entries = List<EnvironmentEntry>()
    for expectation in self {
      for name in expectation.kept { entries.append(EnvironmentEntry(name: name.value, value: "")) }
      for name in expectation.dropped { entries.append(EnvironmentEntry(name: name.value, value: "")) }
    }
    let outcome = policy.apply(to: entries, seed: seed, explaining: false)
    var left = NameTable(seed: seed, expecting: outcome.environment.count)
    for entry in outcome.environment {
      if let name = entry.name { _ = left.insert(name) }
    }
    for expectation in self {
      for name in expectation.kept where left.number(of: name.value) == nil { failures.append((name, false)) }
      for name in expectation.dropped where left.number(of: name.value) != nil { failures.append((name, true)) }
    }
    return failures
  }
}

extension DocumentReader {
  func readExpectations(_ node: TOMLNode, _ result: inout List<Expectation>) throws(Problem) {
    for table in try tables(node) {
      var expectation = Expectation()
      try forEachChild(of: table) { member throws(Problem) in try readExpectation(member, &expectation) }
      result.append(expectation)
    }
  }

  private func readExpectation(_ node: TOMLNode, _ result: inout Expectation) throws(Problem) {
    let key = document.key(of: node)
    if key == "kept" {
      result.kept = try names(node)
    } else if key == "dropped" {
      result.dropped = try names(node)
    } else if key.equalsFoldingCase("keep") {
      // These are like keys of the policy, and too far from the right ones for `Nearest`.
      throw problem(.unknownKey(key, nearest: "kept"), atKey: node)
    } else if key.equalsFoldingCase("drop") {
      throw problem(.unknownKey(key, nearest: "dropped"), atKey: node)
    } else {
      throw unknown(node, among: "kept dropped")
    }
  }

  func names(_ node: TOMLNode) throws(Problem) -> List<Stated<ByteString>> {
    var names = List<Stated<ByteString>>()
    for name in try strings(node) {
      do throws(Problem) {
        try checkName(name.value, at: name.origin.place)
        names.append(name)
      } catch {
        try note(error)
      }
    }
    return names
  }
}
