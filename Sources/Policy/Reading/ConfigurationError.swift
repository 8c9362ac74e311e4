import Bytes
import Globs
import TOML

/// The other of two places that don't go together; without a file it is in the same one.
package struct OtherPlace: Equatable, Sendable {
  package let file: ByteString?
  package let location: SourceLocation

  package init(file: ByteString? = nil, location: SourceLocation) {
    self.file = file
    self.location = location
  }
}

/// Why a text states no policy, and where.
package struct ConfigurationError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case toml(TOMLError)
    case unknownKey(ByteString, nearest: ByteString?)
    /// The key `include`, which isn't there: two others do what people mean by it.
    case include
    /// A key outside of its table.
    case misplacedKey(ByteString, table: ByteString)
    /// A key that stands outside of tables, in one.
    case misplacedRootKey(ByteString)
    /// The table `login`, in a file that no login reads.
    case loginElsewhere
    case relativeShell
    /// A login shell that can't be run: the system's error.
    case unusableShell(code: Int32)
    /// A user's own login shell that /etc/shells doesn't have.
    case unlistedShell
    /// A login shell that is this program again.
    case shellIsEnvscrub
    /// A key of Codex's own files.
    case codexKey(ByteString)
    /// A key that Codex's dialect, which counts here, doesn't have.
    case notInCodex(ByteString, chosen: OtherPlace?)
    /// A table of requirements in a policy file, or of a policy in a requirements file.
    case otherFile(ByteString)
    case expected(Setting.Kind, key: ByteString)
    /// The header is what would stand between brackets.
    case expectedTable(key: ByteString, header: ByteString)
    case expectedTables(key: ByteString, header: ByteString)
    /// A table `profile`, where `profiles` was meant.
    case profileIsTable
    case expectedString(key: ByteString)
    /// A table where the value of a variable should stand: what a name with dots makes without quotes.
    case dottedName(ByteString)
    case expectedStrings(key: ByteString)
    case missingKey(ByteString)
    /// One of a few words should stand here.
    case unknownWord(key: ByteString, words: ByteString, nearest: ByteString?)
    /// One of a few words or patterns should stand here.
    case unknownMode(Setting, nearest: ByteString?)
    /// One of the values that a requirement allows: booleans, or words beside them.
    case unknownValue(Setting)
    case nothingAllowed
    /// True or false, or a word of this setting's.
    case expectedFlag(Setting)
    /// The table `audit`, in a file that is not the administrator's.
    case auditElsewhere
    case relativeTrail
    case expectedMilliseconds
    case expectedCommand
    /// An endpoint that is not on this host, or speaks something else.
    case endpointElsewhere
    /// `required = false` in requirements.
    case requirementNotRequired
    /// A record that is required and has no place to go.
    case nowhereToWrite
    case pattern(PatternError.Kind)
    case unknownGroup(nearest: ByteString?)
    case groupInCodex
    /// `filters` beside one of the lists that it is another spelling of.
    case filtersBesideList(other: OtherPlace)
    /// In Codex's dialect: two filters that are one but for the case of their letters.
    case filterTwice(other: OtherPlace)
    case contradiction(Requirements.Contradiction.Kind, other: OtherPlace)
    /// No file that counts has the profile of that name.
    case noSuchProfile(ByteString, nearest: ByteString?)
    /// No file of root's has it, and others don't count.
    case noSuchProfileOfRoots(ByteString)
    case emptyName
    case emptyProfileName
    /// The name of a command that is none.
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
  /// From which byte of the text on, to the end of the line, a report may not show what stands there:
  /// it may be a value.  nil if all of the line may be shown.
  var hiddenFrom: Int? { content.value.hiddenFrom }

  internal init(kind: Kind, location: SourceLocation, hiddenFrom: Int?) {
    content = Boxed(Content(kind: kind, location: location, hiddenFrom: hiddenFrom))
  }
}
