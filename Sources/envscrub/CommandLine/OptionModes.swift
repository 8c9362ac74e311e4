import Bytes

/// Which options have a meaning in which mode.  An option without one is an error and never ignored.
extension Option {
  enum Meaning: Equatable, Sendable {
    case something
    case nothing
    /// A meaning only if no files are named, so that the mode uses the files of a run.
    case nothingBesideFiles
  }

  /// The `switch` has no default: a new option must be added here to compile.
  func meaning(in mode: Invocation.Mode) -> Meaning {
    switch self {
    // These set how much is reported or how words are split, or are checked elsewhere: -0, -C and -a depend on COMMAND,
    // --head on --verify-audit, and two modes exclude each other.
    case .quiet, .debug, .splitString, .null, .chdir, .argv0, .head, .help, .version, .explain, .why, .check, .trust,
      .untrust, .listTrusted, .toEnvscrub, .suggest, .listGroups, .leakCheck, .verifyAudit, .shim, .installShims:
      return .something
    case .json:
      switch mode {
      case .run, .explain, .check, .leakCheck, .verifyAudit: return .something
      case .trust, .untrust, .listTrusted, .toEnvscrub, .suggest, .listGroups, .installShims, .help, .version: return .nothing
      }
    case .config, .profile, .codex:
      return Self.readsPolicy(mode) ? .something : .nothing
    case .ignoreEnvironment, .noConfig, .unset, .setting, .keepFd:
      if mode == .check { return .nothingBesideFiles }
      return Self.readsPolicy(mode) ? .something : .nothing
    case .defaultSignal, .ignoreSignal, .blockSignal, .listSignalHandling:
      return mode == .run || mode == .explain ? .something : .nothing
    }
  }

  private static func readsPolicy(_ mode: Invocation.Mode) -> Bool {
    switch mode {
    case .run, .explain, .check, .leakCheck: true
    case .trust, .untrust, .listTrusted, .toEnvscrub, .suggest, .listGroups, .verifyAudit, .installShims, .help, .version: false
    }
  }
}

/// Which options and operands go together.
extension Invocation {
  /// - Parameters:
  ///   - chosen: the option that chose a mode other than running COMMAND.
  ///   - given: the options that were given and not undone by `=no`.
  func checkCombinations(_ chosen: Option?, given: List<Option>) throws(UsageError.Kind) {
    let hasCommand = !command.isEmpty
    if nul, hasCommand { throw .nullWithCommand }
    if chdir != nil, !hasCommand { throw .chdirWithoutCommand }
    if argv0 != nil, !hasCommand { throw .argv0WithoutCommand }
    if nul, let chosen, chosen != .listTrusted { throw .nullWith(chosen) }
    if config != nil, noConfig { throw .configWithNoConfig }
    if head != nil, mode != .verifyAudit { throw .without(.head, .verifyAudit) }
    if mode == .installShims { try checkShims() }
    if let chosen { try checkMeanings(chosen, given: given) }
  }

  /// Throws if an option has no meaning in the chosen mode.
  private func checkMeanings(_ chosen: Option, given: List<Option>) throws(UsageError.Kind) {
    for option in Option.all {
      if !given.contains(option) { continue }
      switch option.meaning(in: mode) {
      case .something: break
      case .nothing: throw .exclusive(option, chosen)
      case .nothingBesideFiles:
        if !files.isEmpty || config != nil { throw .exclusiveBesideFiles(option, chosen) }
      }
    }
  }

  private func checkShims() throws(UsageError.Kind) {
    if files.isEmpty { throw .installWithoutNames }
    for file in files where !Shim.isName(file.value) { throw .invalidShimName(file.written) }
  }
}
