import Bytes
import Globs
import Secrets

/// The rules of a policy, applied to one entry at a time: `rule(_:of:)` goes through the steps in the order that
/// envscrub.toml(5) gives.  It only decides: `Policy.apply` calls it for every entry and builds the environment.
struct Decider {
  private let dialect: Dialect
  private let inherit: Stated<Inherit>
  /// Whether only core names are inherited.
  private let isCoreOnly: Bool
  /// Whether `inherit` has patterns in place of a mode.
  private let inheritsList: Bool
  /// Where it is stated that values count; nil if they don't.  In Codex's dialect only a requirement can state it.
  private let detects: Origin?
  private let explains: Bool
  /// Whether an entry is kept without further steps if its name matches nothing and its value holds no form.
  private let keepsTheRest: Bool
  /// Whether `@secrets` is in `include_only`.
  private let picksSecrets: Bool
  private let unset: List<Stated<ByteString>>
  private let unsetNames: SortedNames
  private let includeOrigin: Origin?
  private let lists: RuleLists
  /// The matcher of `lists`, reached without a copy of them.
  private let matcher: ListMatcher?
  /// For each list the first pattern that matches the current name.
  private let first: UnsafeMutablePointer<Int32>
  /// The patterns of requirements alone.  They apply to assignments, which no other list drops, and to Codex's dialect,
  /// in which they keep envscrub's syntax.
  private let required: RuleLists?

  private static var core: Int { 0 }
  private static var defaultExcludes: Int { 1 }
  private static var keep: Int { 2 }
  private static var includeOnly: Int { 3 }
  private static var exclude: Int { 4 }
  private static var always: Int { 5 }
  /// The last list; it exists only if `inherit` has patterns.
  private static var inherited: Int { 6 }
  private static var lists: Int { 7 }
  private static var none: Int32 { ListMatcher.none }

  /// - Parameters:
  ///   - names: about how many entries there are to decide.
  ///   - explaining: whether reasons are needed for entries that are kept.
  init(_ policy: borrowing Policy, names: Int, explaining: Bool) {
    dialect = policy.dialect
    inherit = policy.inherit
    inheritsList = policy.inherited != nil
    // With `include_only`, `inherit = "none"` makes an allow-list: it picks from the whole parent environment, or from
    // the core names if a requirement forbids `all`.  The same holds for patterns of `inherit`.
    isCoreOnly =
      switch policy.inherit.value {
      case .core: true
      case .none: policy.isLimitedToCore
      // Not `&&`, nor `||` below: they can't capture a borrowed parameter.
      case .all: policy.inherited == nil ? false : policy.isLimitedToCore
      }
    unset = policy.unset
    unsetNames = policy.unset.isEmpty ? SortedNames() : SortedNames(policy.unset.values)
    if let held = policy.requiredDetection {
      detects = held
    } else if policy.dialect == .envscrub, !policy.flag(.ignoreDefaultExcludes), policy.flag(.detectValues) {
      detects = policy.values[.detectValues].origin
    } else {
      detects = nil
    }
    explains = explaining
    let inheritsAll = policy.inherited == nil ? policy.inherit.value == .all : false
    let dropsByName = policy.unset.isEmpty ? !policy.lists[.includeOnly].isEmpty : true
    let isCodex = policy.dialect == .codex
    keepsTheRest = inheritsAll && !dropsByName && !isCodex && !explaining
    includeOrigin = policy.lists[.includeOnly].first?.origin
    var core = List<Stated<Rule>>()
    if dialect == .envscrub, isCoreOnly {
      core.append(Stated(.group(.core), .builtIn))
    }
    // A few more for the patterns of groups.
    var count = policy.alwaysExclude.count + 3
    policy.lists.forEach { _, list in count += list.count }
    var lists = RuleLists(expecting: count)
    lists.add(core)
    lists.add(policy.flag(.ignoreDefaultExcludes) ? List() : policy.lists[.defaultExcludes])
    lists.add(policy.lists[.keep])
    lists.add(policy.lists[.includeOnly])
    lists.add(policy.lists[.exclude])
    lists.add(dialect == .codex ? List() : policy.alwaysExclude)
    if let inherited = policy.inherited { lists.add(inherited) }
    lists.finish(names: names)
    var picksSecrets = false
    for secret in lists.secrets where secret.list == Self.includeOnly { picksSecrets = true }
    self.picksSecrets = picksSecrets
    self.lists = lists
    matcher = lists.matcher
    first = .allocate(capacity: Self.lists)
    required = policy.alwaysExclude.isEmpty ? nil : RuleLists(policy.alwaysExclude, names: 1)
  }

