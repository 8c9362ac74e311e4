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
  /// Where the record of the run is written; nil if no layer states it.
  package var audit: Boxed<AuditSettings>?
  /// The filters while files are merged, each with the number of its layer; `settleFilters` turns them into lists.
  private var filters = List<LayerFilter>()
  private var layerCount: Int32 = 0
  package var unset = List<Stated<ByteString>>()
  /// The variable that lists the names of dropped variables; nil or empty for none.
  package var exportDropped: Stated<ByteString>?
  package var assignments = List<Assignment>()

  // What requirements hold, whatever the layers say.

  /// The requirement that `detect_values` is true, if there is one.  Values count then whatever
  /// `ignore_default_excludes` says, and in Codex's dialect too, which has no such key.
  var requiredDetection: Origin?
  /// Whether a requirement forbids `all`: an allow-list then picks from the core names.
  package var isLimitedToCore = false
  /// Applied after `set`.
  package var alwaysExclude = List<Stated<Rule>>()
  /// Set last.
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
    // Not `@secrets`, which matches more names.
    var words = WordIterator("*KEY* *SECRET* *TOKEN*", separator: UInt8(ascii: " "))
    while let word = words.next() { lists[.defaultExcludes].append(Stated(.pattern(Pattern(builtIn: word)), .builtIn)) }
  }

  /// Merges a file's `layer` into the policy: `keep`, `exclude`, `unset` and assignments add up, `filters` merge
  /// pattern by pattern, any other key replaces.  In Codex's dialect lists replace, and lists and filters exclude each
  /// other.
  mutating func merge(_ layer: PolicyLayer) {
    mergeSettings(layer, isCommandLine: false)
    if dialect == .codex { return mergeCodexFilters(layer) }
    if layer.lists[.includeOnly] != nil, !filters.isEmpty { dropFilters { $0.includes } }
    guard let more = layer.filters else { return }
    // `filters` are another spelling of both lists.  An including filter replaces the list `include_only`, and merges
    // with earlier filters.
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
    for filter in more { filters.append(LayerFilter(filter: filter, layer: layerCount)) }
  }

  private mutating func dropFilters(_ drops: (Filter) -> Bool) {
    var left = List<LayerFilter>()
    for row in filters where !drops(row.filter) { left.append(row) }
    filters = left
  }

  /// Turns the filters into lists.  Of filters that differ only in case the last layer's count.
  private mutating func settleFilters() {
    if filters.isEmpty { return }
    var keys = List<(key: ByteString, row: Int)>()
    keys.reserve(filters.count)
    for index in filters.indices { keys.appendReserved((filters[index].filter.key(dialect), index)) }
    keys.sort { $0.key.precedes($1.key) }
    let counts = zeroed(UInt8.self, filters.count)
    var end = keys.count
    // Equal keys are in the order of their layers.
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

  /// Merges the command line into the policy: every list adds up, and `-u` removes assignments of the files too.
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

  /// Appends an assignment after all others, unless a requirement assigns the same name.
  mutating func setLast(_ assignment: Assignment) {
    for other in alwaysSet where other.entry.name == assignment.entry.name { return }
    alwaysSet.append(assignment)
  }

  internal mutating func merge(audit more: Boxed<AuditSettings>?) {
    guard let more else { return }
    audit = audit.map { Boxed($0.value) { $0.merge(more.value) } } ?? more
  }

  /// Forgets the settings that close something, such as `seal`.  At a login only the login's own profile may set them.
  mutating func dropStartSettings() {
    let before = values
    before.forEach { setting, _ in
      if setting.row.closes { values[setting] = Stated(setting.standard, .builtIn) }
    }
  }

  /// Starts from the core names.
  mutating func limitToCore() { inherit = Stated(.core, .builtIn) }

  /// The policy for a login whose own file can't be read: the core names without likely secrets, whatever the layers so
  /// far state.  Stricter settings stay.
  mutating func mergeStrictDefault() {
    let strict = Policy(dialect)
    if inherit.value != .none { inherit = Stated(.core, .builtIn) }
    values[.ignoreDefaultExcludes] = Stated(0, .builtIn)
    values[.detectValues] = strict.values[.detectValues]
    lists[.defaultExcludes].append(contentsOf: strict.lists[.defaultExcludes])
    lists[.keep] = List()
  }

  /// Merges all settings but filters.
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
  /// The mode; `all` if there are patterns in its place.
  var inherit: Stated<Inherit> {
    get { Stated(Inherit(rawValue: values[.inherit].value) ?? .none, values[.inherit].origin) }
    set {
      values[.inherit] = Stated(newValue.value.rawValue, newValue.origin)
      inherited = nil
    }
  }

  var seal: Sealing { Sealing(rawValue: values[.seal].value) ?? .yes }

  /// `show_dropped`: false never reports dropped variables, true also reports them in scripts and shims; nil if no
  /// layer states it.
  var showsDropped: Bool? {
    values[.showDropped].origin.layer == .builtIn ? nil : flag(.showDropped)
  }

  /// Whether a flag is true.
  func flag(_ setting: Setting) -> Bool { values[setting].value == 1 }
}

/// A filter and the number of the layer that states it.
private struct LayerFilter: Equatable, Sendable {
  let filter: Filter
  let layer: Int32
}

extension Filter {
  /// The key that identifies filters of two layers as one: the pattern in lower case, by the dialect's rules.
  func key(_ dialect: Dialect) -> ByteString {
    let written = rule.value.written
    return dialect == .codex ? written.lowercased() : written.foldingCase()
  }
}

extension List where Element == Stated<ByteString> {
  /// The values without their origins.
  package var values: List<ByteString> {
    var values = List<ByteString>()
    values.reserve(count)
    for stated in self { values.appendReserved(stated.value) }
    return values
  }
}
