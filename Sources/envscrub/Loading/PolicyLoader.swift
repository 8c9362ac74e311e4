import Bytes
import Policy
import System

/// The policy of a run, and the files that it comes from or could have come from.
struct LoadedPolicy {
  var policy = Policy()
  var sources = List<PolicySource>()
  /// The home directory from passwd(5); nil if it was not needed, or if the user has none.
  var home: ByteString?
  /// The entries of this process: their HOME is what the user's shell reads as `~`.
  var parent = List<EnvironmentEntry>()
  var requirements = Requirements()
  /// The profile in force; empty for none.
  var profile = Stated<ByteString>("", .builtIn)
  var dialect = Stated(Dialect.envscrub, .builtIn)
  /// The tables `[commands.NAME]` in force, in the order of merging.
  var commands = List<Stated<ByteString>>()
  /// What requirements changed in the settings of layers and options.
  var held = List<RequirementEffect>()
  /// The user's own settings that other files replaced; empty unless a report asks for it.
  var replaced = List<Replaced>()
  /// Where COMMAND starts.
  var directory = StartDirectory.unchanged
  /// For a login, the tables `login`.
  var login = LoginSettings()

  enum StartDirectory {
    case unchanged
    /// The directory of `--chdir`, opened to search for project files.
    case found(PolicyDirectory)
    case failed(SystemError)
  }
}

/// A policy file that is in force.
struct LayerFile {
  let document: PolicyDocument
  let reading: LayerReader.Reading
  /// Whether only root can have written it.
  let isRoots: Bool
}

/// Which layers' files are read at a login.
enum LoginFiles { case systemsAndUsers, systemsOnly }

/// Reads and merges the layers in their order: built in, system, user, project, or the one file that was named; then
/// the profile; then the command line.  Requirements are read first and applied last.  Under `--codex` Codex's own
/// system file is merged over the system's, its user file replaces the user's, and its project files are merged under
/// the project's.
///
/// Without `findings` the first error is thrown.  With it, errors are collected, and the next file is read.
struct PolicyLoader {
  let run: Run
  let request: Boxed<Invocation>
  let files: FileReader
  var loaded = LoadedPolicy()
  /// nil unless it loads for a login.
  let login: LoginFiles?
  /// The policy files in force, in their order.
  private(set) var layers = List<LayerFile>()
  /// What was found; nil if the first error is thrown.
  var findings: Findings?
  /// The requirements files, if they are examined: if there is a list for findings.
  var requirementsFiles = List<RequirementsFile>()
  /// Whether to name files that are missing or not looked for.
  let namesAll: Bool
  /// Whether Codex has a file for the requested profile.
  private(set) var hasCodexProfile = false

  /// - Parameters:
  ///   - login: which files are read, for a login.
  ///   - audit: receives the settings for records, as far as they were read, even if an error is thrown.
  static func load(
    _ run: Run, _ request: Boxed<Invocation>, login: LoginFiles? = nil, audit: inout Boxed<AuditSettings>?
  ) throws(Failure) -> Boxed<LoadedPolicy> {
    var loader = PolicyLoader(run, request, login: login, namesAll: request.value.mode == .explain)
    let system = try loader.readRequirements()
    try loader.settleRequirements()
    audit = loader.loaded.requirements.audit
    try loader.readPolicies(system)
    try loader.mergeLayers(system, audit: &audit)
    return Boxed(loader.loaded)
  }

  init(
    _ run: Run, _ request: Boxed<Invocation>, login: LoginFiles? = nil, namesAll: Bool, findings: Findings? = nil
  ) {
    self.login = login
    self.run = run
    self.request = request
    self.namesAll = namesAll
    self.findings = findings
    files = FileReader(run: run)
    loaded.parent = run.entries
  }

  // MARK: Faults

