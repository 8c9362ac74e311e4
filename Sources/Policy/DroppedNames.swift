import Bytes

/// The value of the variable that `export_dropped` names: it tells a command which variables it was not given.
enum DroppedNames {
  /// Names beyond this many bytes are omitted: execve(2) takes 128 KiB a string, and all strings share the stack.
  static var limit: Int { 32 << 10 }

  /// The names that the default excludes, `exclude` and `unset` dropped, in their order, separated by commas.
  ///
  /// A name that an assignment set again is omitted.  So is a name that holds a comma, a control character or bytes
  /// that are not UTF-8, since it could be misread; and so are names beyond `limit`.
  ///
  /// - Parameters:
  ///   - decisions: all decisions of a run, except those on entries that requirements assign.
  ///   - alwaysSet: the entries that requirements assign.
  ///   - seed: keys the hash of names; the list doesn't depend on it.
  static func list(
    _ decisions: List<Decision>, alwaysSet: List<Assignment> = List(), seed: UInt64
  ) -> ByteString {
    var assigned = NameTable(seed: seed, expecting: 0)
    for assignment in alwaysSet { if let name = assignment.entry.name { _ = assigned.insert(name) } }
    for decision in decisions where decision.verdict == .set {
      if case .name(let name) = decision.subject { _ = assigned.insert(name) }
    }
    var list = ByteBuffer()
    for decision in decisions {
      switch decision.reason {
      case .defaultExclude, .credential, .exclude, .unset: break
      case .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .inherit, .notInherited,
        .notIncluded, .replaced, .assigned, .required, .reserved:
        continue
      }
      guard case .name(let name) = decision.subject, assigned.number(of: name) == nil, isListable(name),
        list.count + 1 + name.count <= limit
      else { continue }
      if !list.isEmpty { list.write(UInt8(ascii: ",")) }
      list.write(name)
    }
    return list.finish()
  }

  private static func isListable(_ name: ByteString) -> Bool {
    var index = 0
    while index < name.count {
      guard let scalar = UTF8Scalar.decode(name, at: index) else { return false }
      if scalar.value.isInvisibleControl || name[index] == UInt8(ascii: ",") { return false }
      index += scalar.length
    }
    return true
  }
}
