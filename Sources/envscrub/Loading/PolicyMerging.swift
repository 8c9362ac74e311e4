import Bytes
import Policy
import System

/// The second half of `PolicyLoader`: merges the files that were read, the profile, the settings for COMMAND and the
/// options, and applies requirements.
extension PolicyLoader {
  /// Merges the layers, the profile and the options, and applies requirements.
  ///
  /// - Parameter audit: receives the layers' settings for records once they are read, even if an error is thrown later.
  mutating func mergeLayers(_ system: PolicyDirectory?, audit: inout Boxed<AuditSettings>?) throws(Failure) {
    if loaded.dialect.value != .envscrub { loaded.policy = Policy(loaded.dialect.value) }
    var contents = List<Boxed<PolicyContent>>()
    for index in layers.indices {
      let content = try loaded.read(layers.place(of: index))
      contents.append(content)
      loaded.login.merge(content.value.login)
      merge(content.value.layer, of: layers[index].document.file)
    }
    loaded.profile = chooseProfile(contents)
    let isLogins = loaded.login.profile != nil || loaded.profile.origin.layer == .requirements
    if login != nil, isLogins { loaded.policy.dropStartSettings() }
    if !loaded.profile.value.isEmpty { try mergeProfile(loaded.profile, contents, system) }
    if login != nil, !isLogins { loaded.policy.dropStartSettings() }
    if login == .systemsOnly { loaded.policy.mergeStrictDefault() }
    if login == nil { mergeCommands(contents) }
    try mergeCommandLine(loaded.dialect.value)
    if loaded.policy.audit != nil { audit = loaded.policy.audit }
    if !loaded.requirements.isEmpty { loaded.held.append(contentsOf: loaded.requirements.enforce(on: &loaded.policy)) }
  }

  private mutating func mergeCommandLine(_ dialect: Dialect) throws(Failure) {
    do {
      loaded.policy.mergeCommandLine(try request.value.layer(dialect))
    } catch {
      throw Failure(status: ExitStatus.failed) { $0.write(error, program: run.program) }
    }
  }

  /// - Parameter file: the number of the layer's file.
  @inline(never)  // A start without it needs neither its code nor its frame.
  private mutating func merge(_ layer: PolicyLayer, of file: Int) {
    let before = request.value.mode == .explain ? loaded.policy : nil
    loaded.policy.merge(layer)
    if let before { noteReplaced(since: before, by: file) }
  }

  private mutating func noteReplaced(since before: Policy, by file: Int) {
    if loaded.sources[file].layer == .user { return }
    for replaced in loaded.policy.replacements(since: before, by: file)
    where loaded.sources[replaced.was.file].layer == .user {
      loaded.replaced.append(replaced)
    }
  }

  /// The name of the profile in force; empty for none.
  private mutating func chooseProfile(_ contents: List<Boxed<PolicyContent>>) -> Stated<ByteString> {
    var chosen = Stated<ByteString>("", .builtIn)
    for content in contents { chosen = content.value.profile ?? chosen }
    if login != nil { chosen = loaded.login.profile ?? chosen }
    if let option = request.value.profile { chosen = Stated(option.value, .commandLine) }
    let (profile, held) = loaded.requirements.profile(chosen, written: request.value.profile?.written)
    if let held { loaded.held.append(held) }
    return profile
  }

  /// Merges the layers of a profile, in the order of their files.
  @inline(never)  // A start without it needs neither its code nor its frame.
  private mutating func mergeProfile(
    _ profile: Stated<ByteString>, _ contents: List<Boxed<PolicyContent>>, _ system: PolicyDirectory?
  ) throws(Failure) {
    let mustBeRoots = loaded.requirements.isRoots(profile: profile.value)
    var isThere = hasCodexProfile
    if mustBeRoots, request.value.skipsFiles, let content = try readSystemOnly(system) {
      isThere = mergeProfile(profile.value, of: content, loaded.sources.count - 1)
    }
    for index in contents.indices where !mustBeRoots || layers[index].isRoots {
      if mergeProfile(profile.value, of: contents[index], layers[index].document.file) { isThere = true }
    }
    if !isThere { throw noProfile(profile, mustBeRoots, contents) }
  }

  /// Merges the settings for COMMAND, in the order of the files.
  private mutating func mergeCommands(_ contents: List<Boxed<PolicyContent>>) {
    for content in contents where !content.value.commands.isEmpty {
      return mergeCommands(contents, of: CommandName(request, loaded.policy, run))
    }
  }

  @inline(never)  // A start without it needs neither its code nor its frame.
  private mutating func mergeCommands(_ contents: List<Boxed<PolicyContent>>, of command: CommandName) {
    var command = command
    for content in contents {
      let tables = content.value.commands
      for index in tables.indices where command.matches(tables.place(of: index).pointee.name.value) {
        loaded.policy.merge(tables.place(of: index).pointee.layer)
        loaded.commands.append(tables.place(of: index).pointee.name)
      }
    }
  }

  /// - Returns: whether the file has such a profile.
  private mutating func mergeProfile(
    _ name: ByteString, of content: Boxed<PolicyContent>, _ file: Int
  ) -> Bool {
    let profiles = content.value.profiles
    for index in profiles.indices where profiles.place(of: index).pointee.name.value == name {
      merge(profiles.place(of: index).pointee.layer, of: file)
      return true
    }
    return false
  }

  /// Reads the system's file for a profile that a requirement demands, if the command line skipped it.
  private mutating func readSystemOnly(_ system: PolicyDirectory?) throws(Failure) -> Boxed<PolicyContent>? {
    guard let system, let text = try files.read(Candidates.policyName, in: system, .system) else { return nil }
    loaded.forget(text.path)
    let document = try loaded.open(text, .system, run)
    let file = Boxed(LayerFile(document: document, reading: .own, isRoots: true))
    return try loaded.read(file.pointer)
  }

  private func noProfile(
    _ profile: Stated<ByteString>, _ mustBeRoots: Bool, _ contents: List<Boxed<PolicyContent>>
  ) -> Failure {
    var nearest = Nearest(to: profile.value)
    var found: ByteString?
    for content in contents {
      for candidate in content.value.profiles where nearest.improves(with: candidate.name.value) {
        found = candidate.name.value
      }
    }
    var name = profile.value
    if profile.origin.layer == .commandLine, let option = request.value.profile {
      // No file has this profile; its name may be a variable's value that -S expanded.
      if option.value != option.written { found = nil }
      name = option.written
    }
    let kind: ConfigurationError.Kind =
      mustBeRoots ? .noSuchProfileOfRoots(name) : .noSuchProfile(name, nearest: found)
    if profile.origin.layer != .commandLine { return loaded.failure(kind, at: profile.origin) }
    return run.failure {
      $0.write("--profile: ")
      $0.write(kind)
    }
  }
}
