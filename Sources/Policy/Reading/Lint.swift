import Bytes
import Globs
import Secrets

/// Finds what is valid but surely not intended.
package struct Lint {
  package private(set) var notes = List<Note>()
  /// How many notes were only counted: nobody reads more.
  package private(set) var omitted = 0
  /// The places of the rules that notes are wanted for, sorted; nil for all rules.
  private var wanted: List<Origin>?

  /// Names of variables whose values hold credentials in this environment: a `keep` for one of them has an effect.
  private let credentialsHere: List<ByteString>

  /// The patterns that are compared, groups expanded, and the rule of each.
  private var patterns = List<Pattern>()
  private var rules = List<UnsafePointer<Stated<Rule>>>()

  /// The steps that comparisons may still take, for all questions of a run: each list may be compared with every
  /// other.  Once it is spent, comparisons find nothing more.
  package private(set) var budget: Int

  package init(credentialsHere: List<ByteString> = List(), budget: Int = Lint.wholeBudget) {
    self.credentialsHere = credentialsHere
    self.budget = budget
  }
}

package extension Lint {
  /// About half a second.
  static var wholeBudget: Int { 1 << 26 }

  struct Note: @unchecked Sendable {
    package let warning: Warning
    package let origin: Origin
    private let otherPlace: UnsafePointer<Stated<Rule>>?

    init(_ warning: Warning, _ origin: Origin, _ other: UnsafePointer<Stated<Rule>>?) {
      self.warning = warning
      self.origin = origin
      otherPlace = other
    }

    /// The other rule that is involved.
    package var other: Stated<Rule>? { otherPlace?.pointee }
  }

  /// Takes `steps` from the budget.
  /// - Returns: false if that exceeds it.
  mutating func spend(_ steps: Int) -> Bool {
    budget -= min(steps, budget + 1)
    return budget >= 0
  }

  /// Checks one list for items that repeat others or have no effect.
  mutating func check(_ list: List<Stated<Rule>>) {
    patterns = List()
    rules = List()
    let range = add(list)
    guard spend(patterns.count * Self.patternCost) else { return }
    var coverage = PatternCoverage(patterns, budget: budget)
    checkItems(of: range, &coverage)
    budget = min(budget, coverage.budget)
  }

  /// The cost of preparing a pattern for comparison, in steps.
  private static var patternCost: Int { 16 }

  /// Checks the rules of a file, or of a profile in it.
  /// - Parameter policy: the built-in layer merged with the file alone.
  mutating func check(_ layer: PolicyLayer, in policy: Policy, _ requirements: Requirements) {
    patterns = List()
    rules = List()
    let core = add(list(of: .core))
    let before = notes.count
    let inherited = add(policy.inherited ?? List())
    let stated = add(policy.lists[.defaultExcludes])
    let defaults = policy.flag(.ignoreDefaultExcludes) ? stated.upperBound..<stated.upperBound : stated
    let keep = add(policy.lists[.keep])
    let exclude = add(policy.lists[.exclude])
    let includeOnly = add(policy.lists[.includeOnly])
    let credentials = add(Self.credentialNames)
    check(assignmentsOf: layer, requirements)
    guard spend(patterns.count * Self.patternCost) else { return }
    var coverage = PatternCoverage(patterns, budget: budget)

    let unsetNames = policy.unset.isEmpty ? SortedNames() : SortedNames(policy.unset.values)
    wanted = layer.ruleOrigins()
    for rule in layer.inherited ?? List() {
      guard case .pattern(let pattern) = rule.value, let mode = Inherit.meant(by: pattern.source) else { continue }
      append(Note(.modeInList(mode), rule.origin, nil))
    }
    for number in stated { _ = noteForeign(number) }
    checkItems(of: inherited, &coverage)
    checkItems(of: keep, &coverage)
    checkItems(of: exclude, &coverage)
    checkItems(of: includeOnly, &coverage)
    for number in includeOnly where !isForeign(number) && !coverage.matchesNothing(number) {
      if let cover = cover(of: number, in: exclude, &coverage) {
        note(.excluded, number, cover)
      } else if noteUnset(number, policy.unset, unsetNames) {
        continue
      } else if let cover = cover(of: number, in: defaults, &coverage), coverage.meets(number, keep) == false {
        note(policy.dialect == .codex ? .codexExcluded : .defaultExcluded, number, cover)
      } else if policy.inherit.value == .core, coverage.meets(number, core) == false {
        note(.includesNoCoreName, number)
      } else if policy.inherited != nil, meets(number, inherited, &coverage) == false {
        note(.includesNothingInherited, number)
      }
    }
    for number in keep where !isForeign(number) && !coverage.matchesNothing(number) {
      if let cover = cover(of: number, in: exclude, &coverage) {
        note(.excluded, number, cover)
      } else if noteUnset(number, policy.unset, unsetNames) {
        continue
      } else if meets(number, defaults, &coverage) == false {
        // The value of such a variable may still look like a secret.
        let mayHoldOne = policy.flag(.detectValues) && !policy.flag(.ignoreDefaultExcludes)
        if !mayHoldOne || coverage.meets(number, credentials) == false && !savesHere(number) { note(.keepsNothing, number) }
      }
    }
    wanted = nil
    budget = min(budget, coverage.budget)
  }

  /// Whether `unset` has the one name that the pattern matches; if so, notes it.
  /// - Parameter names: those of `unset`.
  private mutating func noteUnset(
    _ number: Int, _ unset: List<Stated<ByteString>>, _ names: SortedNames
  ) -> Bool {
    guard !unset.isEmpty, let name = patterns[number].literalName, let index = names.number(of: name) else { return false }
    let rule = Rule.pattern(patterns[number])
    note(.unset, number, Boxed(Stated(rule, unset[index].origin)).pointer)
    return true
  }

  private mutating func savesHere(_ number: Int) -> Bool {
    if credentialsHere.isEmpty { return false }
    // If the answer is unknown there is no warning.
    guard spend(credentialsHere.count * Self.patternCost) else { return true }
    var rule = List<Stated<Rule>>()
    rule.append(rules[number].pointee)
    let matcher = RuleMatcher(rule)
    for name in credentialsHere where matcher.firstMatch(name) != nil { return true }
    return false
  }

  /// Names whose values usually hold a password: proxies, URLs and connections.
  private static var credentialNames: List<Stated<Rule>> {
    var list = List<Stated<Rule>>()
    var words = WordIterator("*PROXY* *URL* *URI* *DSN* *CONN*", separator: UInt8(ascii: " "))
    while let word = words.next() { list.append(Stated(.pattern(Pattern(builtIn: word)), .builtIn)) }
    return list
  }

  private func list(of group: Group) -> List<Stated<Rule>> {
    var list = List<Stated<Rule>>()
    list.append(Stated(.group(group), .builtIn))
    return list
  }

  /// - Returns: the numbers of the list's patterns.
  private mutating func add(_ list: List<Stated<Rule>>) -> Range<Int> {
    let start = patterns.count
    patterns.reserve(list.count)
    rules.reserve(list.count)
    list.forEachRule { rule in
      switch rule.pointee.value {
      case .pattern(let pattern):
        // Codex's empty pattern matches nothing, and no set takes it.
        if !pattern.source.isEmpty { add(pattern, rule) }
      // It has no items.
      case .group(.secrets):
        for secret in SecretPattern.all where secret.isSecret { add(Pattern(builtIn: secret.glob), rule) }
      case .group(let group):
        for pattern in group.patterns { add(pattern, rule) }
      }
    }
    return start..<patterns.count
  }

  private mutating func add(_ pattern: Pattern, _ rule: UnsafePointer<Stated<Rule>>) {
    patterns.append(pattern)
    rules.append(rule)
  }

  /// The pattern in `range` that matches everything that pattern `number` matches.  For `@secrets`, which has
  /// exemptions, that is known only for a plain name.
  private func cover(of number: Int, in range: Range<Int>, _ coverage: inout PatternCoverage) -> Int? {
    guard let cover = coverage.firstCovering(number, in: range) else { return nil }
    guard case .group(.secrets) = rules[cover].pointee.value else { return cover }
    return patterns[number].literalName.flatMap { SecretMatcher.match($0) } == nil ? nil : cover
  }

  /// Whether pattern `number` and one in `range` match a common name; nil if that is unknown.
  private func meets(_ number: Int, _ range: Range<Int>, _ coverage: inout PatternCoverage) -> Bool? {
    guard coverage.meets(number, range) != false else { return false }
    guard let name = patterns[number].literalName, SecretMatcher.match(name) == nil else { return nil }
    // In this case the patterns of `@secrets` don't count.
    for other in range {
      if case .group(.secrets) = rules[other].pointee.value { continue }
      if coverage.meets(number, other..<other + 1) != false { return nil }
    }
    return false
  }

  private mutating func checkItems(of range: Range<Int>, _ coverage: inout PatternCoverage) {
    let firsts = firstEqual(in: range)
    // For each pattern the one that covers it, or -1; equal patterns have that of the first.
    let covers = zeroed(Int32.self, range.count)
    for number in range {
      if noteForeign(number) { continue }
      let first = Int(firsts[number - range.lowerBound])
      var found: Int?
      if first < number {
        let cover = Int(covers[first - range.lowerBound])
        if cover == -2 {
          note(.matchesNoName, number)
          continue
        }
        found = cover < 0 ? first : cover
      } else if coverage.matchesNothing(number) {
        covers[number - range.lowerBound] = -2
        note(.matchesNoName, number)
        continue
      } else {
        found = cover(of: number, in: range.lowerBound..<number, &coverage)
      }
      covers[number - range.lowerBound] = Int32(truncatingIfNeeded: found ?? -1)
      if let found { note(.covered, number, found) }
    }
  }

  private func isForeign(_ number: Int) -> Bool { patterns[number].foreignSyntax != nil }

  /// Whether a pattern is in another syntax; if so, notes it.
  private mutating func noteForeign(_ number: Int) -> Bool {
    guard let syntax = patterns[number].foreignSyntax else { return false }
    note(.foreignSyntax(syntax), number, number)
    return true
  }

  /// For each pattern of `range` the number of the first one with the same text.
  private func firstEqual(in range: Range<Int>) -> UnsafeMutablePointer<Int32> {
    var sorted = List<Int32>()
    sorted.reserve(range.count)
    for number in range { sorted.appendReserved(Int32(truncatingIfNeeded: number)) }
    let patterns = patterns
    sorted.sort { patterns[Int($0)].source.precedes(patterns[Int($1)].source) }
    let firsts = zeroed(Int32.self, range.count)
    var first = 0
    for index in sorted.indices {
      if patterns[Int(sorted[index])].source != patterns[Int(sorted[first])].source { first = index }
      firsts[Int(sorted[index]) - range.lowerBound] = sorted[first]
    }
    return firsts
  }

  /// - Parameter other: the number of the other pattern involved.
  private mutating func note(_ warning: Warning, _ number: Int, _ other: Int? = nil) {
    note(warning, number, other.map { rules[$0] })
  }

  private mutating func note(_ warning: Warning, _ number: Int, _ other: UnsafePointer<Stated<Rule>>?) {
    guard case .pattern = rules[number].pointee.value else { return }
    let origin = rules[number].pointee.origin
    if let wanted, !wanted.holds(origin) { return }
    append(Note(warning, origin, other))
  }

  mutating func append(_ note: Note) {
    if notes.count < ErrorList.limit { notes.append(note) } else { omitted += 1 }
  }
}

extension PolicyLayer {
  /// The places of the rules in this layer's lists, sorted: they are all in one file.
  fileprivate func ruleOrigins() -> List<Origin> {
    var origins = List<Origin>()
    for filter in filters ?? List() { origins.append(filter.rule.origin) }
    for rule in inherited ?? List() { origins.append(rule.origin) }
    lists.forEach { _, list in
      for rule in list { origins.append(rule.origin) }
    }
    origins.sort { $0.place < $1.place }
    return origins
  }
}

extension List where Element == Origin {
  /// Whether a list that is sorted by places contains `origin`.
  fileprivate func holds(_ origin: Origin) -> Bool {
    let index = (0..<count).partitioningIndex { self[$0].place >= origin.place }
    return index < count && self[index] == origin
  }
}
