import Bytes
import Globs
import Policy

extension ByteBuffer {
  /// The words of a command as they were written, controls escaped.
  mutating func write(command: List<Argument>) {
    for index in command.indices {
      if index > 0 { write(" ") }
      write(visible: command[index].written)
    }
  }

  /// Why a requirement forbids a command.  (`ReasonWording.swift` words why an entry was dropped.)
  /// - Parameter isAnswered: whether a person was asked.
  mutating func write(refusedBy rule: CommandRule, isAnswered: Bool, in places: Places) {
    switch rule.decision {
    case .forbidden: write(": forbidden by rule ")
    case .prompt:
      write(isAnswered ? ": not confirmed, as required by rule " : ": no terminal to confirm it at, as required by rule ")
    }
    write(inQuotes: rule.glob.written)
    write("  ")
    write(rule.origin, in: places)
    write("\n")
  }
}
