import Testing

/// One case of a script: the files, the command, and the expected result.  Texts may still hold the placeholders
/// `{DIR}` and `{ENVSCRUB}`.
package struct ScriptCase: Sendable {
  package struct Item: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case file([UInt8])
      case directory
      case fifo
      case link(to: [UInt8])
    }
    package var kind: Kind
    /// Relative to the case's directory.
    package var path: String
    package var mode: UInt32

    package init(kind: Kind, path: String, mode: UInt32) {
      self.kind = kind
      self.path = path
      self.mode = mode
    }
  }

  package enum Run: Sendable, Equatable {
    /// `argv` of the binary under test, its name first; may be empty.
    case binary([[UInt8]])
    /// A line for `/bin/sh -c`.
    case shell([UInt8])
  }

  /// The expected output.
  package enum Text: Sendable, Equatable {
    case exactly([UInt8])
    /// The output holds each of these, anywhere.
    case holding([[UInt8]])
  }

  package var title: String
  /// The place where the case begins: `entries.txt:12`.
  package var place: String
  package var environment: [[UInt8]] = []
  package var items: [Item] = []
  package var run: Run?
  package var input: [UInt8] = []
  package var outputTo = Command.Output.captured
  package var output = Text.exactly([])
  package var error = Text.exactly([])
  package var status = Completion.Status.exited(0)
  /// Texts that neither output may hold.
  package var lacks: [[UInt8]] = []
  /// Files that must exist after the run, and files that must not.
  package var present: [String] = []
  package var absent: [String] = []
  package var machine = Machine.theirs
  /// User ids of files, by path.
  package var owners: [Owner] = []

  /// The machine on which the case runs.
  package enum Machine: Sendable, Equatable {
    /// The machine that runs the tests.
    case theirs
    /// It has its own `/etc`, and therefore its own home directory.
    case own
    /// The same, with the user ids of the machine that runs the tests; this user id runs the command.
    case ownWithUsers(UInt32)
  }

  package struct Owner: Sendable, Equatable {
    package var path: String
    package var user: UInt32

    package init(path: String, user: UInt32) {
      self.path = path
      self.user = user
    }
  }

  package init(title: String, place: String) {
    self.title = title
    self.place = place
  }
}

extension ScriptCase: CustomTestStringConvertible {
  package var testDescription: String { "\(place) \(title)" }
}

extension ScriptCase {
  /// How `completion` differs from what this case expects, one line each; empty if it passes.
  package func differences(from completion: Completion) -> [String] {
    var found: [String] = []
    if completion.status != status {
      found.append("status: \(completion.status), expected \(status)")
    }
    found += output.differences(from: completion.output, named: "stdout")
    found += error.differences(from: completion.error, named: "stderr")
    for part in lacks where holds(completion.output, part) || holds(completion.error, part) {
      found.append("the output holds \(shown(part)), which must not be shown")
    }
    return found
  }
}

extension ScriptCase.Text {
  package func differences(from actual: [UInt8], named name: String) -> [String] {
    switch self {
    case .exactly(let expected):
      if actual == expected { return [] }
      return ["\(name): \(shown(actual))\n  expected: \(shown(expected))"]
    case .holding(let parts):
      return parts.filter { !holds(actual, $0) }.map {
        "\(name): \(shown(actual))\n  lacks: \(shown($0))"
      }
    }
  }
}

/// A long output is cut, so that a failure fits on a terminal.
private func shown(_ bytes: [UInt8]) -> String {
  let text = "\"\(readable(bytes.prefix(2000)))\""
  return bytes.count > 2000 ? "\(text)... (\(bytes.count) bytes)" : text
}

/// Whether `whole` contains `part`.
package func holds(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
  guard let first = part.first else { return true }
  var from = 0
  while let start = whole[from...].firstIndex(of: first), start + part.count <= whole.count {
    if whole[start..<start + part.count].elementsEqual(part) { return true }
    from = start + 1
  }
  return false
}

/// `bytes` with every `part` replaced.
package func replacing(_ part: [UInt8], with other: [UInt8], in bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  var from = 0
  while let start = bytes[from...].firstIndex(of: part[0]) {
    result += bytes[from..<start]
    if start + part.count <= bytes.count, bytes[start..<start + part.count].elementsEqual(part) {
      result += other
      from = start + part.count
    } else {
      result.append(bytes[start])
      from = start + 1
    }
  }
  return result + bytes[from...]
}
