import Bytes

package extension Policy {
  /// Decides every entry and builds the new environment.  The deciding line is `rules.rule(name, of: entry)`; `Decider`
  /// holds the rules.  Same policy, same entries, same outcome: nothing is read or written.
  ///
  /// - Parameters:
  ///   - inherited: the parent's entries, in their order.
  ///   - seed: keys the hash of names; the outcome doesn't depend on it.
  ///   - explaining: whether the outcome holds the decisions: those on parent entries in their order, then those on
  ///     assignments.
  func apply(to inherited: List<EnvironmentEntry>, seed: UInt64, explaining: Bool) -> Outcome {
    // Decisions tell which names were dropped.
    var outcome = applyRules(to: inherited, seed: seed, explaining: explaining || exportedName != nil)
    if !explaining { outcome.decisions = List() }
    return outcome
  }

  /// The assignment of `export_dropped`.
  private var exportedName: Stated<ByteString>? { exportDropped.flatMap { $0.value.isEmpty ? nil : $0 } }

  private func applyRules(to inherited: List<EnvironmentEntry>, seed: UInt64, explaining: Bool) -> Outcome {
    var outcome = Outcome()
    let rules = Decider(self, names: inherited.count, explaining: explaining)
    let count = inherited.count + assignments.count + 1 + alwaysSet.count
    var names = NameTable(seed: seed, expecting: count)
    /// For each name, by number, the index of its kept entry in the environment.
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    let dropped: Int32 = -1
    outcome.environment.reserve(count)
    var journal = Journal(names: explaining ? count : 0)

    var index = -1
    // Not a loop over `indices`: after this comparison the subscript checks nothing, for each variable.
    while index &+ 1 < inherited.count {
      index &+= 1
      let entry = dialect == .codex ? EnvironmentEntry(inherited[index].string, searchingFrom: 1) : inherited[index]
      guard let name = entry.name else {
        if explaining { journal.note(malformed: index + 1) }
        continue
      }
      let (number, isNew) = names.insert(name)
      if !isNew {
        // In Codex's dialect the last entry of a name wins; the name itself is decided already.
        let lastWins = dialect == .codex
        if lastWins, places[number] != dropped { outcome.environment.replace(Int(places[number]), by: entry) }
        if explaining { journal.note(duplicate: name, number, lastWins: lastWins) }
        continue
      }
      let ruling = rules.rule(name, of: entry)
      places[number] = ruling.keeps ? Int32(outcome.environment.count) : dropped
      if ruling.keeps {
        outcome.environment.appendReserved(entry)
      } else if ruling.isByDefault {
        outcome.dropsByDefault = true
      }
      if explaining { journal.note(rules.decision(ruling, name), name: number) }
    }

    // The assignments of requirements come last, and nothing drops them.
    let mayDrop = rules.dropsAssignments
    let export = exportedName
    let own = assignments.count + (export == nil ? 0 : 1)
    for index in 0..<own + alwaysSet.count {
      let assignment =
        if index < assignments.count {
          assignments.place(of: index)
        } else if index < own, let export {
          // It is an assignment like any other, so requirements apply to it too.
          exported(journal.decisions, to: export, seed: seed).pointer
        } else {
          alwaysSet.place(of: index - own)
        }
      let entry = assignment.pointee.entry
      guard let name = entry.name else { continue }
      if mayDrop, index < own, let ruling = rules.ruleAssignment(name) {
        if explaining { journal.note(rules.decision(ruling, assignment.pointee.shownName)) }
        continue
      }
      let (number, isNew) = names.insert(name)
      if isNew || places[number] == dropped {
        places[number] = Int32(outcome.environment.count)
        outcome.environment.append(entry)
      } else {
        outcome.environment.replace(Int(places[number]), by: entry)
      }
      if explaining { journal.note(assignment.pointee, name: number) }
    }
    outcome.decisions = journal.decisions
    return outcome
  }

  /// The assignment of `export_dropped`.
  private func exported(_ decisions: List<Decision>, to name: Stated<ByteString>, seed: UInt64) -> Boxed<Assignment> {
    let list = DroppedNames.list(decisions, alwaysSet: alwaysSet, seed: seed)
    return Boxed(Assignment(EnvironmentEntry(name: name.value, value: list), name.origin))
  }

  /// Whether default excludes, `include_only`, `exclude` or a requirement drop the entry.  If so, `-S` must not move any
  /// part of it into the arguments.
  func withholds(_ entry: EnvironmentEntry) -> Bool { Withholding(self, names: 1).holds(entry) }
}

extension Policy {
  /// Whether `include_only` picks nothing from the core names or from what the patterns of `inherit` select: its author
  /// expected the two to overlap.  False if there are no entries to decide.
  package func picksNothing(of inherited: List<EnvironmentEntry>) -> Bool {
    guard dialect == .envscrub, !lists[.includeOnly].isEmpty, inherit.value == .core || self.inherited != nil else { return false }
    let rules = Decider(self, names: inherited.count, explaining: false)
    var isEmpty = true
    for entry in inherited {
      guard let name = entry.name else { continue }
      isEmpty = false
      switch rules.rule(name, of: entry) {
      case .inherit, .notIncluded: continue
      // `include_only` picked it, even if a later step dropped it.
      case .kept, .keptBy, .keptValue, .included, .inherited, .defaultExclude, .credential, .exclude, .unset, .required,
        .reserved:
        return false
      }
    }
    return !isEmpty
  }
}

