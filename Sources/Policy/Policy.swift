import Bytes
import Globs
import Secrets

/// Merged settings, ready to be applied.
package struct Policy: Equatable, Sendable {
  package let dialect: Dialect
  package var inherit = Stated(Inherit.all, .builtIn)
  package var ignoreDefaultExcludes: Stated<Bool>
  package var detectValues = Stated(true, .builtIn)
  /// Whether a shell that is called as a login shell is one.
  package var allowLoginShell = Stated(true, .builtIn)
  /// What is closed before the command starts.
  package var seal = Stated(Sealing.no, .builtIn)
  package var closeFds = Stated(false, .builtIn)
  package var noNewPrivs = Stated(false, .builtIn)
  /// Where a record of the run goes; nil where nobody said anything of it.
  package var audit: Boxed<AuditSettings>?
  package var defaultExcludes = List<Stated<Rule>>()
  package var keep = List<Stated<Rule>>()
  package var includeOnly = List<Stated<Rule>>()
  package var exclude = List<Stated<Rule>>()
  /// Of Codex's dialect, as long as files are laid; beside them there is no list.
  private var filters = List<Filter>()
  package var unset = List<Stated<ByteString>>()
  package var assignments = List<Assignment>()

  // What requirements hold, whatever the layers say.

  /// Whether `all` isn't allowed: then an allow-list picks from the core names.
  package var isHeldToCore = false
  /// Dropped after `set`.
  package var alwaysExclude = List<Stated<Rule>>()
  /// Put in last.
  package var alwaysSet = List<Assignment>()

  /// The built-in layer.
  package init(_ dialect: Dialect = .envscrub) {
    self.dialect = dialect
    ignoreDefaultExcludes = Stated(dialect == .codex, .builtIn)
    guard dialect == .codex else {
      defaultExcludes.append(Stated(.group(.secrets), .builtIn))
      return
    }
    // Not `@secrets`, which knows more.
    var words = WordIterator("*KEY* *SECRET* *TOKEN*", separator: UInt8(ascii: " "))
    while let word = words.next() { defaultExcludes.append(Stated(.pattern(Pattern(builtIn: word)), .builtIn)) }
  }

  /// Lays a file's `layer` over what is there: `exclude` lists and assignments add up, any other key
  /// replaces.  In Codex's dialect `exclude` replaces too, `filters` merge pattern by pattern, and lists and
  /// filters drive each other out.
  @inline(never)
  package mutating func lay(_ layer: PolicyLayer) throws(FilterClash) {
    laySettings(layer)
    if let keep = layer.keep { self.keep = keep }
    if dialect == .codex { return try layCodexLists(layer) }
    if let includeOnly = layer.includeOnly { self.includeOnly = includeOnly }
    if let more = layer.exclude { exclude.append(contentsOf: more) }
  }

  private mutating func layCodexLists(_ layer: PolicyLayer) throws(FilterClash) {
    if let more = layer.filters {
      exclude = List()
      includeOnly = List()
      for filter in more { try lay(filter) }
    } else if layer.exclude != nil || layer.includeOnly != nil {
      filters = List()
      if let exclude = layer.exclude { self.exclude = exclude }
      if let includeOnly = layer.includeOnly { self.includeOnly = includeOnly }
    }
  }

  private mutating func lay(_ filter: Filter) throws(FilterClash) {
    let written = filter.rule.value.written
    for index in filters.indices where filters[index].rule.value.written == written {
      var merged = List<Filter>()
      for other in filters.indices { merged.append(other == index ? filter : filters[other]) }
      filters = merged
      return
    }
    for other in filters where other.rule.value.written.lowercased() == written.lowercased() {
      throw FilterClash(first: other.rule.origin, second: filter.rule.origin)
    }
    filters.append(filter)
  }

  /// Lays the command line over the files: there every list adds up, and `-u` takes away what the
  /// files assign.
  @inline(never)
  package mutating func layCommandLine(_ layer: PolicyLayer) {
    if !layer.unset.isEmpty {
      var left = List<Assignment>()
      // Rarely more than a few names, against the assignments of files.
      for assignment in assignments {
        var isUnset = false
        for name in layer.unset where name.value == assignment.entry.name { isUnset = true }
        if !isUnset { left.append(assignment) }
      }
      assignments = left
    }
    for filter in filters {
      if filter.includes { includeOnly.append(filter.rule) } else { exclude.append(filter.rule) }
    }
    filters = List()
    unset.append(contentsOf: layer.unset)
    laySettings(layer)
    if let more = layer.keep { keep.append(contentsOf: more) }
    if let more = layer.includeOnly { includeOnly.append(contentsOf: more) }
    if let more = layer.exclude { exclude.append(contentsOf: more) }
  }

  /// Puts an entry in behind everything else, unless requirements put in one of that name.
  package mutating func setLast(_ assignment: Assignment) {
    for other in alwaysSet where other.entry.name == assignment.entry.name { return }
    alwaysSet.append(assignment)
  }

  @inline(never)
  mutating func lay(audit more: Boxed<AuditSettings>?) {
    guard let more else { return }
    var settings = audit?.value ?? AuditSettings()
    settings.lay(more.value)
    audit = Boxed(settings)
  }

  /// At a login only the profile that is for logins says what is closed: what is laid so far doesn't.
  package mutating func dropClosing() {
    let none = Policy(dialect)
    seal = none.seal
    closeFds = none.closeFds
    noNewPrivs = none.noNewPrivs
  }

  /// Starts from the core names.
  package mutating func holdToCore() { inherit = Stated(.core, .builtIn) }

  /// What holds where the user's own file can't be read: the core names, less what looks like a secret,
  /// whatever the layers so far say.  What is stricter stays.
  package mutating func layStrictDefault() {
    let strict = Policy(dialect)
    if inherit.value != .none { inherit = Stated(.core, .builtIn) }
    ignoreDefaultExcludes = Stated(false, .builtIn)
    detectValues = strict.detectValues
    defaultExcludes.append(contentsOf: strict.defaultExcludes)
    keep = List()
  }

  @inline(never)
  private mutating func laySettings(_ layer: PolicyLayer) {
    if let inherit = layer.inherit { self.inherit = inherit }
    if let ignore = layer.ignoreDefaultExcludes { ignoreDefaultExcludes = ignore }
    if let detect = layer.detectValues { detectValues = detect }
    if let allow = layer.allowLoginShell { allowLoginShell = allow }
    if let seal = layer.seal { self.seal = seal }
    if let close = layer.closeFds { closeFds = close }
    if let deny = layer.noNewPrivs { noNewPrivs = deny }
    lay(audit: layer.audit)
    if let defaultExcludes = layer.defaultExcludes { self.defaultExcludes = defaultExcludes }
    assignments.append(contentsOf: layer.assignments)
  }
}

/// Two `filters` of Codex's dialect, of different layers, that are one but for the case of their letters.
package struct FilterClash: Error, Equatable, Sendable {
  package let first: Origin
  package let second: Origin
}
