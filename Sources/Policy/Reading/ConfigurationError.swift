import Bytes
import Globs
import TOML

/// The other of two places that contradict each other.  Without a file it is in the same file.
package struct OtherPlace: Equatable, Sendable {
  private struct Content: Equatable, Sendable {
    let file: ByteString?
    let location: SourceLocation
  }

  private let content: Boxed<Content>

  package init(file: ByteString? = nil, location: SourceLocation) {
    content = Boxed(Content(file: file, location: location))
  }

  package var file: ByteString? { content.value.file }
  package var location: SourceLocation { content.value.location }
}

/// Why a file is no valid policy or requirements file, and where.
package struct ConfigurationError: Error, Equatable, Sendable {
  // Each place that throws an error stores one of these: large contents are boxed.
  package enum Kind: Equatable, Sendable {
    case toml(Boxed<TOMLError>)
    case unknownKey(ByteString, nearest: ByteString?)
    /// The key `include`, which doesn't exist; two others do what people mean by it.
    case include
    /// A key outside its table.
    case misplacedKey(ByteString, table: ByteString)
    /// A top-level key inside a table.
    case misplacedRootKey(ByteString)
    /// The table `login`, in a file that no login reads.
    case loginElsewhere
    case relativeShell
    /// A login shell that can't be executed, with the system's error.
    case unusableShell(code: Int32)
    /// A user's login shell that is not in /etc/shells.
    case unlistedShell
    /// A login shell that is envscrub itself.
    case shellIsEnvscrub
    /// A key of Codex's own file.
    case codexKey(ByteString)
    /// A key that Codex's dialect, which is in force, doesn't have.
    case notInCodex(ByteString, chosen: OtherPlace?)
    /// A table of requirements in a policy file, or of a policy in a requirements file.
    case otherFile(ByteString)
    case expected(Setting.Kind, key: ByteString)
    /// `header` is the text between the brackets of a header.
    case expectedTable(key: ByteString, header: ByteString)
    case expectedTables(key: ByteString, header: ByteString)
    /// A table `profile`, where `profiles` was meant.
    case profileIsTable
    case expectedString(key: ByteString)
    /// A table in place of a variable's value: an unquoted name with dots makes one.
    case dottedName(ByteString)
    case expectedStrings(key: ByteString)
    case missingKey(ByteString)
    /// The value must be one of a few words.
    case unknownWord(key: ByteString, words: ByteString, nearest: ByteString?)
    /// The value must be one of a few words, or patterns.
    case unknownMode(Setting, nearest: ByteString?)
    /// The value must be one that a requirement can allow: a boolean, or one of the setting's other words.
    case unknownValue(Setting)
    case nothingAllowed
    /// The value must be a boolean, or a word of this setting.
    case expectedFlag(Setting)
    /// The table `audit` in a file that is not the administrator's.
    case auditElsewhere
    case relativeTrail
    case expectedMilliseconds
    case expectedCommand
    /// An endpoint on another host, or with another protocol.
    case endpointElsewhere
    /// `required = false` in requirements.
    case requirementNotRequired
    /// A record is required but has no destination.
    case nowhereToWrite
    case pattern(PatternError.Kind)
    case unknownGroup(nearest: ByteString?)
    case groupInCodex
    /// `filters` next to one of the lists that it is another spelling of.
    case filtersBesideList(other: OtherPlace)
    /// In Codex's dialect: two filters that differ only in case.
    case filterTwice(other: OtherPlace)
    case contradiction(Requirements.Contradiction.Kind, other: OtherPlace)
    /// No file in force has a profile of that name.
    case noSuchProfile(ByteString, nearest: ByteString?)
    /// No file of root's has the profile, and other files don't count.
    case noSuchProfileOfRoots(ByteString)
    case emptyName
    case emptyProfileName
    /// The name of a command that is no valid name.
    case noCommandName
    /// The path of a command that is not absolute.
    case relativeCommand
    case equalsInName
    case nulInName
    case nulInValue
  }

  private struct Content: Equatable, Sendable {
    let kind: Kind
    let location: SourceLocation
    let hiddenFrom: Int?
  }

  private let content: Boxed<Content>
}

package extension ConfigurationError {
  var kind: Kind { content.value.kind }
  var location: SourceLocation { content.value.location }
  /// The offset from which on, to the end of the line, a report may not show the text: it may be a value. nil if the
  /// whole line may be shown.
  var hiddenFrom: Int? { content.value.hiddenFrom }

  internal init(kind: Kind, location: SourceLocation, hiddenFrom: Int?) {
    content = Boxed(Content(kind: kind, location: location, hiddenFrom: hiddenFrom))
  }
}
