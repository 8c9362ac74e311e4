import Bytes
import Globs
import Secrets

/// What an administrator's files enforce, whatever layers and options state: constraints, not defaults.  One value is
/// one file; `add` merges them, and the most restrictive wins.
package struct Requirements: Sendable {
  private var allowed = List<(setting: Setting, allowed: Allowed)>()
  /// nil if any profile may be chosen; the empty name means no profile.
  package private(set) var profiles: List<Stated<ByteString>>?
  package private(set) var exclude = List<Stated<Rule>>()
  package private(set) var forbiddenAssignments = List<Stated<Rule>>()
  /// Until `settle`, several files may assign the same name here.
  package private(set) var assignments = List<Assignment>()
  package private(set) var rules = List<CommandRule>()
  package var audit: Boxed<AuditSettings>?

  package init() {}
}

package extension Requirements {
  /// Which values a setting may have: bit n for value number n.
  struct Allowed: Equatable, Sendable {
    package let values: UInt8
    package let origin: Origin

    init(values: UInt8, origin: Origin) {
      self.values = values
      self.origin = origin
    }

    package func contains(_ value: UInt8) -> Bool { values & 1 &<< value != 0 }
  }

  /// Whether nothing is required.
  var isEmpty: Bool {
    allowed.isEmpty && profiles == nil && exclude.isEmpty && forbiddenAssignments.isEmpty && assignments.isEmpty
      && rules.isEmpty && audit == nil
  }

  /// Why two requirements contradict each other.
  struct Contradiction: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// No value is allowed by both.
      case nothingAllowed(Setting)
      case noProfileAllowed
      /// Two values for one name.
      case assignments(ByteString)
      /// Two values for one key of `audit`.
      case audit(AuditKey)
    }

    package let kind: Kind
    package let first, second: Origin
  }

  /// The values allowed for `setting`; nil if all are.
  func allowed(_ setting: Setting) -> Allowed? {
    for row in allowed where row.setting == setting { return row.allowed }
    return nil
  }

  mutating func allow(_ setting: Setting, _ more: Allowed) throws(Contradiction) {
    for index in allowed.indices where allowed[index].setting == setting {
      let first = allowed[index].allowed
      let values = first.values & more.values
      if values == 0 {
        throw Contradiction(kind: .nothingAllowed(setting), first: first.origin, second: more.origin)
      }
      // The last requirement that removed a value is the one to name.
      let origin = values == first.values ? first.origin : more.origin
      allowed.replace(index, by: (setting, Allowed(values: values, origin: origin)))
      return
    }
    allowed.append((setting, more))
  }

  /// - Parameter names: at least one.
  mutating func allow(profiles names: List<Stated<ByteString>>) throws(Contradiction) {
    guard let before = profiles else {
      profiles = names
      return
    }
    let allowed = SortedNames(names.values)
    var both = List<Stated<ByteString>>()
    for name in before where allowed.contains(name.value) { both.append(name) }
    if both.isEmpty, let first = before.first, let second = names.first {
      throw Contradiction(kind: .noProfileAllowed, first: first.origin, second: second.origin)
    }
    profiles = both
  }

  mutating func exclude(_ rules: List<Stated<Rule>>) { exclude.append(contentsOf: rules) }
  internal mutating func forbid(assignments rules: List<Stated<Rule>>) { forbiddenAssignments.append(contentsOf: rules) }
  mutating func add(_ rule: CommandRule) { rules.append(rule) }

  internal mutating func assign(_ more: List<Assignment>) { assignments.append(contentsOf: more) }

  /// Called after the last file: finds names with two values, and keeps each name once.
  mutating func settle() throws(Contradiction) {
    if assignments.count < 2 { return }
    var rows = List<(name: ByteString, row: Int)>()
    rows.reserve(assignments.count)
    for index in assignments.indices { rows.appendReserved((assignments[index].entry.name ?? "", index)) }
    rows.sort { $0.name.precedes($1.name) }
    let isAgain = zeroed(UInt8.self, assignments.count)
    /// The first assignment, in the order of the files, that contradicts another.
    var found: (first: Int, second: Int)?
    var first = 0
    for index in 1..<rows.count {
      if rows[index].name != rows[first].name {
        first = index
        continue
      }
      let row = rows[index].row
      isAgain[row] = 1
      if assignments[rows[first].row].entry.value != assignments[row].entry.value, row < found?.second ?? .max {
        found = (rows[first].row, row)
      }
    }
    var left = List<Assignment>()
    for index in assignments.indices where isAgain[index] == 0 { left.append(assignments[index]) }
    if left.count < assignments.count {
      let all = assignments
      assignments = left
      if let found {
        throw Contradiction(
          kind: .assignments(all[found.second].shownName), first: all[found.first].origin,
          second: all[found.second].origin)
      }
    }
  }

  /// Merges the requirements of another file.
  mutating func add(_ other: Requirements) throws(Contradiction) {
    for row in other.allowed { try allow(row.setting, row.allowed) }
    if let profiles = other.profiles { try allow(profiles: profiles) }
    exclude(other.exclude)
    forbid(assignments: other.forbiddenAssignments)
    assign(other.assignments)
    rules.append(contentsOf: other.rules)
    if let more = other.audit { try add(audit: more) }
  }
}

extension Requirements {
  private mutating func add(audit more: Boxed<AuditSettings>) throws(Contradiction) {
    guard let before = audit else {
      audit = more
      return
    }
    if let (key, first, second) = before.value.clash(with: more.value) {
      throw Contradiction(kind: .audit(key), first: first, second: second)
    }
    audit = Boxed(before.value) { $0.merge(more.value) }
  }
}
