import Bytes

/// What a policy would drop of environments that it was never applied to: those that other processes were started with.
package struct EnvironmentBlockFilter {
  private let rules: Decider
  private let isCodex: Bool
}

package extension EnvironmentBlockFilter {
  init(_ policy: Policy) {
    // There are many more to come than are worth counting first.
    rules = Decider(policy, names: 1024, explaining: false)
    isCodex = policy.dialect == .codex
  }

  /// The entries that the policy would drop; nil if there is no entry at all.  That a name comes twice is nothing to
  /// hide: each entry is judged by itself.
  ///
  /// - Parameter block: strings ended by NUL, as `/proc/PID/environ` has them, and there for the life of the process.
  func dropped(of block: ByteString) -> List<Subject>? {
    var dropped = List<Subject>()
    var isEmpty = true
    var rest = block.last == 0 ? block : Self.ended(block)
    var number = 0
    while let end = rest.firstIndex(of: 0) {
      number += 1
      // A process that writes a title over its environment leaves empty strings behind: they tell nothing.
      if end > 0 {
        isEmpty = false
        if let subject = self.dropped(rest.start, number) { dropped.append(subject) }
      }
      rest = rest.dropFirst(end + 1)
    }
    return isEmpty ? nil : dropped
  }

  private func dropped(_ string: UnsafePointer<UInt8>, _ number: Int) -> Subject? {
    let string = UnsafeRawPointer(string).assumingMemoryBound(to: CChar.self)
    let entry = EnvironmentEntry(string, searchingFrom: isCodex ? 1 : 0)
    guard let name = entry.name else { return .entry(number) }
    return rules.rule(name, of: entry).keeps ? nil : .name(name)
  }

  /// With a NUL behind it.
  private static func ended(_ block: ByteString) -> ByteString {
    var copy = ByteBuffer()
    copy.write(block)
    copy.write(0)
    return copy.finish()
  }
}
