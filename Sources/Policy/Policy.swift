import Bytes
import Globs
import Secrets

/// Merged settings, ready to be applied.
package struct Policy: Equatable, Sendable {
  package let dialect: Dialect
  package var values = SettingValues<Stated<UInt8>> { Stated($0.standard, .builtIn) }
  /// The names to start from, where `inherit` has patterns in place of a mode.
  package var inherited: List<Stated<Rule>>?
  package var lists = PatternLists<List<Stated<Rule>>>(repeating: List())
  /// Where a record of the run goes; nil if nobody said anything of it.
  package var audit: Boxed<AuditSettings>?
  /// As long as files are merged, with the number of the layer that says it; `settleFilters` makes lists of them.
  private var filters = List<LaidFilter>()
  private var layerCount: Int32 = 0
  package var unset = List<Stated<ByteString>>()
  /// The name of the variable that lists the names that were dropped; nil and empty for none.
  package var exportDropped: Stated<ByteString>?
  package var assignments = List<Assignment>()

  // What requirements hold, whatever the layers say.

  /// Where a requirement holds `detect_values` at true: then values count whatever `ignore_default_excludes` says,
  /// and in Codex's dialect, which has no such key.
  var requiredDetection: Origin?
  /// Whether `all` isn't allowed: then an allow-list picks from the core names.
  package var isLimitedToCore = false
  /// Dropped after `set`.
  package var alwaysExclude = List<Stated<Rule>>()
  /// Put in last.
  package var alwaysSet = List<Assignment>()
}

