import Bytes
import Policy
import System

/// The policy of a run, and the files that it comes from or might have.
struct LoadedPolicy {
  var policy = Policy()
  var sources = List<PolicySource>()
  /// From the password database; nil where that wasn't needed or has none.
  var home: ByteString?
  var requirements = Requirements()
  /// The profile that counts; empty for none.
  var profile = Stated<ByteString>("", .builtIn)
  var dialect = Stated(Dialect.envscrub, .builtIn)
  /// What requirements changed of what the layers and options say.
  var held = List<Held>()
  var directory = StartDirectory.unchanged
  /// Of a login, what the files say of it.
  var login = LoginSettings()

  enum StartDirectory {
    case unchanged
    /// That of `--chdir`, opened in search of project files.
    case found(PolicyDirectory)
    case failed(SystemError)
  }
}

/// A policy file that counts in this run.
struct LayerFile {
  let document: PolicyDocument
  let reading: LayerReader.Reading
  /// Whether only root can have written it.
  let isRoots: Bool
}

/// Which files of layers count at a login.
enum LoginFiles { case systemsAndUsers, systemsOnly }

/// Reads the layers in their order: built in, system, user, project, or the one file that was named; the
/// profile; the command line.  Requirements are read first, and hold last.
struct PolicyLoader {
  let run: Run
  let request: Boxed<Invocation>
  let files: FileReader
  var invocation: Invocation { request.value }
  var loaded = LoadedPolicy()
  /// nil where it is for no login.
  let login: LoginFiles?
  private var layers = List<LayerFile>()

  /// - Parameter login: which files count, where it is for a login.
  static func load(
    _ run: Run, _ request: Boxed<Invocation>, login: LoginFiles? = nil
  ) throws(Failure) -> LoadedPolicy {
    var loader = PolicyLoader(run: run, request: request, files: FileReader(run: run), login: login)
    let system = try loader.files.systemDirectory(Candidates.systemDirectory)
    try loader.readRequirements(system)
    run.trail.pointee.settings = loader.loaded.requirements.audit
    let codex = loader.codexOption()
    try loader.readFiles(system, isCodex: codex == true)
    loader.chooseDialect(codex)
    try loader.merge(system)
    return loader.loaded
  }

  private init(run: Run, request: Boxed<Invocation>, files: FileReader, login: LoginFiles?) {
    self.login = login
    self.run = run
    self.request = request
    self.files = files
  }

  // MARK: Files

  private mutating func readFiles(_ system: PolicyDirectory?, isCodex: Bool) throws(Failure) {
    let tells = invocation.mode == .explain
    if let config = invocation.config {
      if tells { try skipFiles() }
      let text = try files.read(named: config, asksForRoot: loaded.requirements.profiles != nil)
      return try add(text, .named, isCodex ? .ownUnderCodex : .own)
    }
    if invocation.noConfig || invocation.clearsEnvironment {
      if tells { try skipFiles() }
      return
    }
    let reading: LayerReader.Reading = isCodex ? .ownUnderCodex : .own
    try readCandidate(system, Candidates.systemDirectory, .system, reading)
    if login == .systemsOnly { return }
    loaded.home = try files.home()
    if let home = loaded.home {
      if isCodex, tells { skip(.user, Candidates.userDirectory(home: home, false)) }
      let path = Candidates.userDirectory(home: home, isCodex)
      try readCandidate(try files.directory(path), path, .user, isCodex ? .codexFile : .own)
    } else {
      loaded.sources.append(
        PolicySource(layer: .user, path: nil, status: .homeless(user: ProcessFacts.realUser)))
      if invocation.debug { traceHomeless() }
    }
    if login != nil { return }
    if let project = try ProjectSearch.find(files, request, &loaded) { try add(project, .project, reading) }
  }

  /// Names the files that are not looked for, so that nobody wonders.
  private mutating func skipFiles() throws(Failure) {
    skip(.system, Candidates.systemDirectory)
    loaded.home = try files.home()
    if let home = loaded.home { skip(.user, Candidates.userDirectory(home: home, false)) }
  }

  private mutating func skip(_ layer: Layer, _ directory: ByteString) {
    loaded.note(layer, Candidates.join(directory, Candidates.policyName), .skipped)
  }

  private mutating func readCandidate(
    _ directory: PolicyDirectory?, _ path: ByteString, _ layer: Layer, _ reading: LayerReader.Reading
  ) throws(Failure) {
    let name = Candidates.policyName
    let asks = loaded.requirements.profiles != nil
    if let directory, let text = try files.read(name, in: directory, layer, asksForRoot: asks) {
      try add(text, layer, reading)
    } else {
      loaded.note(layer, Candidates.join(path, name), .absent)
    }
  }

  private mutating func add(_ text: FileReader.Text, _ layer: Layer, _ reading: LayerReader.Reading) throws(Failure) {
    let document = try loaded.open(text, layer, run)
    layers.append(LayerFile(document: document, reading: reading, isRoots: text.isRoots))
  }

  private func traceHomeless() {
    var text = ByteBuffer()
    text.write("no user layer, no trust list: user id ")
    text.write(decimal: Int(ProcessFacts.realUser))
    text.write(" has no home in /etc/passwd\n")
    try? Output.standardError.write(text)
  }

