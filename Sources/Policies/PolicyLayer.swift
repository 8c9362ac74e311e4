import Bytes
import Globs
import Secrets

/// Where a run's settings may stand.
package enum Layer: UInt8, Sendable {
  case builtIn, system, user, named, commandLine

  /// The word that JSON has for it.
  package var name: ByteString { WordIterator.word(rawValue, of: "built-in system user named command-line") }
}

/// Where one setting stands: which file or option said it.
package struct Origin: Equatable, Sendable {
  package let layer: Layer
  /// In a file: the offset of the setting in its text.  On the command line: the option's number.
  package let place: Int

  package init(layer: Layer, place: Int) {
    self.layer = layer
    self.place = place
  }

  package static let builtIn = Origin(layer: .builtIn, place: 0)
}

/// A setting and where it stands.
package struct Stated<Value: Equatable & Sendable>: Equatable, Sendable {
  package let value: Value
  package let origin: Origin

  package init(_ value: Value, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }
}

/// One item of a pattern list: a pattern, or the name of a group that stands for several.
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

/// Which entries a run starts from.
package enum Inherit: UInt8, Sendable {
  case all, core, none

  /// As the key `inherit` and the option `--inherit` spell it.
  package var name: ByteString { WordIterator.word(rawValue, of: Self.names) }

  private static var names: ByteString { "all core none" }

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
}

/// The settings of one file, or of the command line.  nil, and an empty list of the lists that only
/// ever grow, means that it says nothing.
package struct PolicyLayer: Equatable, Sendable {
  package var inherit: Stated<Inherit>?
  package var ignoreDefaultExcludes: Stated<Bool>?
  package var detectValues: Stated<Bool>?
  package var defaultExcludes: List<Stated<Rule>>?
  package var keep: List<Stated<Rule>>?
  package var includeOnly: List<Stated<Rule>>?
  package var exclude = List<Stated<Rule>>()
  package var assignments = List<Assignment>()
  /// `-u`: very names, dropped also from the assignments of the layers before.
  package var unset = List<Stated<ByteString>>()

  package init() {}
}
