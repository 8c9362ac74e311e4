import Bytes
import Globs
import Secrets

/// The steps of the policy in their order, over one name.
struct Decider {
  private let dialect: Dialect
  private let inherit: Stated<Inherit>
  private let isHeldToCore: Bool
  private let unset: List<Stated<ByteString>>
  private let includeOrigin: Origin?
  private let lists: RuleLists
  /// That of `lists`: beside them, it is reached without a copy of them.
  private let matcher: PatternMatcher?
  /// Those of requirements, which keep their own patterns in every dialect.
  private let required: RuleLists?

  private static var core: Int { 0 }
  private static var defaultExcludes: Int { 1 }
  private static var keep: Int { 2 }
  private static var includeOnly: Int { 3 }
  private static var exclude: Int { 4 }

  init(_ policy: borrowing Policy, names: Int) {
    dialect = policy.dialect
    inherit = policy.inherit
    isHeldToCore = policy.isHeldToCore
    unset = policy.unset
    includeOrigin = policy.includeOnly.first?.origin
    var core = List<Stated<Rule>>()
    if dialect == .envscrub, inherit.value == .core || isHeldToCore {
      core.append(Stated(.group(.core), .builtIn))
    }
    // A few more, for the patterns of groups.
    var lists = RuleLists(
      expecting: policy.defaultExcludes.count + policy.keep.count + policy.includeOnly.count + policy.exclude.count + 3)
    lists.add(core)
    lists.add(policy.ignoreDefaultExcludes.value ? List() : policy.defaultExcludes)
    lists.add(policy.keep)
    lists.add(policy.includeOnly)
    lists.add(policy.exclude)
    lists.finish(names: names)
    self.lists = lists
    matcher = lists.matcher
    required = policy.alwaysExclude.isEmpty ? nil : RuleLists(policy.alwaysExclude, names: names)
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
    case required
    case reserved

    var keeps: Bool {
      switch self {
      case .kept, .keptBy, .included: true
      case .inherit, .defaultExclude, .notIncluded, .exclude, .unset, .required, .reserved: false
      }
    }
  }

  func rule(_ name: ByteString) -> Ruling {
    let ruling = dialect == .codex ? codexRule(name) : ownRule(name)
    if ruling.keeps, let required, required.firstMatch(name) != nil { return .required }
    return ruling
  }

  private func ownRule(_ name: ByteString) -> Ruling {
    // With `include_only`, `inherit = "none"` is an allow-list, which picks from the whole parent environment,
    // or from the core names where a requirement forbids `all`.
    if inherit.value == .none, includeOrigin == nil { return .inherit }
    let isCoreOnly = inherit.value == .core || inherit.value == .none && isHeldToCore
    var ruling = Ruling.kept
    if let matches = matcher?.match(name) {
      if isCoreOnly, lists.first(Self.core, of: matches) == nil { return .inherit }
      if let match = lists.first(Self.defaultExcludes, of: matches) {
        guard let kept = lists.first(Self.keep, of: matches) else { return .defaultExclude(match) }
        ruling = .keptBy(kept, against: match)
      }
      if includeOrigin != nil {
        guard let match = lists.first(Self.includeOnly, of: matches) else { return .notIncluded }
        if case .kept = ruling { ruling = .included(match) }
      }
      if let match = lists.first(Self.exclude, of: matches) { return .exclude(match) }
    } else {
      if isCoreOnly { return .inherit }
      if includeOrigin != nil { return .notIncluded }
    }
    for index in unset.indices where unset[index].value == name { return .unset(Int32(index)) }
    return ruling
  }

  /// Codex's steps over a parent's entry; between the third and the fourth `set` puts in what it has.
  private func codexRule(_ name: ByteString) -> Ruling {
    if inherit.value == .none || inherit.value == .core && !CodexNames.isCore(name) { return .inherit }
    let matches = matcher?.match(name.lowercasedByCharacter())
    if let matches {
      if let match = lists.first(Self.defaultExcludes, of: matches) { return .defaultExclude(match) }
      if let match = lists.first(Self.exclude, of: matches) { return .exclude(match) }
    }
    for index in unset.indices where unset[index].value == name { return .unset(Int32(index)) }
    var ruling = Ruling.kept
    if includeOrigin != nil {
      guard let matches, let match = lists.first(Self.includeOnly, of: matches) else { return .notIncluded }
      ruling = .included(match)
    }
    return CodexNames.isReserved(name) ? .reserved : ruling
  }

  /// Whether there is anything that could drop an assignment.
  var dropsAssignments: Bool { dialect == .codex || required != nil }

  /// Why an assignment is dropped; nil where it is not.
  @inline(never)
  func ruleAssignment(_ name: ByteString) -> Ruling? {
    if dialect == .codex {
      if includeOrigin != nil {
        guard let matches = matcher?.match(name.lowercasedByCharacter()),
          lists.first(Self.includeOnly, of: matches) != nil
        else { return .notIncluded }
      }
      if CodexNames.isReserved(name) { return .reserved }
    }
    return required?.firstMatch(name) == nil ? nil : .required
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
      case .required: required?.firstMatch(name).map { .required($0) } ?? .notDropped
      case .reserved: .reserved
      }
    return Decision(verdict: ruling.keeps ? .kept : .dropped, subject: .name(name), reason: reason)
  }
}
