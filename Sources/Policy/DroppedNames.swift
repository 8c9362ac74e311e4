import Bytes

/// The variable of `export_dropped`, by which a command can find out what it was not given.
enum DroppedNames {
  /// What is left out beyond this many bytes: execve(2) takes 128 KiB a string, and all of them share the stack.
  static var limit: Int { 32 << 10 }

  /// The names that the default excludes, `exclude` and `unset` dropped, in their order, with commas between them.
  ///
  /// A name that an assignment put in again is none of them.  One that holds a comma, a control character or bytes that
  /// are not UTF-8 is left out, since it would read as several, or as something else; so are names beyond `limit`.
  ///
  /// - Parameters:
  ///   - decisions: all those of a run, but on what requirements assign.
  ///   - alwaysSet: what they assign.
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
