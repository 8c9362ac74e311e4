import Bytes
import Globs
import TOML

/// Why a text states no policy, and where.
package struct ConfigurationError: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case toml(TOMLError)
    case unknownKey(ByteString, nearest: ByteString?)
    /// A key of the policy outside of its table.
    case misplacedKey(ByteString)
    /// A key of Codex's own files.
    case codexKey(ByteString)
    case expected(PolicyKey.Form, key: ByteString)
    case expectedTable(key: ByteString)
    case expectedString(key: ByteString)
    case unknownMode(nearest: ByteString?)
    case pattern(PatternError.Kind)
    case unknownGroup(nearest: ByteString?)
    case emptyName
    case equalsInName
    case nulInName
    case nulInValue
  }

  package let kind: Kind
  package let location: SourceLocation
  /// From which byte of the text on, to the end of the line, a report may not show what stands there:
  /// it may be a value.  nil where all of the line may be shown.
  package let hiddenFrom: Int?
}
