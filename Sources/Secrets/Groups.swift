import Bytes
import Globs

/// The built-in groups that a pattern list may name with a leading `@`.
package enum Group: UInt8, Sendable {
  case secrets, core

  /// The next of the groups; the first after none.
  package static func after(_ group: Group?) -> Group? { Group(rawValue: group.map { $0.rawValue + 1 } ?? 0) }

  package var name: ByteString {
    switch self {
    case .secrets: "@secrets"
    case .core: "@core"
    }
  }

  /// The group of that name, letter for letter; nil where there is none.
  package init?(name: ByteString) {
    var next = Group.after(nil)
    while let group = next {
      if group.name == name {
        self = group
        return
      }
      next = .after(group)
    }
    return nil
  }

  /// Whether `name` is that of a group, be it one that this version doesn't have yet.
  package static func isName(_ name: ByteString) -> Bool {
    Group(name: name) != nil || name == "@injection" || name == "@access"
  }

  /// Its patterns, with blanks between them.
  private var text: ByteString {
    switch self {
    case .secrets: "*KEY* *SECRET* *TOKEN*"
    case .core: "PATH HOME SHELL USER LOGNAME TERM TMPDIR TEMP TMP LANG LC_ALL LC_CTYPE"
    }
  }

  package var patterns: List<Pattern> {
    var patterns = List<Pattern>()
    var words = WordIterator(text, separator: UInt8(ascii: " "))
    while let word = words.next() { patterns.append(Pattern(builtIn: word)) }
    return patterns
  }
}