/// The policy without `inherit` and `-u`, which are not about secrecy; it answers for many entries.  The `unset` of a
/// file stays: like `exclude`, it is step 4.
package struct Withholding {
  private let rules: Decider
}

package extension Withholding {
  /// - Parameter names: about how many will be asked about.
  init(_ policy: Policy, names: Int) {
    var policy = policy
    policy.inherit = Stated(.all, .builtIn)
    policy.isLimitedToCore = false
    var unset = List<Stated<ByteString>>()
    for name in policy.unset where name.origin.layer != .commandLine { unset.append(name) }
    policy.unset = unset
    rules = Decider(policy, names: names, explaining: false)
  }

  func holds(_ entry: EnvironmentEntry) -> Bool {
    guard let name = entry.name else { return false }
    return !rules.rule(name, of: entry).keeps
  }
}

package extension Policy {
  /// What would happen to an entry with that name and an unknown value.
  ///
  /// - Returns: the decision, and whether the value would be looked at and could still have the entry dropped.
  func forecast(_ name: ByteString) -> (decision: Decision, asksForValue: Bool) {
    let entry = EnvironmentEntry(name: name, value: "")
    let rules = Decider(self, names: 1, explaining: true)
    let ruling = rules.rule(entry.name ?? name, of: entry)
    let isSaved = RuleMatcher(lists[.keep]).firstMatch(name) != nil
    return (rules.decision(ruling, name), ruling.keeps && rules.looksAtValues && !isSaved)
  }

  /// The names that only the default excludes keep from the command: no other rule of the layers drops them, and no
  /// assignment sets them.  Each name comes once, in the order of the entries.
  func droppedByDefault(of inherited: List<EnvironmentEntry>, seed: UInt64) -> List<Decision> {
    var dropped = List<Decision>()
    let rules = Decider(self, names: inherited.count, explaining: false)
    var names = NameTable(seed: seed, expecting: inherited.count + assignments.count + alwaysSet.count)
    for assignment in assignments { if let name = assignment.entry.name { _ = names.insert(name) } }
    for assignment in alwaysSet { if let name = assignment.entry.name { _ = names.insert(name) } }
    for index in inherited.indices {
      let entry = dialect == .codex ? EnvironmentEntry(inherited[index].string, searchingFrom: 1) : inherited[index]
      guard let name = entry.name, names.insert(name).isNew else { continue }
      let ruling = rules.rule(name, of: entry)
      guard ruling.isByDefault else { continue }
      let decision = rules.decision(ruling, name)
      switch decision.otherReason {
      // Whoever wrote that rule knows.
      case .notIncluded, .exclude, .unset: continue
      case nil, .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .inherit, .notInherited,
        .defaultExclude, .credential, .replaced, .assigned, .required, .reserved:
        dropped.append(decision)
      }
    }
    return dropped
  }
}

/// Collects the decisions of a run that explains: those on parent entries in their order, then one for each assigned
/// name.
private struct Journal {
  private(set) var decisions = List<Decision>()
  /// For each name the row of its parent entry, and of its assignment, plus one; 0 is none.
  private let inherited: UnsafeMutablePointer<Int32>
  private let assigned: UnsafeMutablePointer<Int32>

  init(names: Int) {
    inherited = zeroed(Int32.self, names * 2)
    assigned = inherited + names
  }

  mutating func note(_ decision: Decision, name: Int? = nil) {
    decisions.append(decision)
    if let name { inherited[name] = Int32(decisions.count) }
  }

  /// - Parameter number: the position of the parent's entry, from 1.
  mutating func note(malformed number: Int) {
    note(Decision(verdict: .dropped, subject: .entry(number), reason: .malformed))
  }

  /// Notes a parent entry whose name was decided already.
  /// - Parameter lastWins: whether this entry counts instead of the earlier one.
  mutating func note(duplicate name: ByteString, _ number: Int, lastWins: Bool) {
    let duplicate = Decision(verdict: .dropped, subject: .name(name), reason: .duplicate)
    guard lastWins else { return note(duplicate) }
    let row = Int(inherited[number]) - 1
    let decision = decisions[row]
    decisions.replace(row, by: duplicate)
    note(decision, name: number)
  }

  /// Notes an assignment.  The last one of a name counts, and it replaces a kept parent entry.
  mutating func note(_ assignment: Assignment, name: Int) {
    let row = Int(inherited[name]) - 1
    if row >= 0 {
      let subject = decisions[row].subject
      switch decisions[row].reason {
      case .notDropped, .keptBy, .keptValue, .included, .inherited, .replaced:
        decisions.replace(row, by: Decision(verdict: .dropped, subject: subject, reason: .replaced(assignment.origin)))
      case .defaultExclude, .credential:
        let decision = decisions[row]
        decisions.replace(
          row,
          by: Decision(
            verdict: .dropped, subject: subject, reason: decision.reason, mayBeKept: decision.mayBeKept,
            otherReason: decision.otherReason ?? .replaced(assignment.origin)))
      case .malformed, .duplicate, .inherit, .notInherited, .notIncluded, .exclude, .unset, .assigned, .required,
        .reserved:
        break
      }
    }
    let decision = Decision(verdict: .set, subject: .name(assignment.shownName), reason: .assigned(assignment.origin))
    if assigned[name] > 0 { return decisions.replace(Int(assigned[name]) - 1, by: decision) }
    decisions.append(decision)
    assigned[name] = Int32(decisions.count)
  }
}