  /// The step that decided, with the numbers of the patterns involved.  It is small, since every entry gets one;
  /// `decision` expands it only for a report.
  enum Ruling {
    case kept
    case keptBy(Int32, against: Int32)
    case keptValue(Int32, against: ValueForm)
    case included(Int32)
    case inherited(Int32)
    case inherit
    case defaultExclude(Int32)
    case credential(ValueForm)
    case notIncluded
    case exclude(Int32)
    case unset(Int32)
    case required
    case reserved

    @inline(__always)
    var keeps: Bool {
      switch self {
      case .kept, .keptBy, .keptValue, .included, .inherited: true
      case .inherit, .defaultExclude, .credential, .notIncluded, .exclude, .unset, .required, .reserved: false
      }
    }

    /// Whether it is one of the default excludes, which `keep` overrides.
    var isByDefault: Bool {
      switch self {
      case .defaultExclude, .credential: true
      case .kept, .keptBy, .keptValue, .included, .inherited, .inherit, .notIncluded, .exclude, .unset, .required, .reserved: false
      }
    }
  }

  /// Whether values count as well as names.
  var looksAtValues: Bool { detects != nil }

  /// Decides one entry of the parent.
  func rule(_ name: ByteString, of entry: EnvironmentEntry) -> Ruling {
    if dialect == .codex { return codexRule(name, entry) }
    if inherit.value == .none, includeOrigin == nil { return .inherit }
    let isMatched = matchPatterns(name)
    // Nearly all entries end here.  The steps of `ownRule` would come to the same.
    if keepsTheRest, !isMatched, !isSecret(name) {
      if detects != nil, let form = entry.form { return .credential(form) }
      return .kept
    }
    return ownRule(name, entry, isMatched: isMatched)
  }

  /// Fills `first`, but for `@secrets`.
  /// - Returns: whether any pattern matches.
  @inline(__always)
  private func matchPatterns(_ name: ByteString) -> Bool {
    matcher?.match(name, into: first) ?? false
  }

  /// Whether `@secrets` is in a list and matches.
  @inline(__always)
  private func isSecret(_ name: ByteString) -> Bool { !lists.secrets.isEmpty && SecretMatcher.match(name) != nil }

  /// Adds `@secrets` to what `matchPatterns` found.
  /// - Returns: whether anything matches.
  @inline(__always)
  private func addSecrets(_ name: ByteString, isMatched: Bool) -> Bool {
    if !isSecret(name) { return isMatched }
    if !isMatched {
      for list in 0..<Self.lists { first[list] = Self.none }
    }
    for index in lists.secrets.indices {
      let secret = lists.secrets[index]
      first[secret.list] = min(first[secret.list], secret.number)
    }
    return true
  }

  /// The steps of envscrub's dialect.
  /// - Parameter isMatched: whether any pattern matches; then `first` is filled, but for `@secrets`.
  private func ownRule(_ name: ByteString, _ entry: EnvironmentEntry, isMatched: Bool) -> Ruling {
    var isMatched = isMatched
    // An entry that a later step drops needs no closer look, unless a report needs the first reason.
    if !explains, includeOrigin != nil, !picksSecrets, !isMatched || first[Self.includeOnly] == Self.none {
      return .notIncluded
    }
    isMatched = addSecrets(name, isMatched: isMatched)
    if isCoreOnly, !isMatched || first[Self.core] == Self.none { return .inherit }
    if inheritsList, !isMatched || first[Self.inherited] == Self.none { return .inherit }
    if !explains, isMatched, first[Self.exclude] != Self.none { return .exclude(first[Self.exclude]) }
    let keep = isMatched ? first[Self.keep] : Self.none
    var ruling = Ruling.kept
    if isMatched, first[Self.defaultExcludes] != Self.none {
      if keep == Self.none { return .defaultExclude(first[Self.defaultExcludes]) }
      ruling = .keptBy(keep, against: first[Self.defaultExcludes])
    } else if detects != nil, keep == Self.none || explains, let form = entry.form {
      if keep == Self.none { return .credential(form) }
      ruling = .keptValue(keep, against: form)
    }
    if let later = laterRule(name, isMatched: isMatched) { return later }
    if case .kept = ruling {
      if includeOrigin != nil { return .included(first[Self.includeOnly]) }
      if inheritsList { return .inherited(first[Self.inherited]) }
    }
    return ruling
  }

