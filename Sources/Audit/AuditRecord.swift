import Bytes
import Policy

/// The content of one audit record: names and reasons, never a value. envscrub-audit(5) describes its members.
package struct AuditRecord: Sendable {
  /// How envscrub was called.
  package enum Use: UInt8, Sendable {
    case prefix, script, loginShell, shim

    var name: ByteString { WordIterator.word(rawValue, of: "prefix script login-shell shim") }
  }

  package enum Outcome: UInt8, Sendable {
    /// The command is about to start.
    case run
    /// A rule refused it, or the policy can't be determined or enforced.
    case refused
    /// The command could not be started.
    case failed

    package var name: ByteString { WordIterator.word(rawValue, of: "run refused failed") }
  }

  /// Seconds since 1970 in UTC, and nanoseconds.
  package var time: (seconds: Int64, nanoseconds: Int64) = (0, 0)
  package var host: ByteString = "", boot: ByteString = ""
  package var userName: ByteString?
  package var realUser: UInt32 = 0, effectiveUser: UInt32 = 0
  package var process = 0, parent = 0
  package var parentName: ByteString = ""
  package var terminal: ByteString?
  package var directory: ByteString?
  /// The file that is executed; if it was not found, the command as it was given; nil if there is no command.
  package var program: ByteString?
  /// Whether the file was found.  If so, its path is never treated as an argument.
  package var isProgramFound = false
  /// nil if arguments are not recorded.
  package var arguments: List<ByteString>?
  package var use = Use.prefix
  package var policy: SHA256?
  package var profile: ByteString = ""
  /// The policy files that were read, each in the format of sha256sum(1).
  package var files = List<ByteString>()
  /// What requirements changed, in the words of the notices.
  package var held = List<ByteString>()
  /// nil if nothing was decided.
  package var decisions: List<Decision>?
  /// `no`, `landlock 7` or `not possible`; empty if that is unknown.
  package var seal: ByteString = ""
  package var outcome = Outcome.run
  /// The exit status, if it is envscrub's own.
  package var status: Int32?
  package var error: ByteString?

  package init() {}
}
