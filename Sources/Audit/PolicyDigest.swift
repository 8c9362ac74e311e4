import Bytes
import Policy

extension SHA256 {
  /// The digest that identifies the policy in the trail: two runs with the same digest decided by the same rules.
  /// Values of assignments are left out, since a short value could be guessed from a digest.
  package static func digest(of policy: Policy) -> SHA256 {
    var text = ByteBuffer()
    text.write(rulesOf: policy)
    return text.withBytes { digest(of: $0) }
  }
}

extension ByteBuffer {
  /// Writes the policy without values and places: one line a setting, each list item preceded by its length.
  fileprivate mutating func write(rulesOf policy: Policy) {
    line(policy.dialect.name)
    policy.values.forEach { setting, value in line(setting.word(value.value)) }
    line(policy.isLimitedToCore ? "1" : "0")
    if let rules = policy.inherited { list(rules) }
    policy.lists.forEach { _, rules in list(rules) }
    list(policy.alwaysExclude)
    for name in policy.unset { line(name.value) }
    line("")
    for assignment in policy.assignments { line(assignment.shownName) }
    line("")
    for assignment in policy.alwaysSet { line(assignment.shownName) }
  }

  private mutating func list(_ rules: List<Stated<Rule>>) {
    for rule in rules { line(rule.value.written) }
    line("")
  }

  private mutating func line(_ text: ByteString) {
    write(decimal: text.count)
    write(" ")
    write(text)
    write("\n")
  }
}