  // MARK: Dialect

  /// What `--codex` comes to; nil where files may choose the dialect.
  private mutating func codexOption() -> Bool? {
    let mustBeCodex = loaded.requirements.allowed(.codex).map { !$0.contains(false) } ?? false
    if invocation.codex == nil, !mustBeCodex { return nil }
    let option = Stated(invocation.codex ?? false, invocation.codex == nil ? .builtIn : .commandLine)
    return hold(codex: option)
  }

  private mutating func hold(codex: Stated<Bool>) -> Bool {
    let (value, held) = loaded.requirements.held(.codex, codex)
    if let held { loaded.held.append(held) }
    return value.value
  }

  /// That of the last file that has the key, where no option or requirement says otherwise.
  private mutating func chooseDialect(_ codex: Bool?) {
    if let codex {
      if codex { loaded.dialect = Stated(.codex, .commandLine) }
      return
    }
    for index in layers.indices { loaded.dialect = layers.place(of: index).pointee.document.dialect ?? loaded.dialect }
    if loaded.dialect.value == .codex, !hold(codex: Stated(true, loaded.dialect.origin)) {
      loaded.dialect = Stated(.envscrub, .builtIn)
    }
  }

  // MARK: Merging

  private mutating func merge(_ system: PolicyDirectory?) throws(Failure) {
    loaded.policy = Policy(loaded.dialect.value)
    var contents = List<Boxed<PolicyContent>>()
    for index in layers.indices {
      let content = try loaded.read(layers.place(of: index))
      contents.append(content)
      loaded.login.lay(content.pointer.pointee.login)
      loaded.policy.lay(content.pointer.pointee.layer)
    }
    loaded.profile = chooseProfile(contents)
    let isLogins = loaded.login.profile != nil || loaded.profile.origin.layer == .requirements
    if login != nil, isLogins { loaded.policy.dropClosing() }
    if !loaded.profile.value.isEmpty { try layProfile(loaded.profile, contents, system) }
    if login != nil, !isLogins { loaded.policy.dropClosing() }
    if login == .systemsOnly { loaded.policy.layStrictDefault() }
    try layCommandLine(loaded.dialect.value)
    if loaded.policy.audit != nil { run.trail.pointee.settings = loaded.policy.audit }
    if !loaded.requirements.isEmpty { loaded.held.append(contentsOf: loaded.requirements.hold(&loaded.policy)) }
  }

  private mutating func layCommandLine(_ dialect: Dialect) throws(Failure) {
    do {
      loaded.policy.layCommandLine(try request.pointer.pointee.layer(dialect))
    } catch {
      throw Failure(status: ExitStatus.failed) { $0.write(error, program: run.program) }
    }
  }

  /// The name of the profile that counts; empty for none.
  private mutating func chooseProfile(_ contents: List<Boxed<PolicyContent>>) -> Stated<ByteString> {
    var chosen = Stated<ByteString>("", .builtIn)
    for content in contents { chosen = content.pointer.pointee.profile ?? chosen }
    if login != nil { chosen = loaded.login.profile ?? chosen }
    if let option = request.pointer.pointee.profile { chosen = Stated(option.value, .commandLine) }
    let (profile, held) = loaded.requirements.profile(chosen, written: request.pointer.pointee.profile?.written)
    if let held { loaded.held.append(held) }
    return profile
  }

  /// The layers of a profile, in the order of their files.
  private mutating func layProfile(
    _ profile: Stated<ByteString>, _ contents: List<Boxed<PolicyContent>>, _ system: PolicyDirectory?
  ) throws(Failure) {
    let mustBeRoots = loaded.requirements.isRoots(profile: profile.value)
    var isThere = false
    if mustBeRoots, invocation.skipsFiles, let content = try readSystemOnly(system) {
      isThere = layProfile(profile.value, of: content)
    }
    for index in contents.indices where !mustBeRoots || layers[index].isRoots {
      if layProfile(profile.value, of: contents[index]) { isThere = true }
    }
    if !isThere { throw noProfile(profile, mustBeRoots, contents) }
  }

  /// - Returns: whether the file says anything of it.
  private mutating func layProfile(_ name: ByteString, of content: Boxed<PolicyContent>) -> Bool {
    let profiles = content.pointer.pointee.profiles
    for index in profiles.indices where profiles.place(of: index).pointee.name.value == name {
      loaded.policy.lay(profiles.place(of: index).pointee.layer)
      return true
    }
    return false
  }

  /// The system's file, where the command line left it out, for a profile that a requirement asks for.
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
      for candidate in content.pointer.pointee.profiles where nearest.improves(with: candidate.name.value) {
        found = candidate.name.value
      }
    }
    var name = profile.value
    if profile.origin.layer == .commandLine, let option = invocation.profile {
      // Nobody's files have it: it may be a variable's value that -S put there.
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

extension Invocation {
  /// Whether the files that are looked for are left out, or another is named in their place.
  var skipsFiles: Bool { config != nil || noConfig || clearsEnvironment }
}
