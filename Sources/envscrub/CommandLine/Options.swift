import Bytes

/// The options: one row each, and everything that is known of an option in its row.  Parsing, the help
/// text and the tests of the manual page read this table; nothing else lists options.
///
/// GNU env's own come first, in the order in which env names them where a shortened name is ambiguous.
/// Rows come from a `switch`, not from an array: the binary then has no table of pointers to relocate,
/// and a run without options touches none of it.
package enum Option: UInt8, Sendable {
  case argv0, ignoreEnvironment, null, unset, chdir
  case defaultSignal, ignoreSignal, blockSignal, listSignalHandling
  case debug, splitString, help, version
  case inherit, ignoreDefaultExcludes, detectValues, keep, includeOnly, exclude, set
  case config, noConfig, profile, codex, check, trust, untrust, listTrusted, toEnvscrub
  case explain, suggest, listGroups, leakCheck, verifyAudit, head, json, quiet
  case seal, closeFds, keepFd, noNewPrivs

  package var row: OptionRow {
    switch self {
    case .argv0:
      OptionRow("argv0", "a", .required, "ARG", .command, "give COMMAND the zeroth argument ARG")
    case .ignoreEnvironment:
      OptionRow("ignore-environment", "i", .none, "", .environment, "inherit nothing, read no policy files")
    case .null:
      OptionRow("null", "0", .none, "", .report, "end each line of the listing with NUL")
    case .unset:
      OptionRow("unset", "u", .required, "NAME", .environment, "drop NAME")
    case .chdir:
      OptionRow("chdir", "C", .required, "DIR", .command, "change to the directory DIR first")
    case .defaultSignal:
      OptionRow("default-signal", nil, .optional, "SIG", .command, "let SIG act as by default, unblocked")
    case .ignoreSignal:
      OptionRow("ignore-signal", nil, .optional, "SIG", .command, "have SIG ignored")
    case .blockSignal:
      OptionRow("block-signal", nil, .optional, "SIG", .command, "have SIG blocked")
    case .listSignalHandling:
      OptionRow("list-signal-handling", nil, .none, "", .report, "list the signals ignored or blocked")
    case .debug:
      OptionRow("debug", "v", .none, "", .report, "say each step on standard error")
    case .splitString:
      OptionRow("split-string", "S", .required, "STRING", .command, "split STRING into words, for #! lines")
    case .help:
      OptionRow("help", nil, .none, "", .report, "print this help and exit")
    case .version:
      OptionRow("version", nil, .none, "", .report, "print the version and exit")
    case .inherit:
      OptionRow(
        "inherit", nil, .required, "MODE", .environment, "start from all (default), core or none", .own)
    case .ignoreDefaultExcludes:
      OptionRow(
        "ignore-default-excludes", nil, .boolean, "BOOL", .environment,
        "don't drop what looks like a secret", .own)
    case .detectValues:
      OptionRow(
        "detect-values", nil, .boolean, "BOOL", .environment, "drop values that hold credentials (default)",
        .own)
    case .keep:
      OptionRow(
        "keep", nil, .required, "PATTERN", .environment, "save these from the default excludes", .own)
    case .includeOnly:
      OptionRow("include-only", nil, .required, "PATTERN", .environment, "drop all but these", .own)
    case .exclude:
      OptionRow("exclude", nil, .required, "PATTERN", .environment, "drop these", .own)
    case .set:
      OptionRow("set", nil, .required, "NAME=VALUE", .environment, "set NAME to VALUE", .own)
    case .config:
      OptionRow("config", nil, .required, "FILE", .files, "read the policy from FILE, no other", .own)
    case .noConfig:
      OptionRow("no-config", nil, .boolean, "BOOL", .files, "read no policy files", .own)
    case .profile:
      OptionRow("profile", nil, .required, "NAME", .files, "take the files' profile NAME", .own)
    case .codex:
      OptionRow("codex", nil, .boolean, "BOOL", .files, "read all files as OpenAI's Codex does", .own)
    case .check:
      OptionRow("check", nil, .none, "", .files, "find faults in FILEs, or in those of a run", .own)
    case .trust:
      OptionRow("trust", nil, .none, "", .files, "trust the project's file FILE, or the nearest", .own)
    case .untrust:
      OptionRow("untrust", nil, .none, "", .files, "trust it no longer", .own)
    case .listTrusted:
      OptionRow("list-trusted", nil, .none, "", .files, "list the project files that are trusted", .own)
    case .toEnvscrub:
      OptionRow("to-envscrub", nil, .none, "", .files, "print the policy of Codex's FILE as one of ours", .own)
    case .explain:
      OptionRow("explain", nil, .boolean, "BOOL", .report, "show what is dropped and why; run nothing", .own)
    case .suggest:
      OptionRow("suggest", nil, .none, "", .report, "print a policy to start from", .own)
    case .listGroups:
      OptionRow("list-groups", nil, .none, "", .report, "list the patterns of @secrets and the others", .own)
    case .leakCheck:
      OptionRow("leak-check", nil, .none, "", .report, "show what is still within COMMAND's reach", .own)
    case .verifyAudit:
      OptionRow("verify-audit", nil, .none, "", .report, "find what was changed in the audit trail FILEs", .own)
    case .head:
      OptionRow("head", nil, .required, "SHA256", .report, "the last record that --verify-audit must find", .own)
    case .json:
      OptionRow("json", nil, .boolean, "BOOL", .report, "explain, check or report, in JSON", .own)
    case .quiet:
      OptionRow("quiet", "q", .boolean, "BOOL", .report, "print errors, no notices", .own)
    case .seal:
      OptionRow("seal", nil, .boolean, "BOOL", .command, "hide other processes; also =if-possible", .own)
    case .closeFds:
      OptionRow("close-fds", nil, .boolean, "BOOL", .command, "close all files but 0, 1 and 2", .own)
    case .keepFd:
      OptionRow("keep-fd", nil, .required, "N", .command, "and leave file N open", .own)
    case .noNewPrivs:
      OptionRow("no-new-privs", nil, .boolean, "BOOL", .command, "let no set-user-ID program have its rights", .own)
    }
  }

  /// The next of the table; the first after none.
  package static func after(_ option: Option?) -> Option? {
    guard let option else { return Option(rawValue: 0) }
    return Option(rawValue: option.rawValue + 1)
  }
}