  /// - Parameter path: the file concerned, if the failure doesn't name it.
  mutating func note(_ failure: Failure, _ path: ByteString) throws(Failure) {
    if findings == nil { throw failure }
    let path = failure.path ?? path
    var number = loaded.sources.count
    for index in loaded.sources.indices where loaded.sources[index].path == path && loaded.sources[index].status == .read {
      number = index
    }
    if number == loaded.sources.count { loaded.note(.named, path, .read) }
    if let error = failure.error {
      findings?.append(Finding(error, file: number))
    } else {
      findings?.append(Finding(unusable: failure.message, file: number))
    }
  }

  /// An administrator's file that other users can't read stops their runs.  That is a finding, but no error of this
  /// run.
  mutating func noteIfClosed(_ text: FileReader.Text, in directory: PolicyDirectory) throws(Failure) {
    if findings == nil || text.isReadableByAll && directory.isOpenToAll { return }
    try note(run.failure(of: text.path) { $0.write(closedToOthers: text.path) }, text.path)
  }

  // MARK: Files

  /// Reads the policies in force, and chooses the dialect.
  mutating func readPolicies(_ system: PolicyDirectory?) throws(Failure) {
    let codex = codexOption()
    try readFiles(system, isCodex: codex?.value == 1)
    chooseDialect(codex)
  }

  private mutating func readFiles(_ system: PolicyDirectory?, isCodex: Bool) throws(Failure) {
    if let config = request.value.config {
      if namesAll { try skipFiles(isCodex) }
      let text = try files.read(named: config, asksForRoot: loaded.requirements.profiles != nil)
      return try add(text, .named, isCodex)
    }
    if request.value.noConfig || request.value.clearsEnvironment {
      if namesAll { try skipFiles(isCodex) }
      return
    }
    try readCandidate(system, Candidates.systemDirectory, .system, isCodex)
    if isCodex { try readCandidate(in: Candidates.codexSystemDirectory, .system, isCodex, isCodexFile: true) }
    if login == .systemsOnly { return }
    loaded.home = try files.home()
    if let home = loaded.home {
      if isCodex, namesAll { skip(.user, Candidates.userDirectory(home: home, false)) }
      let path = Candidates.userDirectory(home: home, isCodex)
      let directory = try readCandidate(in: path, .user, isCodex, isCodexFile: isCodex)
      if isCodex {
        do throws(Failure) { try readCodexProfile(directory, path) } catch { try note(error, path) }
      }
    } else {
      loaded.sources.append(
        PolicySource(layer: .user, path: nil, status: .homeless(user: ProcessFacts.realUser)))
      if request.value.debug { traceHomeless() }
    }
    if login != nil { return }
    do throws(Failure) {
      let projects = try ProjectSearch.find(files, request, &loaded, isCodex: isCodex)
      for text in projects.codex { try add(text, .project, isCodex, isCodexFile: true) }
      if let project = projects.own { try add(project, .project, isCodex) }
    } catch {
      try note(error, Candidates.projectName)
    }
  }

  /// Reads Codex's file for the profile that `--profile` names, if requirements allow that profile.
  private mutating func readCodexProfile(_ directory: PolicyDirectory?, _ path: ByteString) throws(Failure) {
    guard let option = request.value.profile, let name = Candidates.codexFile(ofProfile: option.value) else { return }
    if option.value != option.written {
      throw run.failure {
        $0.write("--profile: ", visible: option.written)
        $0.write(": write the name itself; what -S expands would be shown with Codex's file of that profile")
      }
    }
    let mustBeRoots = loaded.requirements.isRoots(profile: option.value)
    guard mustBeRoots || loaded.requirements.profiles == nil else {
      return loaded.note(.user, Candidates.join(path, name), .skipped)
    }
    guard let directory, let text = try files.read(name, in: directory, .user, asksForRoot: mustBeRoots) else {
      return loaded.note(.user, Candidates.join(path, name), .absent)
    }
    if mustBeRoots, !text.isRoots { return loaded.note(.user, text.path, .skipped) }
    try add(text, .user, true, isCodexFile: true)
    hasCodexProfile = true
  }

