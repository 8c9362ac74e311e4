import Bytes

package extension Policy {
  /// Decides every entry.  Same policy, same entries, same outcome: nothing is read or written.
  ///
  /// - Parameters:
  ///   - inherited: the parent's entries in their order.
  ///   - seed: keys the hash of names; the outcome doesn't depend on it.
  ///   - explaining: whether the outcome holds the decisions, those on parent entries first, in their
  ///     order, then those on assignments.
  func apply(to inherited: List<EnvironmentEntry>, seed: UInt64, explaining: Bool) -> Outcome {
    guard let export = exportDropped, !export.value.isEmpty else {
      return applyRules(to: inherited, seed: seed, explaining: explaining)
    }
    // The list is an assignment like any other, by the time that it is known: so requirements hold for it too.
    let decisions = applyRules(to: inherited, seed: seed, explaining: true).decisions
    let list = EnvironmentEntry(name: export.value, value: DroppedNames.list(decisions, seed: seed))
    var policy = self
    policy.assignments.append(Assignment(list, export.origin))
    return policy.applyRules(to: inherited, seed: seed, explaining: explaining)
  }

  private func applyRules(to inherited: List<EnvironmentEntry>, seed: UInt64, explaining: Bool) -> Outcome {
    var outcome = Outcome()
    let rules = Decider(self, names: inherited.count, explaining: explaining)
    let count = inherited.count + assignments.count + alwaysSet.count
    var names = NameTable(seed: seed, expecting: count)
    /// For the names in their order of appearance, where the kept entry stands in the environment.
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    let dropped: Int32 = -1
    outcome.environment.reserve(count)
    var journal = Journal(names: explaining ? count : 0)

    var index = -1
    // A range costs a call for each variable here.
    while index &+ 1 < inherited.count {
      index &+= 1
      let entry = dialect == .codex ? EnvironmentEntry(inherited[index].string, searchingFrom: 1) : inherited[index]
      guard let name = entry.name else {
        if explaining { journal.note(malformed: index + 1) }
        continue
      }
      let (number, isNew) = names.insert(name)
      if !isNew {
        // In Codex's dialect the last one wins, and the name is decided already.
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

    // Those of requirements are the last, and nothing drops them.
    let mayDrop = rules.dropsAssignments
    let own = assignments.count
    for index in 0..<own + alwaysSet.count {
      let assignment = index < own ? assignments.place(of: index) : alwaysSet.place(of: index - own)
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

  /// Whether default excludes, `include_only`, `exclude` or a requirement drop the entry: then
  /// no part of it may go into the arguments either.
  func withholds(_ entry: EnvironmentEntry) -> Bool { Withholding(self, names: 1).holds(entry) }
}

extension Policy {
  /// Whether `include_only` keeps nothing of the core names, or of the patterns of `inherit`, that it could pick from;
  /// whoever writes that means both together.  Where there is nothing at all to decide it isn't said.
  package func picksNothing(of inherited: List<EnvironmentEntry>) -> Bool {
    guard dialect == .envscrub, !lists[.includeOnly].isEmpty, inherit.value == .core || self.inherited != nil else { return false }
    let rules = Decider(self, names: inherited.count, explaining: false)
    var isEmpty = true
    for entry in inherited {
      guard let name = entry.name else { continue }
      isEmpty = false
      switch rules.rule(name, of: entry) {
      case .inherit, .notIncluded: continue
      // It was picked, whatever dropped it then.
      case .kept, .keptBy, .keptValue, .included, .inherited, .defaultExclude, .credential, .exclude, .unset, .required,
        .reserved:
        return false
      }
    }
    return !isEmpty
  }
}

/// The policy without `inherit` and `-u`, which don't ask about secrecy, to be asked about many entries.
package struct Withholding {
  private let rules: Decider
}

package extension Withholding {
  /// - Parameter names: about how many are to come.
  init(_ policy: Policy, names: Int) {
    var policy = policy
    policy.inherit = Stated(.all, .builtIn)
    policy.isLimitedToCore = false
    policy.unset = List()
    rules = Decider(policy, names: names, explaining: false)
  }

  func holds(_ entry: EnvironmentEntry) -> Bool {
    guard let name = entry.name else { return false }
    return !rules.rule(name, of: entry).keeps
  }
}

package extension Policy {
  /// What would happen to an entry of that name, were there one; nobody knows its value.
  ///
  /// - Returns: the decision, and whether the value could still have it dropped: it would be looked at.
  func forecast(_ name: ByteString) -> (decision: Decision, asksForValue: Bool) {
    let entry = EnvironmentEntry(name: name, value: "")
    let rules = Decider(self, names: 1, explaining: true)
    let ruling = rules.rule(entry.name ?? name, of: entry)
    let isSaved = RuleMatcher(lists[.keep]).firstMatch(name) != nil
    return (rules.decision(ruling, name), ruling.keeps && rules.looksAtValues && !isSaved)
  }

  /// The names that the default excludes keep from the command: no other rule of the layers drops them, and no
  /// assignment puts them in again.  Each name once, in the order of the entries.
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
      default: dropped.append(decision)
      }
    }
    return dropped
  }
}

/// The decisions of a run that explains: those on parent entries in their order, then one an assigned name.
private struct Journal {
  private(set) var decisions = List<Decision>()
  /// For each name one more than the row of its parent entry, and of its assignment; 0 is none.
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

  /// - Parameter number: of the parent's entry, from 1.
  mutating func note(malformed number: Int) {
    note(Decision(verdict: .dropped, subject: .entry(number), reason: .malformed))
  }

  /// A parent entry of a name that was decided already.
  /// - Parameter lastWins: whether the entry counts, and not the one before it.
  mutating func note(duplicate name: ByteString, _ number: Int, lastWins: Bool) {
    let duplicate = Decision(verdict: .dropped, subject: .name(name), reason: .duplicate)
    guard lastWins else { return note(duplicate) }
    let row = Int(inherited[number]) - 1
    let decision = decisions[row]
    decisions.replace(row, by: duplicate)
    note(decision, name: number)
  }

  /// An assignment: the last one of a name counts, and a kept entry of the parent gives way to it.
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