package struct OptionRow: Sendable {
  /// What stands after the option's name.
  package enum ArgumentKind: Sendable {
    case none
    /// `=VALUE` or the next word.
    case required
    /// `=VALUE` or nothing.
    case optional
    /// `=yes`, `=no`, `=true`, `=false` or nothing, which is yes.
    case boolean
  }

  /// The heading under which the help text has it.
  package enum Section: UInt8, Sendable { case environment, files, report, command }

  package enum Ancestry: Sendable { case gnu, own }

  package let long: ByteString
  package let short: UInt8?
  package let argument: ArgumentKind
  package let metavariable: ByteString
  package let section: Section
  package let help: ByteString
  package let ancestry: Ancestry

  init(
    _ long: ByteString, _ short: Unicode.Scalar?, _ argument: ArgumentKind, _ metavariable: ByteString,
    _ section: Section, _ help: ByteString, _ ancestry: Ancestry = .gnu
  ) {
    self.long = long
    self.short = short.map { UInt8(truncatingIfNeeded: $0.value) }
    self.argument = argument
    self.metavariable = metavariable
    self.section = section
    self.help = help
    self.ancestry = ancestry
  }
}

extension Option {
  /// What the name of a long option stands for.
  package enum Match: Equatable, Sendable {
    case option(Option)
    case ambiguous
    case unknown
  }

  /// `name` in full, or shortened where unique.  What is unique among env's own options keeps that
  /// meaning, whatever we have beside them.
  package static func matching(_ name: ByteString) -> Match {
    var gnu: Option?
    var own: Option?
    var gnuCount = 0
    var ownCount = 0
    var next = Option.after(nil)
    while let option = next {
      next = .after(option)
      let row = option.row
      guard row.long.hasPrefix(name) else { continue }
      if row.long.count == name.count { return .option(option) }
      switch row.ancestry {
      case .gnu: (gnu, gnuCount) = (option, gnuCount + 1)
      case .own: (own, ownCount) = (option, ownCount + 1)
      }
    }
    if gnuCount == 1, let gnu { return .option(gnu) }
    if gnuCount == 0, ownCount == 1, let own { return .option(own) }
    return gnuCount + ownCount == 0 ? .unknown : .ambiguous
  }

  package static func matching(letter: UInt8) -> Option? {
    var next = Option.after(nil)
    while let option = next {
      if option.row.short == letter { return option }
      next = .after(option)
    }
    return nil
  }

  /// The option whose name `name` was probably meant to be.
  static func nearest(to name: ByteString) -> Option? {
    var nearest = Nearest(to: name)
    var found: Option?
    var next = Option.after(nil)
    while let option = next {
      if nearest.improves(with: option.row.long) { found = option }
      next = .after(option)
    }
    return found
  }
}
