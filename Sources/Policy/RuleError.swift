import Bytes
import Globs
import Secrets

/// Why an item of a pattern list is none.
package enum RuleError: Error, Equatable, Sendable {
  case pattern(PatternError)
  /// It begins with `@`, but no group has that name.
  case unknownGroup(nearest: ByteString?)
  /// A group's name, in Codex's dialect, which has none.
  case groupInCodex

  /// Where in the item: the byte that a caret points at.
  package var index: Int {
    if case .pattern(let error) = self { return error.index }
    return 0
  }
}

extension Rule {
  /// Reads an item of a pattern list: `@name` is a group, `\@name` a pattern that begins with an `@`.
  ///
  /// In Codex's dialect everything is a pattern of its kind, but no name of a group: whoever writes that means
  /// what it isn't there.
  ///
  /// - Parameter written: how it was written, where that is not `source`.
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
    var next = Group.after(nil)
    while let group = next {
      next = .after(group)
      if group.name.equalsFoldingCase(source) { found = group.name }
      if found == nil, nearest.improves(with: group.name) { found = group.name }
    }
    throw .unknownGroup(nearest: found)
  }
}
