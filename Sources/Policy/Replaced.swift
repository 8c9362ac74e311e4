import Bytes

/// A setting of one file that the layer of another file took away.
package struct Replaced: Equatable, Sendable {
  package let key: Setting
  /// Where it stood.
  package let was: Origin
  /// Where what counts in its place stands; nil where that is an empty list, which has no items.
  package let by: Origin?
  /// The number of the file that has that.
  package let file: Int

  init(_ key: Setting, was: Origin, by: Origin?, file: Int) {
    self.key = key
    self.was = was
    self.by = by
    self.file = file
  }
}

extension Policy {
  /// What the layer that was merged last took away of settings that stand in other files: a value that is another one
  /// now, and a list of which an item is gone.
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
  /// Whether that setting of another layer has a say in what was decided.
  package func depends(on key: Setting) -> Bool {
    switch self {
    case .inherit, .notInherited: key == .inherit
    case .notIncluded: key == .includeOnly
    case .exclude: key == .exclude
    case .defaultExclude, .credential:
      key == .keep || key == .ignoreDefaultExcludes || key == .defaultExcludes || key == .detectValues
    // Nothing dropped it: something that is gone might have.
    case .notDropped, .inherited, .included, .keptBy, .keptValue:
      key == .inherit || key == .includeOnly || key == .exclude || key == .ignoreDefaultExcludes
        || key == .defaultExcludes || key == .detectValues
    case .malformed, .duplicate, .unset, .replaced, .assigned, .required, .reserved: false
    }
  }
}
