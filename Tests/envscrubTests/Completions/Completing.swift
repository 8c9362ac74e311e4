import Bytes
import TestSupport
@testable import envscrub

/// What completion needs to know about each option in addition to its row.  The `switch`es have no default: a new
/// option must be added here to compile.
extension Option {
  package enum Candidates: Equatable, Sendable {
    /// There is no argument.
    case none
    /// Whatever the user types.
    case anything
    /// One of these, separated by blanks.
    case words(ByteString)
    /// Names of signals, separated by commas.
    case signals
    /// Names of variables.
    case names
    /// Names of variables, and the groups.
    case patterns
    /// Names of variables, each followed by `=`.
    case assignments
    case files
    case directories
  }

  /// What may be completed as the option's argument.
  package var candidates: Candidates {
    switch self {
    case .ignoreEnvironment, .null, .listSignalHandling, .debug, .help, .version: .none
    case .check, .trust, .untrust, .listTrusted, .toEnvscrub, .suggest, .listGroups, .leakCheck, .verifyAudit: .none
    case .argv0, .splitString, .profile, .keepFd, .head: .anything
    case .shim: .files
    case .noConfig, .codex, .explain, .json, .quiet: .words(Self.booleans)
    case .defaultSignal, .ignoreSignal, .blockSignal: .signals
    case .unset, .why: .names
    case .config: .files
    case .chdir, .installShims: .directories
    case .setting(let setting):
      switch setting.row.kind {
      case .mode: .words(setting.row.words)
      case .flag: .words(setting.word(2).isEmpty ? Self.booleans : ByteString("\(Self.booleans.text) \(setting.word(2).text)"))
      case .patterns, .filters: .patterns
      case .name, .names: .names
      case .assignments: .assignments
      }
    }
  }

  private static var booleans: ByteString { "yes no true false" }

  /// Whether the option is useful more than once.
  package var isRepeatable: Bool {
    switch candidates {
    case .signals, .names, .patterns, .assignments: true
    case .anything: self == .keepFd
    case .words: self == .setting(.inherit)
    case .none, .files, .directories: false
    }
  }

  package enum Operands: Sendable { case command, files, none }

  /// The operands that the option expects.
  package var operands: Operands {
    switch self {
    case .check, .trust, .untrust, .toEnvscrub, .verifyAudit: .files
    case .listTrusted, .suggest, .listGroups, .leakCheck, .help, .version: .none
    case .argv0, .ignoreEnvironment, .null, .unset, .chdir, .defaultSignal, .ignoreSignal, .blockSignal,
      .listSignalHandling, .debug, .splitString, .config, .noConfig, .profile, .codex, .explain, .why, .json, .quiet, .keepFd,
      .head, .shim, .installShims, .setting:
      .command
    }
  }
}
