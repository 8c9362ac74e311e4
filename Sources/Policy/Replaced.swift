import Bytes

/// A setting of one file that the layer of another file took away.
package struct Replaced: Equatable, Sendable {
  /// As policy files spell it.
  package let key: ByteString
  /// Where it stood.
  package let was: Origin
  /// Where what counts in its place stands; nil where that is an empty list, which has no items.
  package let by: Origin?
  /// The number of the file that has that.
  package let file: Int

  package init(_ key: ByteString, was: Origin, by: Origin?, file: Int) {
    self.key = key
    self.was = was
    self.by = by
    self.file = file
  }
}

extension Policy {
  /// What the layer that was laid last took away of settings that stand in other files: a value that is another one
  /// now, and a list of which an item is gone.
  ///
  /// - Parameters:
  ///   - before: this policy without that layer.
  ///   - file: the number of the layer's file.
  package func replacements(since before: Policy, by file: Int) -> List<Replaced> {
    var replaced = List<Replaced>()
    func note<Value>(_ key: ByteString, _ old: Stated<Value>, _ new: Stated<Value>) {
      if old.value != new.value, old.origin.layer.hasFiles, old.origin.file != file {
        replaced.append(Replaced(key, was: old.origin, by: new.origin, file: file))
      }
    }
    func note(_ key: ByteString, _ old: List<Stated<Rule>>, _ new: List<Stated<Rule>>) {
      if old == new { return }
      for item in old where item.origin.layer.hasFiles && item.origin.file != file {
        var isThere = false
        for other in new where other.value == item.value { isThere = true }
        if isThere { continue }
        replaced.append(Replaced(key, was: item.origin, by: new.first?.origin, file: file))
        return
      }
    }
    note(PolicyKey.inherit.name, before.inherit, inherit)
    note(PolicyKey.ignoreDefaultExcludes.name, before.ignoreDefaultExcludes, ignoreDefaultExcludes)
    note(PolicyKey.defaultExcludes.name, before.defaultExcludes, defaultExcludes)
    note(PolicyKey.detectValues.name, before.detectValues, detectValues)
    note(PolicyKey.keep.name, before.keep, keep)
    note(PolicyKey.includeOnly.name, before.includeOnly, includeOnly)
    note(PolicyKey.exclude.name, before.exclude, exclude)
    note(FileKey.seal.name, before.seal, seal)
    note(FileKey.closeFds.name, before.closeFds, closeFds)
    note(FileKey.noNewPrivs.name, before.noNewPrivs, noNewPrivs)
    return replaced
  }
}

extension Reason {
  /// Whether that setting of another layer has a say in what was decided.
  package func depends(on key: ByteString) -> Bool {
    switch self {
    case .inherit: key == PolicyKey.inherit.name
    case .notIncluded: key == PolicyKey.includeOnly.name
    case .exclude: key == PolicyKey.exclude.name
    case .defaultExclude, .credential:
      key == PolicyKey.keep.name || key == PolicyKey.ignoreDefaultExcludes.name
        || key == PolicyKey.defaultExcludes.name || key == PolicyKey.detectValues.name
    // Nothing dropped it: something that is gone might have.
    case .notDropped, .included, .keptBy, .keptValue:
      key == PolicyKey.inherit.name || key == PolicyKey.includeOnly.name || key == PolicyKey.exclude.name
        || key == PolicyKey.ignoreDefaultExcludes.name || key == PolicyKey.defaultExcludes.name
        || key == PolicyKey.detectValues.name
    case .malformed, .duplicate, .unset, .replaced, .assigned, .required, .reserved: false
    }
  }
}
