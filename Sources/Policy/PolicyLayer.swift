import Bytes
import Globs
import Secrets

/// The settings of one file, of a profile in it, or of the command line. nil, or an empty list for those that only add
/// up, means that the layer doesn't state the setting.
package struct PolicyLayer: Equatable, Sendable {
  package var values = SettingList<Stated<UInt8>>()
  /// The patterns of `inherit`, if it has patterns in place of a mode; its value is then the loosest mode.
  package var inherited: List<Stated<Rule>>?
  package var lists = SettingList<List<Stated<Rule>>>()
  package var audit: Boxed<AuditSettings>?
  /// The other spelling of `include_only` and `exclude`.
  package var filters: List<Filter>?
  package var assignments = List<Assignment>()
  package var exportDropped: Stated<ByteString>?
  /// Plain names.  Those of the command line also drop assignments of files.
  package var unset = List<Stated<ByteString>>()

  package init() {}

  /// The total number of items in its lists.
  package var ruleCount: Int {
    var count = (filters?.count ?? 0) + (inherited?.count ?? 0) + assignments.count + unset.count
    lists.forEach { _, list in count += list.count }
    return count
  }
}

/// One item of a pattern list: a pattern, or the name of a group of patterns.
package enum Rule: Equatable, Sendable {
  case pattern(Pattern)
  case group(Group)

  /// What reports show.
  package var written: ByteString {
    switch self {
    case .pattern(let pattern): pattern.written
    case .group(let group): group.name
    }
  }
}

/// One member of `filters`: a pattern, and which of the two lists it belongs to.
package struct Filter: Equatable, Sendable {
  package let rule: Stated<Rule>
  package let includes: Bool

  init(_ rule: Stated<Rule>, includes: Bool) {
    self.rule = rule
    self.includes = includes
  }
}

/// Which entries a run starts from: the values of `Setting.inherit`.
package enum Inherit: UInt8, Sendable {
  case all, core, none

  /// The spelling in the key `inherit` and the option `--inherit`.
  package var name: ByteString { Setting.inherit.word(rawValue) }

  /// The mode that a pattern was probably meant to be: the pattern is its word, or is in lower case and one slip away
  /// from it.  Otherwise nil: a pattern in capitals, such as MORE, is the name of a variable.
  package static func meant(by pattern: ByteString) -> Inherit? {
    var isLowerCase = true
    for index in pattern.indices where !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(pattern[index]) {
      isLowerCase = false
    }
    var number: UInt8 = 0
    while let mode = Inherit(rawValue: number) {
      if pattern.equalsFoldingCase(mode.name) { return mode }
      var nearest = Nearest(to: mode.name)
      if isLowerCase, nearest.improves(with: pattern) { return mode }
      number += 1
    }
    return nil
  }
}

/// Whether the command is kept from looking into other processes, see `Landlock`: the values of `Setting.seal`.
package enum Sealing: UInt8, Sendable {
  case no, yes, ifPossible
}

/// Whose meaning the keys of a policy have: envscrub's or Codex's.
package enum Dialect: UInt8, Sendable {
  case envscrub, codex
}

package extension Dialect {
  /// The spelling in the key `dialect`.
  var name: ByteString { WordIterator.word(rawValue, of: Self.names) }

  static var names: ByteString { "envscrub codex" }

  init?(name: ByteString) {
    guard let number = WordIterator.number(of: name, in: Self.names) else { return nil }
    self.init(rawValue: number)
  }
}

/// `NAME=VALUE` of a `set`: it is set whatever the rest of the policy says.
package struct Assignment: Equatable, Sendable {
  package let entry: EnvironmentEntry
  package let origin: Origin
  /// How the name was written, for reports, if `-S` expanded a value in it.
  package let writtenName: ByteString?
}

package extension Assignment {
  init(_ entry: EnvironmentEntry, _ origin: Origin, writtenName: ByteString? = nil) {
    self.entry = entry
    self.origin = origin
    self.writtenName = writtenName
  }

  /// What reports show of it.
  var shownName: ByteString { writtenName ?? entry.name ?? "" }
}
