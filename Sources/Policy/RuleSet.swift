import Bytes
import Globs
import Secrets

/// Which rule of a list matched, and for a group which of its patterns.  It points into the lists, which live as long
/// as the process: every decision has one.
package struct Match: Equatable, @unchecked Sendable {
  /// The rule; the pointer stays valid.
  let rulePlace: UnsafePointer<Stated<Rule>>
  private let patternPlace: UnsafePointer<Pattern>

  init(rule: UnsafePointer<Stated<Rule>>, pattern: UnsafePointer<Pattern>) {
    rulePlace = rule
    patternPlace = pattern
  }

  init(rule: UnsafePointer<Stated<Rule>>, secret: SecretPattern) {
    self.init(rule: rule, pattern: Boxed(Pattern(builtIn: secret.glob)).pointer)
  }
}

package extension Match {
  var rule: Stated<Rule> { rulePlace.pointee }
  var pattern: Pattern { patternPlace.pointee }

  static func == (left: Match, right: Match) -> Bool {
    left.rule == right.rule && left.pattern == right.pattern
  }
}

extension List where Element == Stated<Rule> {
  /// Calls `body` with the place of each rule, but only once for each group: a second time it has no effect.
  @inline(__always)
  func forEachRule(_ body: (UnsafePointer<Stated<Rule>>) -> Void) {
    var groups: UInt8 = 0
    for index in indices {
      let rule = place(of: index)
      if case .group(let group) = rule.pointee.value {
        if groups & 1 &<< group.rawValue != 0 { continue }
        groups |= 1 &<< group.rawValue
      }
      body(rule)
    }
  }
}

/// Pattern lists prepared for matching: groups are expanded, and one pass matches the patterns of all lists.  Patterns
/// are numbered consecutively, list after list; lists are numbered in the order in which they were added.
///
/// `@secrets` is a table with exemptions, not a list of patterns, and is asked separately.  It still has a number among
/// the patterns.
struct RuleLists {
  private var patterns = List<Pattern>()
  /// For each pattern the rule that it comes from.
  private var rules = List<UnsafePointer<Stated<Rule>>>()
  /// For each list the number of its first pattern; then the total number of patterns.
  private(set) var starts = List<Int32>()
  /// Matches the patterns of all lists; nil if there are none.
  private(set) var matcher: ListMatcher?
  /// The list and the number of each `@secrets`.
  private(set) var secrets = List<(list: Int, number: Int32)>()

  /// The placeholder of `@secrets` among the patterns.  It matches no name: none holds a `=` after its first byte.
  private static var placeholder: ByteString { "@=" }

  /// - Parameter expecting: about how many patterns will come.
  init(expecting: Int) {
    patterns.reserve(expecting)
    rules.reserve(expecting)
    starts.reserve(8)
  }

  /// One list, whose number is 0.
  init(_ list: List<Stated<Rule>>, names: Int) {
    self.init(expecting: list.count)
    add(list)
    finish(names: names)
  }

  mutating func add(_ list: List<Stated<Rule>>) {
    starts.append(Int32(patterns.count))
    list.forEachRule { rule in
      switch rule.pointee.value {
      case .pattern(let pattern): add(pattern, of: rule)
      case .group(.secrets):
        secrets.append((starts.count - 1, Int32(patterns.count)))
        add(Pattern(builtIn: Self.placeholder), of: rule)
      case .group(let group):
        for pattern in group.patterns { add(pattern, of: rule) }
      }
    }
  }

  private mutating func add(_ pattern: Pattern, of rule: UnsafePointer<Stated<Rule>>) {
    // Codex's empty pattern matches nothing.
    if pattern.source.isEmpty { return }
    patterns.appendQuickly(pattern)
    rules.appendQuickly(rule)
  }

  /// Call it after the last list.
  /// - Parameter names: about how many names will be matched.
  mutating func finish(names: Int) {
    starts.append(Int32(patterns.count))
    if patterns.count > secrets.count { matcher = ListMatcher(patterns, starts: starts, names: names) }
  }

  /// The first pattern of the only list that matches `name`.
  func firstMatch(_ name: ByteString) -> Match? {
    var number = ListMatcher.none
    var first = matcher?.match(name, into: &number) == true ? number : nil
    if let secret = secrets.first, secret.number < first ?? .max, SecretMatcher.match(name) != nil { first = secret.number }
    return first.map { match($0, name) }
  }

  func match(_ number: Int32, _ name: ByteString) -> Match {
    let rule = rules[Int(number)]
    if case .group(.secrets) = rule.pointee.value, let secret = SecretMatcher.match(name) {
      return Match(rule: rule, secret: secret)
    }
    return Match(rule: rule, pattern: patterns.place(of: Int(number)))
  }
}

/// One list of rules, prepared for matching.
package struct RuleMatcher {
  private let lists: RuleLists
}

package extension RuleMatcher {
  /// - Parameter names: about how many names will be matched.
  init(_ rules: List<Stated<Rule>>, names: Int = 1) { lists = RuleLists(rules, names: names) }

  /// A group by itself.
  init(of group: Group) {
    var rules = List<Stated<Rule>>()
    rules.append(Stated(.group(group), .builtIn))
    self.init(rules)
  }

  /// The first rule that matches the whole of `name`; nil if none does.
  func firstMatch(_ name: ByteString) -> Match? { lists.firstMatch(name) }
}
