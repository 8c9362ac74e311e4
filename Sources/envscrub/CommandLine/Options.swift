import Bytes
import Policy

/// The table of options: each option has one row, which holds all that is known about it.  Parsing, the help text and
/// the tests of the manual read the table; no other code lists options.  Options for a policy key come from the table
/// of settings (`Policy/Settings.swift`).  To add an option, add a case and a row here, its effect in
/// `InvocationParser`, its modes in `OptionModes`, and its item in the manual.
///
/// Rows come from a `switch`, not from an array: the binary has no table of pointers to relocate, and a run without
/// options touches none of it.
enum Option: Equatable, Listed, Sendable {
  case argv0, ignoreEnvironment, null, unset, chdir
  case defaultSignal, ignoreSignal, blockSignal, listSignalHandling
  case debug, splitString, help, version
  case config, noConfig, profile, codex, check, trust, untrust, listTrusted, toEnvscrub
  case explain, why, suggest, listGroups, leakCheck, verifyAudit, head, json, quiet, keepFd, shim, installShims
  /// A setting whose row has a help text for the option.
  case setting(Setting)

  /// Compares the byte that tells the cases apart: what the compiler derives takes 500 bytes for a `switch` over them.
  static func == (left: Option, right: Option) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }

  /// The options without a setting.  Those of GNU env come first, in the order in which env lists them when a shortened
  /// name is ambiguous.
  private static var others: InlineArray<34, Option> {
    [
      .argv0, .ignoreEnvironment, .null, .unset, .chdir, .defaultSignal, .ignoreSignal, .blockSignal, .listSignalHandling,
      .debug, .splitString, .help, .version, .config, .noConfig, .profile, .codex, .check, .trust, .untrust, .listTrusted,
      .toEnvscrub,
      .explain, .why, .suggest, .listGroups, .leakCheck, .verifyAudit, .head, .json, .quiet, .keepFd, .shim,
      .installShims,
    ]
  }

  var row: OptionRow {
    switch self {
    case .argv0:
      OptionRow("argv0", "a", .required, "ARG", .command, "pass ARG as the zeroth argument of COMMAND")
    case .ignoreEnvironment:
      OptionRow("ignore-environment", "i", .none, "", .environment, "inherit nothing, read no policy files")
    case .null:
      OptionRow("null", "0", .none, "", .report, "end each line of the listing with NUL")
    case .unset:
      OptionRow("unset", "u", .required, "NAME", .environment, "drop NAME")
    case .chdir:
      OptionRow("chdir", "C", .required, "DIR", .command, "change to the directory DIR first")
    case .defaultSignal:
      OptionRow("default-signal", nil, .optional, "SIG", .command, "reset SIG to its default action, unblock it")
    case .ignoreSignal:
      OptionRow("ignore-signal", nil, .optional, "SIG", .command, "ignore SIG")
    case .blockSignal:
      OptionRow("block-signal", nil, .optional, "SIG", .command, "block SIG")
    case .listSignalHandling:
      OptionRow("list-signal-handling", nil, .none, "", .report, "list the signals that are ignored or blocked")
    case .debug:
      OptionRow("debug", "v", .none, "", .report, "report each step on standard error")
    case .splitString:
      OptionRow("split-string", "S", .required, "STRING", .command, "split STRING into words, for #! lines")
    case .help:
      OptionRow("help", nil, .none, "", .report, "print this help and exit")
    case .version:
      OptionRow("version", nil, .none, "", .report, "print the version and exit")
    case .config:
      OptionRow("config", nil, .required, "FILE", .files, "read the policy from FILE only", .own)
    case .noConfig:
      OptionRow("no-config", nil, .boolean, "BOOL", .files, "read no policy files", .own)
    case .profile:
      OptionRow("profile", nil, .required, "NAME", .files, "use the profile NAME of the policy files", .own)
    case .codex:
      OptionRow("codex", nil, .boolean, "BOOL", .files, "read all files as OpenAI's Codex does", .own)
    case .check:
      OptionRow("check", nil, .none, "", .files, "check FILEs, or those that a run would read", .own)
    case .trust:
      OptionRow("trust", nil, .none, "", .files, "trust the project file FILE, or the nearest one", .own)
    case .untrust:
      OptionRow("untrust", nil, .none, "", .files, "stop trusting it", .own)
    case .listTrusted:
      OptionRow("list-trusted", nil, .none, "", .files, "list the trusted project files", .own)
    case .toEnvscrub:
      OptionRow("to-envscrub", nil, .none, "", .files, "convert the policy of Codex's FILE", .own)
    case .explain:
      OptionRow("explain", nil, .boolean, "BOOL", .report, "show what is dropped and why; run nothing", .own)
    case .why:
      OptionRow("why", nil, .required, "NAME", .report, "the same for NAME only, even if it is not set", .own)
    case .suggest:
      OptionRow("suggest", nil, .none, "", .report, "print a policy to start from", .own)
    case .listGroups:
      OptionRow("list-groups", nil, .none, "", .report, "list the patterns of @secrets and other groups", .own)
    case .leakCheck:
      OptionRow("leak-check", nil, .none, "", .report, "show what is still within COMMAND's reach", .own)
    case .verifyAudit:
      OptionRow("verify-audit", nil, .none, "", .report, "report changes in the audit trail FILEs", .own)
    case .head:
      OptionRow("head", nil, .required, "SHA256", .report, "hash of the last record, for --verify-audit", .own)
    case .json:
      OptionRow("json", nil, .boolean, "BOOL", .report, "print --explain or another report as JSON", .own)
    case .quiet:
      OptionRow("quiet", "q", .boolean, "BOOL", .report, "print errors, but no notices", .own)
    case .keepFd:
      OptionRow("keep-fd", nil, .required, "N", .command, "leave descriptor N open with --close-fds", .own)
    case .shim:
      OptionRow("shim", nil, .required, "SCRIPT", .command, "run the command that the shim SCRIPT stands for", .own)
    case .installShims:
      OptionRow("install-shims", nil, .required, "DIR", .command, "write shims for the commands NAME... to DIR", .own)
    case .setting(let setting): OptionRow(setting)
    }
  }

  /// First those that have no setting, then those of settings.
  static func after(_ option: Option?) -> Option? {
    let others = others
    var setting: Setting?
    switch option {
    case nil: return others[0]
    case .setting(let last)?: setting = last
    case let last?:
      for index in 0..<others.count - 1 where others[index] == last { return others[index + 1] }
    }
    while let next = Setting.after(setting) {
      if next.row.option != nil { return .setting(next) }
      setting = next
    }
    return nil
  }
}

