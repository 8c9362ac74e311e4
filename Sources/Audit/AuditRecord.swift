import Bytes
import Policy

/// All that a record of a run tells: names and reasons, never a value.  envscrub-audit(5) describes its members.
package struct AuditRecord: Sendable {
  /// How it was called.
  package enum Use: UInt8, Sendable {
    case prefix, script, loginShell, shim

    var name: ByteString { WordIterator.word(rawValue, of: "prefix script login-shell shim") }
  }

  package enum Outcome: UInt8, Sendable {
    /// The command is started next.
    case run
    /// By a rule, or since the policy can't be known or kept.
    case refused
    /// It could not be started.
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
  /// The file that is run, or the command as it was given where there is none; nil if there is no command.
  package var program: ByteString?
  /// Whether it was found: then its path is no argument, whatever stands in it.
  package var isProgramFound = false
  /// nil if they are not to be told.
  package var arguments: List<ByteString>?
  package var use = Use.prefix
  package var policy: SHA256?
  package var profile: ByteString = ""
  /// The policy files that were read, each as sha256sum(1) writes it.
  package var files = List<ByteString>()
  /// What requirements changed, as notices say it.
  package var held = List<ByteString>()
  /// nil if it didn't come to that.
  package var decisions: List<Decision>?
  /// What became of `seal`.
  package var seal: ByteString = ""
  package var outcome = Outcome.run
  /// The exit status, where it is envscrub's own.
  package var status: Int32?
  package var error: ByteString?

  package init() {}
}