  /// The steps after the default excludes, which `keep` doesn't override; nil if none of them drops the name.  `first` is
  /// filled.
  @inline(__always)
  private func laterRule(_ name: ByteString, isMatched: Bool) -> Ruling? {
    if includeOrigin != nil, !isMatched || first[Self.includeOnly] == Self.none { return .notIncluded }
    if isMatched {
      if first[Self.exclude] != Self.none { return .exclude(first[Self.exclude]) }
      if first[Self.always] != Self.none { return .required }
    }
    if !unset.isEmpty, let index = unsetNames.number(of: name) { return .unset(Int32(index)) }
    return nil
  }

  /// Codex's steps for a parent entry.  `set` comes between the third and the fourth step.
  private func codexRule(_ name: ByteString, _ entry: EnvironmentEntry) -> Ruling {
    if inherit.value == .none || inherit.value == .core && !CodexNames.isCore(name) { return .inherit }
    // `@secrets` is in the lists if a requirement put it there.
    let isMatched = addSecrets(name, isMatched: matchPatterns(name.lowercasedByCharacter()))
    if isMatched, first[Self.defaultExcludes] != Self.none { return .defaultExclude(first[Self.defaultExcludes]) }
    if detects != nil, let form = entry.form { return .credential(form) }
    if isMatched, first[Self.exclude] != Self.none { return .exclude(first[Self.exclude]) }
    if !unset.isEmpty, let index = unsetNames.number(of: name) { return .unset(Int32(index)) }
    var ruling = Ruling.kept
    if includeOrigin != nil {
      guard isMatched, first[Self.includeOnly] != Self.none else { return .notIncluded }
      ruling = .included(first[Self.includeOnly])
    }
    if CodexNames.isReserved(name) { return .reserved }
    return isRequired(name) ? .required : ruling
  }

  /// Whether anything could drop an assignment.
  var dropsAssignments: Bool { dialect == .codex || required != nil }

  /// Why an assignment is dropped; nil if it is not.
  func ruleAssignment(_ name: ByteString) -> Ruling? {
    if dialect == .codex {
      if includeOrigin != nil,
        !matchPatterns(name.lowercasedByCharacter()) || first[Self.includeOnly] == Self.none
      {
        return .notIncluded
      }
      if CodexNames.isReserved(name) { return .reserved }
    }
    return isRequired(name) ? .required : nil
  }

  /// Whether a requirement drops the name, whatever the layers state.
  private func isRequired(_ name: ByteString) -> Bool { required?.firstMatch(name) != nil }

  func decision(_ ruling: Ruling, _ name: ByteString) -> Decision {
    var other: Ruling?
    if ruling.isByDefault, dialect == .envscrub {
      other = laterRule(name, isMatched: addSecrets(name, isMatched: matchPatterns(name)))
    }
    return Decision(
      verdict: ruling.keeps ? .kept : .dropped, subject: .name(name), reason: reason(ruling, name),
      mayBeKept: dialect == .envscrub, otherReason: other.map { reason($0, name) })
  }

  private func reason(_ ruling: Ruling, _ name: ByteString) -> Reason {
    switch ruling {
    case .kept: .notDropped
    case .keptBy(let kept, let match):
      .keptBy(lists.match(kept, name), against: lists.match(match, name))
    case .keptValue(let kept, let form): .keptValue(lists.match(kept, name), against: form)
    case .included(let match): .included(lists.match(match, name))
    case .inherited(let match): .inherited(lists.match(match, name))
    case .inherit: inheritsList ? .notInherited(inherit.origin) : .inherit(inherit)
    case .defaultExclude(let match): .defaultExclude(lists.match(match, name))
    case .credential(let form): .credential(form, detects ?? .builtIn)
    case .notIncluded: .notIncluded(includeOrigin ?? .builtIn)
    case .exclude(let match): .exclude(lists.match(match, name))
    case .unset(let index): .unset(unset[Int(index)].origin)
    case .required: required?.firstMatch(name).map { .required($0) } ?? .notDropped
    case .reserved: .reserved
    }
  }
}