struct OptionRow: Sendable {
  /// What may follow the option's name.
  enum ArgumentKind: Sendable {
    case none
    /// `=VALUE` or the next word.
    case required
    /// `=VALUE` or nothing.
    case optional
    /// `=yes`, `=no`, `=true`, `=false`, or nothing for yes.
    case boolean
  }

  /// Its heading in the help text.
  enum Section: UInt8, Sendable { case environment, files, report, command }

  enum Ancestry: Sendable { case gnu, own }

  let long: ByteString
  let short: UInt8?
  let argument: ArgumentKind
  let metavariable: ByteString
  let section: Section
  let help: ByteString
  let ancestry: Ancestry

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

  init(_ setting: Setting) {
    let row = setting.row
    var long = ByteBuffer()
    for index in setting.name.indices { long.write(setting.name[index].inOption) }
    self.init(
      long.finish(), nil, row.kind == .flag ? .boolean : .required, row.kind.metavariable,
      row.place == .beside ? .command : .environment, row.option ?? "", .own)
  }
}

extension Option {
  /// The result of looking up the name of a long option.
  enum Match: Equatable, Sendable {
    case option(Option)
    case ambiguous
    case unknown
  }

  /// Looks up `name`, which may be shortened if it is unique.  A name that is unique among env's own options keeps that
  /// meaning, whatever options envscrub adds.
  static func matching(_ name: ByteString) -> Match {
    var gnu: Option?
    var own: Option?
    var gnuCount = 0
    var ownCount = 0
    let others = others
    for index in others.indices {
      let row = others[index].row
      guard row.long.hasPrefix(name) else { continue }
      if row.long.count == name.count { return .option(others[index]) }
      switch row.ancestry {
      case .gnu: (gnu, gnuCount) = (others[index], gnuCount + 1)
      case .own: (own, ownCount) = (others[index], ownCount + 1)
      }
    }
    for setting in Setting.all {
      guard setting.beginsAsOption(with: name), setting.row.option != nil else { continue }
      if setting.name.count == name.count { return .option(.setting(setting)) }
      (own, ownCount) = (.setting(setting), ownCount + 1)
    }
    if gnuCount == 1, let gnu { return .option(gnu) }
    if gnuCount == 0, ownCount == 1, let own { return .option(own) }
    return gnuCount + ownCount == 0 ? .unknown : .ambiguous
  }

  /// The option of that very name, if env(1) has none so called.
  static func own(called name: ByteString) -> Option? {
    guard case .option(let option) = matching(name), option.row.long == name, option.row.ancestry == .own else { return nil }
    return option
  }

  static func matching(letter: UInt8) -> Option? {
    let others = others
    for number in others.indices where others[number].row.short == letter { return others[number] }
    return nil
  }

  /// The option whose name `name` was probably meant to be.
  static func nearest(to name: ByteString) -> Option? {
    var nearest = Nearest(to: name)
    var found: Option?
    for option in all {
      if nearest.improves(with: option.row.long) { found = option }
    }
    return found
  }
}
