import Bytes
import Globs

/// A requirement on commands: which ones don't run, or only after a person at the terminal said yes.
package struct CommandRule: Equatable, Sendable {
  // The stricter one first.
  package enum Decision: UInt8, Sendable {
    case forbidden, prompt

    package static var names: ByteString { "forbidden prompt" }

    package init?(name: ByteString) {
      guard let number = WordIterator.number(of: name, in: Self.names) else { return nil }
      self.init(rawValue: number)
    }

    package var name: ByteString { WordIterator.word(rawValue, of: Self.names) }
  }

  package let glob: Pattern
  package let decision: Decision
  package let origin: Origin

  package init(glob: Pattern, decision: Decision, origin: Origin) {
    self.glob = glob
    self.decision = decision
    self.origin = origin
  }
}

extension Requirements {
  /// The strictest rule that matches a command: its words with blanks between them, as given or with the
  /// program's last component in place of its path.
  ///
  /// - Parameter command: COMMAND and its arguments; not empty.
  package func rule(for command: List<ByteString>) -> CommandRule? {
    if rules.isEmpty { return nil }
    var ordered = List<CommandRule>()
    var globs = List<Pattern>()
    for decision in UInt8(0)..<2 {
      for rule in rules where rule.decision.rawValue == decision {
        ordered.append(rule)
        globs.append(rule.glob)
      }
    }
    var text = ByteBuffer()
    for index in command.indices {
      if index > 0 { text.write(UInt8(ascii: " ")) }
      text.write(command[index])
    }
    let joined = text.finish()
    let nameStart = command[0].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let matcher = PatternMatcher(PatternSet(globs), names: 2)
    var found = matcher.firstMatch(joined)
    if nameStart > 0, let other = matcher.firstMatch(joined.dropFirst(nameStart)) { found = min(found ?? other, other) }
    return found.map { ordered[$0] }
  }
}
