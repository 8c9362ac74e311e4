import Bytes
import Globs
import Secrets

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
    let rules = Decider(self, names: inherited.count)
    let count = inherited.count + assignments.count
    var names = NameTable(seed: seed, expecting: count)
    /// For the names in their order of appearance, where the kept entry stands in the environment.
    let places = UnsafeMutablePointer<Int32>.allocate(capacity: count)
    let dropped: Int32 = -1
    outcome.environment.reserve(count)
    var journal = Journal(names: explaining ? count : 0)

    for index in inherited.indices {
      let entry = inherited[index]
      guard let name = entry.name else {
        if explaining { journal.note(Decision(verdict: .dropped, subject: .entry(index + 1), reason: .malformed)) }
        continue
      }
      let (number, isNew) = names.insert(name)
      guard isNew else {
        if explaining { journal.note(Decision(verdict: .dropped, subject: .name(name), reason: .duplicate)) }
        continue
      }
      let ruling = rules.rule(name)
      places[number] = ruling.keeps ? Int32(outcome.environment.count) : dropped
      if ruling.keeps { outcome.environment.appendReserved(entry) }
      if explaining { journal.note(rules.decision(ruling, name), name: number) }
    }

    for assignment in assignments {
      guard let name = assignment.entry.name else { continue }
      let (number, isNew) = names.insert(name)
      if isNew || places[number] == dropped {
        places[number] = Int32(outcome.environment.count)
        outcome.environment.append(assignment.entry)
      } else {
        outcome.environment.replace(Int(places[number]), by: assignment.entry)
      }
      if explaining { journal.note(assignment, name: number, shown: assignment.writtenName ?? name) }
    }
    outcome.decisions = journal.decisions
    return outcome
  }

  /// Whether steps 2 to 4, default excludes, `include_only` and `exclude`, drop the entry of that
  /// name: then no part of it may go into the arguments either.  `inherit` and `-u` don't ask about
  /// secrecy, and don't count.
  package func withholds(_ name: ByteString) -> Bool {
    var policy = self
    policy.inherit = Stated(.all, .builtIn)
    policy.unset = List()
    let rules = Decider(policy, names: 1)
    return !rules.rule(name).keeps
  }
}

/// The steps of the policy in their order, over one name.
private struct Decider {
  private let inherit: Stated<Inherit>
  private let unset: List<Stated<ByteString>>
  private let includeOrigin: Origin?
  private let lists: RuleLists
  /// That of `lists`: beside them, it is reached without a copy of them.
  private let matcher: PatternMatcher?

  init(_ policy: borrowing Policy, names: Int) {
    inherit = policy.inherit
    unset = policy.unset
    includeOrigin = policy.includeOnly.first?.origin
    lists = RuleLists(policy, names: names)
    matcher = lists.matcher
  }

  /// The step that decided, with the numbers of the patterns that it went by: small, since every entry
  /// gets one, and `decision` makes words of it only where somebody asks.
  enum Ruling {
    case kept
    case keptBy(Int32, against: Int32)
    case included(Int32)
    case inherit
    case defaultExclude(Int32)
    case notIncluded
    case exclude(Int32)
    case unset(Int32)

    var keeps: Bool {
      switch self {
      case .kept, .keptBy, .included: true
      case .inherit, .defaultExclude, .notIncluded, .exclude, .unset: false
      }
    }
  }

  func rule(_ name: ByteString) -> Ruling {
    // With `include_only`, `inherit = "none"` is an allow-list, which picks from the whole parent environment.
    if inherit.value == .none, includeOrigin == nil { return .inherit }
    var ruling = Ruling.kept
    if let matches = matcher?.match(name) {
      if inherit.value == .core, lists.first(.core, of: matches) == nil { return .inherit }
      if let match = lists.first(.defaultExcludes, of: matches) {
        guard let kept = lists.first(.keep, of: matches) else { return .defaultExclude(match) }
        ruling = .keptBy(kept, against: match)
      }
      if includeOrigin != nil {
        guard let match = lists.first(.includeOnly, of: matches) else { return .notIncluded }
        if case .kept = ruling { ruling = .included(match) }
      }
      if let match = lists.first(.exclude, of: matches) { return .exclude(match) }
    } else {
      if inherit.value == .core { return .inherit }
      if includeOrigin != nil { return .notIncluded }
    }
    for index in unset.indices where unset[index].value == name { return .unset(Int32(index)) }
    return ruling
  }

  func decision(_ ruling: Ruling, _ name: ByteString) -> Decision {
    let reason: Reason =
      switch ruling {
      case .kept: .notDropped
      case .keptBy(let kept, let match):
        .keptBy(lists.match(kept), against: lists.match(match))
      case .included(let match): .included(lists.match(match))
      case .inherit: .inherit(inherit)
      case .defaultExclude(let match): .defaultExclude(lists.match(match))
      case .notIncluded: .notIncluded(includeOrigin ?? .builtIn)
      case .exclude(let match): .exclude(lists.match(match))
      case .unset(let index): .unset(unset[Int(index)].origin)
      }
    return Decision(verdict: ruling.keeps ? .kept : .dropped, subject: .name(name), reason: reason)
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

  @inline(never)
  mutating func note(_ decision: Decision, name: Int? = nil) {
    decisions.append(decision)
    if let name { inherited[name] = Int32(decisions.count) }
  }

  /// An assignment: the last one of a name counts, and a kept entry of the parent gives way to it.
  @inline(never)
  mutating func note(_ assignment: Assignment, name: Int, shown: ByteString) {
    let row = Int(inherited[name]) - 1
    if row >= 0 {
      let subject = decisions[row].subject
      switch decisions[row].reason {
      case .notDropped, .keptBy, .included, .replaced:
        decisions.replace(row, by: Decision(verdict: .dropped, subject: subject, reason: .replaced(assignment.origin)))
      default: break
      }
    }
    let decision = Decision(verdict: .set, subject: .name(shown), reason: .assigned(assignment.origin))
    if assigned[name] > 0 { return decisions.replace(Int(assigned[name]) - 1, by: decision) }
    decisions.append(decision)
    assigned[name] = Int32(decisions.count)
  }
}
