import Bytes

/// Which options mean something in which mode: one that means nothing is an error, never passed over in silence.
extension Option {
  enum Meaning: Equatable, Sendable {
    case something
    case nothing
    /// Nothing beside files that are named, something where they are those of a run.
    case nothingBesideFiles
  }

  /// It stands in a switch without a default: a new option is not compiled before it is named here.
  func meaning(in mode: Invocation.Mode) -> Meaning {
    switch self {
    // How much is said, how words are split, and what is checked elsewhere: -0, -C and -a ask for COMMAND or for
    // its absence, --head for --verify-audit, and of two modes one is too many.
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
  ///   - chosen: the option that chose another mode than to run COMMAND.
  ///   - given: the options that were given, and not taken back by `=no`.
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

  /// Throws if an option means nothing beside the one that chose the mode.
  private func checkMeanings(_ chosen: Option, given: List<Option>) throws(UsageError.Kind) {
    var next = Option.after(nil)
    while let option = next {
      next = .after(option)
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
