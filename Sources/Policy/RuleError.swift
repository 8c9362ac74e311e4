import Bytes
import Globs
import Secrets

/// Why an item of a pattern list is invalid.
package enum RuleError: Error, Equatable, Sendable {
  case pattern(PatternError)
  /// It begins with `@`, but no group has that name.
  case unknownGroup(nearest: ByteString?)
  /// The name of a group, in Codex's dialect, which has no groups.
  case groupInCodex

  /// The index of the offending byte in the item, at which a caret points.
  package var index: Int {
    if case .pattern(let error) = self { return error.index }
    return 0
  }
}

extension Rule {
  /// Reads an item of a pattern list: `@name` is a group, `\@name` a pattern that begins with an `@`.
  ///
  /// In Codex's dialect everything is a pattern but the name of a group: its author surely means the group, which Codex
  /// doesn't have.
  ///
  /// - Parameter written: how it was written, if that differs from `source`.
  package init(_ source: ByteString, written: ByteString? = nil, _ dialect: Dialect = .envscrub) throws(RuleError) {
    if dialect == .codex {
      if Group(name: source) != nil { throw .groupInCodex }
      self = .pattern(Pattern(codex: source, written: written))
      return
    }
    guard source.hasPrefix("@") else {
      do { self = .pattern(try Pattern(source, written: written)) } catch { throw .pattern(error) }
      return
    }
    if let group = Group(name: source) {
      self = .group(group)
      return
    }
    var nearest = Nearest(to: source)
    var found: ByteString?
    for group in Group.all {
      if group.name.equalsFoldingCase(source) { found = group.name }
      if found == nil, nearest.improves(with: group.name) { found = group.name }
    }
    throw .unknownGroup(nearest: found)
  }
}