  /// Names the files that are not looked for, for the report.
  private mutating func skipFiles(_ isCodex: Bool) throws(Failure) {
    skip(.system, Candidates.systemDirectory)
    if isCodex { skip(.system, Candidates.codexSystemDirectory) }
    loaded.home = try files.home()
    guard let home = loaded.home else { return }
    skip(.user, Candidates.userDirectory(home: home, false))
    if isCodex { skip(.user, Candidates.userDirectory(home: home, true)) }
  }

  private mutating func skip(_ layer: Layer, _ directory: ByteString) {
    loaded.note(layer, Candidates.join(directory, Candidates.policyName), .skipped)
  }

  /// - Returns: the directory; nil if it does not exist.
  @discardableResult
  private mutating func readCandidate(
    in path: ByteString, _ layer: Layer, _ isCodex: Bool, isCodexFile: Bool
  ) throws(Failure) -> PolicyDirectory? {
    let directory: PolicyDirectory?
    do throws(Failure) {
      directory = try files.directory(path)
    } catch {
      try note(error, path)
      return nil
    }
    try readCandidate(directory, path, layer, isCodex, isCodexFile: isCodexFile)
    return directory
  }

  private mutating func readCandidate(
    _ directory: PolicyDirectory?, _ path: ByteString, _ layer: Layer, _ isCodex: Bool, isCodexFile: Bool = false
  ) throws(Failure) {
    let name = Candidates.policyName
    let asks = loaded.requirements.profiles != nil
    do throws(Failure) {
      guard let directory, let text = try files.read(name, in: directory, layer, asksForRoot: asks) else {
        return loaded.note(layer, Candidates.join(path, name), .absent)
      }
      try add(text, layer, isCodex, isCodexFile: isCodexFile)
      if layer == .system { try noteIfClosed(text, in: directory) }
    } catch {
      try note(error, Candidates.join(path, name))
    }
  }

  /// Adds a file as the next layer.  If findings are collected, text that is no TOML is one.
  private mutating func add(
    _ text: FileReader.Text, _ layer: Layer, _ isCodex: Bool, isCodexFile: Bool = false
  ) throws(Failure) {
    do throws(Failure) {
      let document = try loaded.open(text, layer, run, isCodexFile: isCodexFile)
      layers.append(LayerFile(document: document, reading: document.reading(underCodex: isCodex), isRoots: text.isRoots))
    } catch {
      try note(error, text.path)
    }
  }

  private func traceHomeless() {
    var text = ByteBuffer()
    text.write("no user layer, no trust list: user id ", decimal: Int(ProcessFacts.realUser))
    text.write(" has no home in /etc/passwd\n")
    try? Output.standardError.write(text)
  }

  // MARK: Dialect

  /// The effective value of `--codex`; nil if files may choose the dialect.
  private mutating func codexOption() -> Stated<UInt8>? {
    let mustBeCodex = loaded.requirements.allowed(.codex).map { !$0.contains(0) } ?? false
    if request.value.codex == nil, !mustBeCodex { return nil }
    let option = Stated<UInt8>(request.value.codex == true ? 1 : 0, request.value.codex == nil ? .builtIn : .commandLine)
    return enforce(codex: option)
  }

  private mutating func enforce(codex: Stated<UInt8>) -> Stated<UInt8> {
    let (value, held) = loaded.requirements.held(.codex, codex)
    if let held { loaded.held.append(held) }
    return value
  }

  /// The dialect of the last file that has the key, unless an option or a requirement decides.
  private mutating func chooseDialect(_ codex: Stated<UInt8>?) {
    if let codex {
      if codex.value == 1 { loaded.dialect = Stated(.codex, codex.origin) }
      return
    }
    for index in layers.indices { loaded.dialect = layers.place(of: index).pointee.document.dialect ?? loaded.dialect }
    if loaded.dialect.value == .codex, enforce(codex: Stated(1, loaded.dialect.origin)).value == 0 {
      loaded.dialect = Stated(.envscrub, .builtIn)
    }
  }
}

extension Invocation {
  /// Whether the usual files are skipped, or another file replaces them.
  var skipsFiles: Bool { config != nil || noConfig || clearsEnvironment }
}
