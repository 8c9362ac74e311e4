import Bytes
import Globs
import Secrets

/// Which rule of a list matched, and for a group the pattern of the group.  It points into the lists, which
/// live as long as the process: there is one for each decision.
package struct Match: Equatable, @unchecked Sendable {
  private let rulePlace: UnsafePointer<Stated<Rule>>
  private let patternPlace: UnsafePointer<Pattern>

  init(rule: UnsafePointer<Stated<Rule>>, pattern: UnsafePointer<Pattern>) {
    rulePlace = rule
    patternPlace = pattern
  }

  package var rule: Stated<Rule> { rulePlace.pointee }
  package var pattern: Pattern { patternPlace.pointee }

  package static func == (left: Match, right: Match) -> Bool {
    left.rule == right.rule && left.pattern == right.pattern
  }
}

/// The pattern lists of a policy made ready: groups written out, and the patterns of all lists matched in
/// one pass.  They are numbered in a row, list after list.
struct RuleLists {
  enum Kind: Int { case core, defaultExcludes, keep, includeOnly, exclude }

  private var patterns = List<Pattern>()
  /// For each pattern the rule that it comes from.
  private var rules = List<UnsafePointer<Stated<Rule>>>()
  /// For each list the number of its first pattern, and one more than that of the last list's last.
  private var starts = List<Int32>()
  /// Of all lists, for `first`; nil where there is nothing to match.
  private(set) var matcher: PatternMatcher?

  init(_ policy: borrowing Policy, names: Int) {
    var core = List<Stated<Rule>>()
    if policy.inherit.value == .core { core.append(Stated(.group(.core), .builtIn)) }
    // A few more, for the patterns of groups.
    let count = policy.defaultExcludes.count + policy.keep.count + policy.includeOnly.count + policy.exclude.count + 3
    patterns.reserve(count)
    rules.reserve(count)
    starts.reserve(6)
    add(core)
    add(policy.ignoreDefaultExcludes.value ? List() : policy.defaultExcludes)
    add(policy.keep)
    add(policy.includeOnly)
    add(policy.exclude)
    starts.append(Int32(patterns.count))
    if !patterns.isEmpty { matcher = PatternMatcher(PatternSet(patterns), names: names) }
  }

  @inline(never)
  private mutating func add(_ list: List<Stated<Rule>>) {
    starts.append(Int32(patterns.count))
    for index in list.indices {
      let rule = list.place(of: index)
      switch rule.pointee.value {
      case .pattern(let pattern): add(pattern, of: rule)
      case .group(let group):
        for pattern in group.patterns { add(pattern, of: rule) }
      }
    }
  }

  private mutating func add(_ pattern: Pattern, of rule: UnsafePointer<Stated<Rule>>) {
    patterns.append(pattern)
    rules.append(rule)
  }

  /// The first pattern of a list that is among `matches`, by a number that `match` tells about.
  func first(_ list: Kind, of matches: PatternMatcher.Matches) -> Int32? {
    matches.first(in: starts[list.rawValue]..<starts[list.rawValue + 1])
  }

  @inline(never)
  func match(_ number: Int32) -> Match {
    Match(rule: rules[Int(number)], pattern: patterns.place(of: Int(number)))
  }
}
