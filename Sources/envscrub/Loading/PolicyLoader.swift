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
  /// The tables `[commands.NAME]` that count, in the order in which they were merged.
  var commands = List<Stated<ByteString>>()
  /// What requirements changed of what the layers and options say.
  var held = List<RequirementEffect>()
  /// What files took away of the user's own settings; only where somebody asks.
  var replaced = List<Replaced>()
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
/// profile; the command line.  Requirements are read first, and hold last.  Under `--codex` Codex's own file for the
/// machine lies over the system's, those of the user in place of the user's, and those of projects under the project's.
///
/// Each fault is thrown, or where there is a list for findings noted there, and the reading goes on with the next file.
struct PolicyLoader {
  let run: Run
  let request: Boxed<Invocation>
  let files: FileReader
  var loaded = LoadedPolicy()
  /// nil where it is for no login.
  let login: LoginFiles?
  /// The files of policies that count, in their order.
  private(set) var layers = List<LayerFile>()
  /// What is found; nil where the first fault is thrown.
  var findings: Findings?
  /// The files of requirements, where somebody looks into them: where there is a list for findings.
  var requirementsFiles = List<RequirementsFile>()
  /// Whether files that are not looked for, or not there, are to be named.
  let namesAll: Bool
  /// Whether Codex has a file of the profile that was asked for.
  private(set) var hasCodexProfile = false

  /// - Parameters:
  ///   - login: which files count, where it is for a login.
  ///   - audit: what the files say of records as far as they are read, also where an error is thrown.
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
  }

  // MARK: Faults

  /// - Parameter path: of the file that it is about, where the failure doesn't say.
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

  /// A file of the administrator's that others can't read stops their runs: a finding, and no fault of this run.
  mutating func noteIfClosed(_ text: FileReader.Text, in directory: PolicyDirectory) throws(Failure) {
    if findings == nil || text.isReadableByAll && directory.isOpenToAll { return }
    try note(run.failure(of: text.path) { $0.write(closedToOthers: text.path) }, text.path)
  }

  // MARK: Files

  /// Reads the policies that count, and chooses the dialect.
  mutating func readPolicies(_ system: PolicyDirectory?) throws(Failure) {
    let codex = codexOption()
    try readFiles(system, isCodex: codex == true)
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

  /// Codex's file of the profile that `--profile` names, where requirements let that count.
  private mutating func readCodexProfile(_ directory: PolicyDirectory?, _ path: ByteString) throws(Failure) {
    guard let option = request.value.profile, let name = Candidates.codexFile(ofProfile: option.value) else { return }
    if option.value != option.written {
      throw run.failure {
        $0.write("--profile: ")
        $0.write(visible: option.written)
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

  /// Names the files that are not looked for, so that nobody wonders.
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

  /// - Returns: the directory; nil where it is not there.
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

  /// A file as the next layer.  What is no TOML is noted where faults are noted.
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
    text.write("no user layer, no trust list: user id ")
    text.write(decimal: Int(ProcessFacts.realUser))
    text.write(" has no home in /etc/passwd\n")
    try? Output.standardError.write(text)
  }

  // MARK: Dialect

  /// What `--codex` comes to; nil where files may choose the dialect.
  private mutating func codexOption() -> Bool? {
    let mustBeCodex = loaded.requirements.allowed(.codex).map { !$0.contains(0) } ?? false
    if request.value.codex == nil, !mustBeCodex { return nil }
    let option = Stated<UInt8>(request.value.codex == true ? 1 : 0, request.value.codex == nil ? .builtIn : .commandLine)
    return enforce(codex: option)
  }

  private mutating func enforce(codex: Stated<UInt8>) -> Bool {
    let (value, held) = loaded.requirements.held(.codex, codex)
    if let held { loaded.held.append(held) }
    return value.value == 1
  }

  /// That of the last file that has the key, where no option or requirement says otherwise.
  private mutating func chooseDialect(_ codex: Bool?) {
    if let codex {
      if codex { loaded.dialect = Stated(.codex, .commandLine) }
      return
    }
    for index in layers.indices { loaded.dialect = layers.place(of: index).pointee.document.dialect ?? loaded.dialect }
    if loaded.dialect.value == .codex, !enforce(codex: Stated(1, loaded.dialect.origin)) {
      loaded.dialect = Stated(.envscrub, .builtIn)
    }
  }
}

extension Invocation {
  /// Whether the files that are looked for are left out, or another is named in their place.
  var skipsFiles: Bool { config != nil || noConfig || clearsEnvironment }
}