package extension Policy {
  /// The built-in layer.
  init(_ dialect: Dialect = .envscrub) {
    self.dialect = dialect
    guard dialect == .codex else {
      lists[.defaultExcludes].append(Stated(.group(.secrets), .builtIn))
      return
    }
    values[.ignoreDefaultExcludes] = Stated(1, .builtIn)
    // Not `@secrets`, which knows more.
    var words = WordIterator("*KEY* *SECRET* *TOKEN*", separator: UInt8(ascii: " "))
    while let word = words.next() { lists[.defaultExcludes].append(Stated(.pattern(Pattern(builtIn: word)), .builtIn)) }
  }

  /// Lays a file's `layer` over what is there: `keep`, `exclude`, `unset` and assignments add up, `filters` merge pattern by
  /// pattern, any other key replaces.  In Codex's dialect lists replace, and lists and filters drive each other out.
  mutating func merge(_ layer: PolicyLayer) {
    mergeSettings(layer, isCommandLine: false)
    if dialect == .codex { return mergeCodexFilters(layer) }
    if layer.lists[.includeOnly] != nil, !filters.isEmpty { dropFilters { $0.includes } }
    guard let more = layer.filters else { return }
    // Another spelling of both lists: what it picks replaces a list, and merges with what filters pick.
    for filter in more where filter.includes {
      lists[.includeOnly] = List()
      break
    }
    mergeFilters(more)
  }

  private mutating func mergeCodexFilters(_ layer: PolicyLayer) {
    if let more = layer.filters {
      lists[.exclude] = List()
      lists[.includeOnly] = List()
      mergeFilters(more)
    } else if layer.lists[.exclude] != nil || layer.lists[.includeOnly] != nil {
      filters = List()
    }
  }

  private mutating func mergeFilters(_ more: List<Filter>) {
    layerCount += 1
    for filter in more { filters.append(LaidFilter(filter: filter, layer: layerCount)) }
  }

  private mutating func dropFilters(_ drops: (Filter) -> Bool) {
    var left = List<LaidFilter>()
    for row in filters where !drops(row.filter) { left.append(row) }
    filters = left
  }

  /// Makes lists of the filters: of those that are one but for the case of their letters the last layer's count.
  private mutating func settleFilters() {
    if filters.isEmpty { return }
    var keys = List<(key: ByteString, row: Int)>()
    keys.reserve(filters.count)
    for index in filters.indices { keys.appendReserved((filters[index].filter.key(dialect), index)) }
    keys.sort { $0.key.precedes($1.key) }
    let counts = zeroed(UInt8.self, filters.count)
    var end = keys.count
    // Equal keys stand in the order of their layers.
    while end > 0 {
      let last = filters[keys[end - 1].row].layer
      var start = end
      while start > 0, keys[start - 1].key == keys[end - 1].key {
        start -= 1
        if filters[keys[start].row].layer == last { counts[keys[start].row] = 1 }
      }
      end = start
    }
    for index in filters.indices where counts[index] == 1 {
      let filter = filters[index].filter
      lists[filter.includes ? .includeOnly : .exclude].append(filter.rule)
    }
    filters = List()
  }

  /// Lays the command line over the files: there every list adds up, and `-u` takes away what the
  /// files assign.
  mutating func mergeCommandLine(_ layer: PolicyLayer) {
    if !layer.unset.isEmpty {
      let names = SortedNames(layer.unset.values)
      var left = List<Assignment>()
      for assignment in assignments {
        if let name = assignment.entry.name, names.contains(name) { continue }
        left.append(assignment)
      }
      assignments = left
    }
    settleFilters()
    mergeSettings(layer, isCommandLine: true)
  }

  /// Puts an entry in behind everything else, unless requirements put in one of that name.
  mutating func setLast(_ assignment: Assignment) {
    for other in alwaysSet where other.entry.name == assignment.entry.name { return }
    alwaysSet.append(assignment)
  }

  internal mutating func merge(audit more: Boxed<AuditSettings>?) {
    guard let more else { return }
    var settings = audit?.value ?? AuditSettings()
    settings.merge(more.value)
    audit = Boxed(settings)
  }

  /// At a login only the profile that is for logins says what is closed: what is merged so far doesn't.
  mutating func dropStartSettings() {
    let before = values
    before.forEach { setting, _ in
      if setting.row.closes { values[setting] = Stated(setting.standard, .builtIn) }
    }
  }

  /// Starts from the core names.
  mutating func limitToCore() { inherit = Stated(.core, .builtIn) }

  /// What holds where the user's own file can't be read: the core names, less what looks like a secret,
  /// whatever the layers so far say.  What is stricter stays.
  mutating func mergeStrictDefault() {
    let strict = Policy(dialect)
    if inherit.value != .none { inherit = Stated(.core, .builtIn) }
    values[.ignoreDefaultExcludes] = Stated(0, .builtIn)
    values[.detectValues] = strict.values[.detectValues]
    lists[.defaultExcludes].append(contentsOf: strict.lists[.defaultExcludes])
    lists[.keep] = List()
  }

  /// What most settings do; filters are left to others.
  private mutating func mergeSettings(_ layer: PolicyLayer, isCommandLine: Bool) {
    layer.values.forEach { setting, value in values[setting] = value }
    if layer.values[.inherit] != nil { inherited = layer.inherited }
    layer.lists.forEach { setting, list in
      let row = setting.row
      let addsUp = isCommandLine ? row.option != nil : dialect == .envscrub && row.merge == .add
      if addsUp { lists[setting].append(contentsOf: list) } else { lists[setting] = list }
    }
    merge(audit: layer.audit)
    unset.append(contentsOf: layer.unset)
    exportDropped = layer.exportDropped ?? exportDropped
    assignments.append(contentsOf: layer.assignments)
  }
}

package extension Policy {
  /// The mode; `all` where there are patterns in its place.
  var inherit: Stated<Inherit> {
    get { Stated(Inherit(rawValue: values[.inherit].value) ?? .none, values[.inherit].origin) }
    set {
      values[.inherit] = Stated(newValue.value.rawValue, newValue.origin)
      inherited = nil
    }
  }

  var seal: Sealing { Sealing(rawValue: values[.seal].value) ?? .yes }

  /// Whether a run tells what it dropped: never, or also in scripts and shims; nil if nobody said.
  var showsDropped: Bool? {
    values[.showDropped].origin.layer == .builtIn ? nil : flag(.showDropped)
  }

  /// Whether a flag is true.
  func flag(_ setting: Setting) -> Bool { values[setting].value == 1 }
}

/// A filter and the number of the layer that says it.
private struct LaidFilter: Equatable, Sendable {
  let filter: Filter
  let layer: Int32
}

extension Filter {
  /// What filters of two layers must have in common to be one: the pattern without case, as the dialect has it.
  func key(_ dialect: Dialect) -> ByteString {
    let written = rule.value.written
    return dialect == .codex ? written.lowercased() : written.foldingCase()
  }
}

extension List where Element == Stated<ByteString> {
  /// Without their origins.
  package var values: List<ByteString> {
    var values = List<ByteString>()
    values.reserve(count)
    for stated in self { values.appendReserved(stated.value) }
    return values
  }
}
