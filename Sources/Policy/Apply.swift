import Bytes

extension Policy {
  /// Decides every entry.  Same policy, same entries, same outcome: nothing is read or written.
  ///
  /// - Parameters:
  ///   - inherited: the parent's entries in their order.
  ///   - seed: keys the hash of names; the outcome doesn't depend on it.
  ///   - explaining: whether the outcome holds the decisions, those on parent entries first, in their
  ///     order, then those on assignments.
  package func apply(to inherited: List<EnvironmentEntry>, seed: UInt64, explaining: Bool) -> Outcome {
    var outcome = Outcome()
    let rules = Decider(self, names: inherited.count, explaining: explaining)
    let count = inherited.count + assignments.count + alwaysSet.count
    var names = NameTable(seed: seed, expecting: count)
    /// For the names in their order of appearance, where the kept entry stands in the environment.
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    let dropped: Int32 = -1
    outcome.environment.reserve(count)
    var journal = Journal(names: explaining ? count : 0)

    for index in inherited.indices {
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
      if ruling.keeps { outcome.environment.appendReserved(entry) }
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
  package func withholds(_ entry: EnvironmentEntry) -> Bool { Withholding(self, names: 1).holds(entry) }
}

/// The policy without `inherit` and `-u`, which don't ask about secrecy, to be asked about many entries.
package struct Withholding {
  private let rules: Decider

  /// - Parameter names: about how many are to come.
  package init(_ policy: Policy, names: Int) {
    var policy = policy
    policy.inherit = Stated(.all, .builtIn)
    policy.isHeldToCore = false
    policy.unset = List()
    rules = Decider(policy, names: names, explaining: false)
  }

  package func holds(_ entry: EnvironmentEntry) -> Bool {
    guard let name = entry.name else { return false }
    return !rules.rule(name, of: entry).keeps
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
      case .notDropped, .keptBy, .keptValue, .included, .replaced:
        decisions.replace(row, by: Decision(verdict: .dropped, subject: subject, reason: .replaced(assignment.origin)))
      default: break
      }
    }
    let decision = Decision(verdict: .set, subject: .name(assignment.shownName), reason: .assigned(assignment.origin))
    if assigned[name] > 0 { return decisions.replace(Int(assigned[name]) - 1, by: decision) }
    decisions.append(decision)
    assigned[name] = Int32(decisions.count)
  }
}
