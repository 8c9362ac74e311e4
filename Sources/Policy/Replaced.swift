import Bytes

/// A setting of one file that another file's layer replaced.
package struct Replaced: Equatable, Sendable {
  package let key: Setting
  /// Where the replaced setting was stated.
  package let was: Origin
  /// Where the replacement is stated; nil if it is an empty list, which has no items.
  package let by: Origin?
  /// The number of the file with the replacement.
  package let file: Int

  init(_ key: Setting, was: Origin, by: Origin?, file: Int) {
    self.key = key
    self.was = was
    self.by = by
    self.file = file
  }
}

extension Policy {
  /// The settings of other files that the layer merged last replaced: a value that changed, or a list that lost an
  /// item.
  ///
  /// - Parameters:
  ///   - before: this policy without that layer.
  ///   - file: the number of the layer's file.
  package func replacements(since before: Policy, by file: Int) -> List<Replaced> {
    var replaced = List<Replaced>()
    func note(_ key: Setting, _ old: Stated<UInt8>, _ new: Stated<UInt8>) {
      if old.value != new.value, old.origin.layer.hasFiles, old.origin.file != file {
        replaced.append(Replaced(key, was: old.origin, by: new.origin, file: file))
      }
    }
    func note(_ key: Setting, _ old: List<Stated<Rule>>, _ new: List<Stated<Rule>>) {
      if old == new { return }
      for item in old where item.origin.layer.hasFiles && item.origin.file != file {
        var isThere = false
        for other in new where other.value == item.value { isThere = true }
        if isThere { continue }
        replaced.append(Replaced(key, was: item.origin, by: new.first?.origin, file: file))
        return
      }
    }
    values.forEach { setting, new in note(setting, before.values[setting], new) }
    // A list counts as `all`: where that became another mode, it is noted already.
    if let old = before.inherited, before.values[.inherit].value == values[.inherit].value {
      note(.inherit, old, inherited ?? List())
    }
    lists.forEach { setting, new in note(setting, before.lists[setting], new) }
    return replaced
  }
}

extension Reason {
  /// Whether the replaced setting could have changed this decision.
  package func depends(on key: Setting) -> Bool {
    switch self {
    case .inherit, .notInherited: key == .inherit
    case .notIncluded: key == .includeOnly
    case .exclude: key == .exclude
    case .defaultExclude, .credential:
      key == .keep || key == .ignoreDefaultExcludes || key == .defaultExcludes || key == .detectValues
    // Nothing dropped the entry: a setting that was replaced might have.
    case .notDropped, .inherited, .included, .keptBy, .keptValue:
      key == .inherit || key == .includeOnly || key == .exclude || key == .ignoreDefaultExcludes
        || key == .defaultExcludes || key == .detectValues
    case .malformed, .duplicate, .unset, .replaced, .assigned, .required, .reserved: false
    }
  }
}
