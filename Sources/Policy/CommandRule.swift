import Bytes
import Globs

/// A requirement on commands: which ones may not run, or only after a person at the terminal agrees.
package struct CommandRule: Equatable, Sendable {
  // The stricter one first.
  package enum Decision: UInt8, Sendable {
    case forbidden, prompt
  }

  package let glob: Pattern
  package let decision: Decision
  package let origin: Origin
}

package extension CommandRule.Decision {
  static var names: ByteString { "forbidden prompt" }

  var name: ByteString { WordIterator.word(rawValue, of: Self.names) }
}

extension Requirements {
  /// The strictest rule that matches a command.  A rule is compared with the words joined by blanks, as given and with
  /// the program's last path component in place of its path.
  ///
  /// - Parameter command: COMMAND and its arguments; not empty.
  package func rule(for command: List<ByteString>) -> CommandRule? {
    if rules.isEmpty { return nil }
    var text = ByteBuffer()
    for index in command.indices {
      if index > 0 { text.write(UInt8(ascii: " ")) }
      text.write(command[index])
    }
    let nameStart = command[0].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let joined = CommandText(text.finish())
    for decision in UInt8(0)..<2 {
      for index in rules.indices {
        let rule = rules.place(of: index)
        if rule.pointee.decision.rawValue == decision, joined.matches(rule.pointee.glob, orFrom: nameStart) {
          return rule.pointee
        }
      }
    }
    return nil
  }
}
