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

/// A pattern list made ready: groups written out, all patterns matched in one pass.
struct RuleSet {
  private let rules: List<Stated<Rule>>
  private var patterns = List<Pattern>()
  /// For each pattern the rule that it comes from.
  private var ruleOf = List<Int32>()
  /// nil where there is nothing to match.
  private let matcher: PatternMatcher?

  init(_ rules: List<Stated<Rule>>, names: Int) {
    self.rules = rules
    if rules.isEmpty {
      matcher = nil
      return
    }
    patterns.reserve(rules.count)
    ruleOf.reserve(rules.count)
    for index in rules.indices {
      switch rules[index].value {
      case .pattern(let pattern):
        patterns.append(pattern)
        ruleOf.append(Int32(index))
      case .group(let group):
        for pattern in group.patterns {
          patterns.append(pattern)
          ruleOf.append(Int32(index))
        }
      }
    }
    matcher = PatternMatcher(PatternSet(patterns), names: names)
  }

  /// The first pattern that matches, by a number that `match` tells about.
  func firstMatch(_ name: ByteString) -> Int? { matcher?.firstMatch(name) }

  @inline(never)
  func match(_ number: Int) -> Match {
    Match(rule: rules.place(of: Int(ruleOf[number])), pattern: patterns.place(of: number))
  }
}
