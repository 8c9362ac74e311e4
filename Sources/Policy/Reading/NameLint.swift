import Bytes
import Secrets

/// Names and assignments, each checked by itself: unlike patterns they are not compared with others.
package extension Lint {
  /// Checks the assignments of the layer.
  mutating func check(assignmentsOf layer: PolicyLayer, _ requirements: Requirements) {
    check(layer.assignments)
    check(layer.assignments, requirements)
    check(names: layer.unset)
    guard let export = layer.exportDropped, !export.value.isEmpty else { return }
    if RuleMatcher(of: .core).firstMatch(export.value) != nil {
      append(Note(.exportsCoreName, export.origin, nil))
    } else if !export.value.isIdentifier {
      append(Note(.exportsNoIdentifier, export.origin, nil))
    }
  }

  /// Names of variables, where some write patterns.
  mutating func check(names: List<Stated<ByteString>>) {
    for name in names where name.value.looksLikePattern { append(Note(.patternForName, name.origin, nil)) }
  }

  /// The name of a table `[commands.NAME]`.
  mutating func check(commandName name: Stated<ByteString>) {
    for index in name.value.indices {
      switch name.value[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"): break
      case UInt8(ascii: " ") where name.value[0] != UInt8(ascii: "/"): break
      default: continue
      }
      return append(Note(.namesNoCommand, name.origin, nil))
    }
  }

  /// Checks the values of a `set`: a file is no place for a credential.
  mutating func check(_ assignments: List<Assignment>) {
    for assignment in assignments {
      let value = assignment.entry.value
      if let form = ValueScanner.form(of: value) { append(Note(.holdsCredential(form), assignment.origin, nil)) }
      if value.holdsExpansion { append(Note(.holdsExpansion, assignment.origin, nil)) }
      if assignment.entry.isTooLong { append(Note(.tooLong, assignment.origin, nil)) }
    }
  }

  private mutating func check(_ assignments: List<Assignment>, _ requirements: Requirements) {
    let forbidden = RuleMatcher(requirements.forbiddenAssignments, names: assignments.count)
    for assignment in assignments {
      guard let name = assignment.entry.name, let match = forbidden.firstMatch(name) else { continue }
      append(Note(.forbiddenAssignment, assignment.origin, match.rulePlace))
    }
  }
}

extension ByteString {
  /// Whether it was probably meant as a pattern or a group, where only the name of a variable counts.
  package var looksLikePattern: Bool {
    if !isEmpty, self[0] == UInt8(ascii: "@") { return true }
    var isInClass = false
    for index in indices {
      switch self[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"): return true
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]") where isInClass: return true
      default: continue
      }
    }
    return false
  }

  /// Whether a shell can expand a variable of that name.
  fileprivate var isIdentifier: Bool {
    for index in indices {
      switch self[index] {
      case UInt8(ascii: "_"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9") where index > 0: continue
      case let byte: if !byte.isASCIILetter { return false }
      }
    }
    return !isEmpty
  }

  /// Whether it has a `$NAME` or `${NAME}`, which a shell would expand.
  fileprivate var holdsExpansion: Bool {
    var from = 0
    while let dollar = firstIndex(of: UInt8(ascii: "$"), from: from) {
      from = dollar + 1
      let name = from < count && self[from] == UInt8(ascii: "{") ? from + 1 : from
      if name < count, self[name].isASCIILetter || self[name] == UInt8(ascii: "_") { return true }
    }
    return false
  }
}
