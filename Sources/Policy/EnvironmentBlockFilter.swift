import Bytes

/// What a policy would drop from the environments of other processes, which started without it.
package struct EnvironmentBlockFilter {
  private let rules: Decider
  private let isCodex: Bool
}

package extension EnvironmentBlockFilter {
  init(_ policy: Policy) {
    // Many names will come; counting them first isn't worth it.
    rules = Decider(policy, names: 1024, explaining: false)
    isCodex = policy.dialect == .codex
  }

  /// The entries that the policy would drop; nil if the block has no entry.  Each entry is judged by itself, even if
  /// its name comes twice.
  ///
  /// - Parameter block: strings ended by NUL, as in `/proc/PID/environ`; they must live as long as the process.
  func dropped(of block: ByteString) -> List<Subject>? {
    var dropped = List<Subject>()
    var isEmpty = true
    var rest = block.last == 0 ? block : Self.ended(block)
    var number = 0
    while let end = rest.firstIndex(of: 0) {
      number += 1
      // A process that writes its title over its environment leaves empty strings there.
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

  /// A copy ended by NUL.
  private static func ended(_ block: ByteString) -> ByteString {
    var copy = ByteBuffer()
    copy.write(block)
    copy.write(0)
    return copy.finish()
  }
}
