import Bytes
import Globs
import Secrets

/// The settings of one file, of a profile in it, or of the command line.  nil, and an empty list of the
/// lists that only ever grow, means that it says nothing.
package struct PolicyLayer: Equatable, Sendable {
  package var inherit: Stated<Inherit>?
  package var ignoreDefaultExcludes: Stated<Bool>?
  package var detectValues: Stated<Bool>?
  package var allowLoginShell: Stated<Bool>?
  package var seal: Stated<Sealing>?
  package var closeFds: Stated<Bool>?
  package var noNewPrivs: Stated<Bool>?
  package var audit: Boxed<AuditSettings>?
  package var defaultExcludes: List<Stated<Rule>>?
  package var keep: List<Stated<Rule>>?
  package var includeOnly: List<Stated<Rule>>?
  package var exclude: List<Stated<Rule>>?
  /// The other spelling of the two lists above.
  package var filters: List<Filter>?
  package var assignments = List<Assignment>()
  /// `-u`: very names, dropped also from the assignments of the layers before.
  package var unset = List<Stated<ByteString>>()

  package init() {}

  /// How many items its lists have together.
  package var ruleCount: Int {
    (defaultExcludes?.count ?? 0) + (keep?.count ?? 0) + (includeOnly?.count ?? 0) + (exclude?.count ?? 0)
      + (filters?.count ?? 0) + assignments.count
  }
}

/// One item of a pattern list: a pattern, or the name of a group that stands for several.
package enum Rule: Equatable, Sendable {
  case pattern(Pattern)
  case group(Group)

  /// What reports show.
  package var written: ByteString {
    get {
      switch self {
      case .pattern(let pattern): pattern.written
      case .group(let group): group.name
      }
    }
  }
}

/// One member of `filters`: a pattern, and which of the two lists it is for.
package struct Filter: Equatable, Sendable {
  package let rule: Stated<Rule>
  package let includes: Bool

  package init(_ rule: Stated<Rule>, includes: Bool) {
    self.rule = rule
    self.includes = includes
  }
}

/// Which entries a run starts from; a looser one before a stricter.
package enum Inherit: UInt8, Sendable {
  case all, core, none

  /// As the key `inherit` and the option `--inherit` spell it.
  package var name: ByteString { WordIterator.word(rawValue, of: Self.names) }

  package static var names: ByteString { "all core none" }

  package init?(name: ByteString) {
    guard let number = WordIterator.number(of: name, in: Self.names) else { return nil }
    self.init(rawValue: number)
  }
}

/// Whether a command is kept from looking into processes outside; see `Landlock`.
package enum Sealing: UInt8, Sendable {
  // Numbered as requirements number values: booleans, then words.
  case no, yes, ifPossible

  /// As the key `seal` spells it, without quotes.
  package var name: ByteString { WordIterator.word(rawValue, of: "false true if-possible") }
}

/// Whose meaning the keys of a policy have: ours, or that of Codex's own.
package enum Dialect: UInt8, Sendable {
  case envscrub, codex

  /// As the key `dialect` spells it.
  package var name: ByteString { WordIterator.word(rawValue, of: Self.names) }

  package static var names: ByteString { "envscrub codex" }

  package init?(name: ByteString) {
    guard let number = WordIterator.number(of: name, in: Self.names) else { return nil }
    self.init(rawValue: number)
  }
}

/// `NAME=VALUE` of a `set`: put in whatever the rest of the policy says.
package struct Assignment: Equatable, Sendable {
  package let entry: EnvironmentEntry
  package let origin: Origin
  /// How the name was written, where `-S` put a value into it: what reports show.
  package let writtenName: ByteString?

  package init(_ entry: EnvironmentEntry, _ origin: Origin, writtenName: ByteString? = nil) {
    self.entry = entry
    self.origin = origin
    self.writtenName = writtenName
  }

  /// What reports show of it.
  package var shownName: ByteString { writtenName ?? entry.name ?? "" }
}
