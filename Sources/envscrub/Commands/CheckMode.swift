import Bytes
import Policy
import System

/// `--check`: finds faults in policy and requirements files, those that are named or those that a run here
/// would read, and runs nothing.
struct CheckMode {
  private let run: Run
  private let request: Boxed<Invocation>
  private let files: FileReader
  private var invocation: Invocation { request.value }
  private var loaded = LoadedPolicy()
  private var documents = List<PolicyDocument>()
  private var findings = List<Finding>()
  private var omissions = List<CheckReport.Omission>()
  /// Of the files, since they were gathered.
  private var places = Places(List(), home: nil)
  /// What is left of the steps that comparing patterns may take.
  private var lintBudget = Lint.wholeBudget
  /// Asked once, and not for each file.
  private let credentialNames: List<ByteString>
  /// In Codex's dialect what the files of a run come to together, and the last one that has the policy's table.
  private var merged = Policy(.codex)
  private var lastWithTable: PolicyDocument?
  /// Whether a file that was named could not be looked at.
  private var isIncomplete = false

  init(_ run: Run, _ request: Boxed<Invocation>) {
    self.run = run
    self.request = request
    files = FileReader(run: run)
    credentialNames = run.credentialNames
  }

  /// - Returns: the exit status, 1 where something was found.
  @inline(never)  // A start without it needs neither its code nor its frame.
  mutating func main() throws(Failure) -> Int32 {
    if checksRun {
      try gatherRun()
    } else {
      gatherRequirements(aside: true)
      if let config = invocation.config { gather(named: config) }
      for file in invocation.files { gather(named: file) }
    }
    checkAll()
    checkRun()
    checkProfileOption()
    try report()
    if isIncomplete { return ExitStatus.failed }
    return findings.isEmpty ? ExitStatus.success : ExitStatus.found
  }

  private var checksRun: Bool { invocation.files.isEmpty && invocation.config == nil }

  // MARK: Files

  private mutating func gather(named file: Argument) {
    do throws(Failure) {
      let text = try files.read(named: file)
      let name = file.value.lastComponent
      let isCodexFile = Candidates.isCodexProject(directory: file.value.directory, name: name)
      add(text, name == Candidates.projectName ? .project : .named, isCodexFile: isCodexFile)
    } catch {
      isIncomplete = true
      note(error, file.written)
    }
  }

  /// The files of a run: one that can't be used is something found.
  private mutating func gatherRun() throws(Failure) {
    if !invocation.skipsFiles {
      let isCodex = invocation.codex == true
      gather(Candidates.policyName, in: Candidates.systemDirectory, .system)
      if isCodex { gather(Candidates.policyName, in: Candidates.codexSystemDirectory, .system, isCodexFile: true) }
      loaded.home = try files.home()
      if let home = loaded.home {
        let directory = Candidates.userDirectory(home: home, isCodex)
        gather(Candidates.policyName, in: directory, .user, isCodexFile: isCodex)
        if isCodex, let profile = invocation.profile, profile.value == profile.written,
          let name = Candidates.codexFile(ofProfile: profile.value)
        {
          gather(name, in: directory, .user, isCodexFile: true)
        }
      }
      do throws(Failure) {
        let projects = try ProjectSearch.find(files, request, &loaded, isCodex: isCodex)
        for text in projects.codex { add(text, .project, isCodexFile: true) }
        if let text = projects.own { add(text, .project) }
      } catch {
        note(error, Candidates.projectName)
      }
    }
    gatherRequirements(aside: false)
  }

  private mutating func gatherRequirements(aside: Bool) {
    gather(Candidates.requirementsName, in: Candidates.systemDirectory, .requirements, aside: aside)
    let path = Candidates.requirementsDirectory
    do throws(Failure) {
      guard let directory = try files.systemDirectory(path, listing: true) else { return }
      for name in try files.names(in: directory) where Candidates.isRequirements(name) {
        gather(name, in: path, .requirements, aside: true)
      }
    } catch {
      note(error, path)
    }
  }

  private mutating func gather(
    _ name: ByteString, in path: ByteString, _ layer: Layer, aside: Bool = false, isCodexFile: Bool = false
  ) {
    do throws(Failure) {
      if let directory = try files.directory(path), let text = try files.read(name, in: directory, layer) {
        add(text, layer, isCodexFile: isCodexFile)
        if layer == .system || layer == .requirements, !text.isReadableByAll || !directory.isOpenToAll {
          note(run.failure(of: text.path) { $0.write(closedToOthers: text.path) }, text.path)
        }
      } else if !aside {
        loaded.note(layer, Candidates.join(path, name), .absent)
      }
    } catch {
      note(error, Candidates.join(path, name))
    }
  }

  /// Notes a failure as something found in the file that it is about.
  /// - Parameter path: that of the file, where the failure doesn't say.
  private mutating func note(_ failure: Failure, _ path: ByteString) {
    let path = failure.path ?? path
    var number = loaded.sources.count
    for index in loaded.sources.indices where loaded.sources[index].path == path && loaded.sources[index].status == .read {
      number = index
    }
    if number == loaded.sources.count { loaded.note(.named, path, .read) }
    if let error = failure.error {
      findings.append(Finding(error, file: number))
    } else {
      findings.append(Finding(unusable: failure.message, file: number))
    }
  }

  private mutating func add(_ text: FileReader.Text, _ layer: Layer, isCodexFile: Bool = false) {
    for source in loaded.sources where source.path == text.path && source.status == .read { return }
    loaded.note(layer, text.path, .read, text: text.bytes)
    let number = loaded.sources.count - 1
    do throws(ConfigurationError) {
      documents.append(
        try PolicyDocument(text.bytes, layer: layer, file: number, isCodexFile: isCodexFile, seed: run.seed))
    } catch {
      findings.append(Finding(error, file: number))
    }
  }

  // MARK: Findings

  private mutating func checkAll() {
    places = loaded.places
    for document in documents where document.isRequirements { checkRequirements(document) }
    settleRequirements()
    let runDialect = checksRun ? lastDialect : nil
    for document in documents where !document.isRequirements {
      let option = invocation.codex.map { Stated($0 ? Dialect.codex : .envscrub, .commandLine) }
      checkPolicy(document, option ?? runDialect ?? document.dialect ?? Stated(.envscrub, .builtIn))
    }
    checkMerged()
  }

  /// The dialect of a run over all these files.
  private var lastDialect: Stated<Dialect>? {
    var last: Stated<Dialect>?
    for document in documents { last = document.dialect ?? last }
    return last
  }

  private func errorList() -> UnsafeMutablePointer<ErrorList> {
    let errors = UnsafeMutablePointer<ErrorList>.allocate(capacity: 1)
    errors.initialize(to: ErrorList())
    return errors
  }

  /// Whether the files assign one value to each name.
  private mutating func settleRequirements() {
    do throws(Requirements.Contradiction) {
      try loaded.requirements.settle()
    } catch {
      for document in documents where document.file == error.second.file {
        let kind = ConfigurationError.Kind.contradiction(error.kind, other: loaded.place(error.first))
        findings.append(Finding(document.error(kind, at: error.second.place), file: document.file))
      }
    }
  }

  private mutating func checkRequirements(_ document: PolicyDocument) {
    let errors = errorList()
    if let more = try? RequirementsReader.read(document, findings: errors) {
      do throws(Requirements.Contradiction) {
        try loaded.requirements.add(more)
      } catch {
        let kind = ConfigurationError.Kind.contradiction(error.kind, other: loaded.place(error.first))
        errors.pointee.append(document.error(kind, at: error.second.place))
      }
      // Of files that are only there for what they require, nobody asked.
      if checksRun || document.layer == .named {
        var lint = Lint(budget: lintBudget)
        lint.check(more.exclude)
        lint.check(more.forbiddenAssignments)
        lint.check(more.assignments)
        note(lint, document)
      }
    }
    note(errors.pointee, document)
  }

  private mutating func checkPolicy(_ document: PolicyDocument, _ dialect: Stated<Dialect>) {
    let errors = errorList()
    let reading = document.reading(underCodex: invocation.codex == true)
    let chosen = dialect.origin.layer.hasFiles ? loaded.place(dialect.origin) : nil
    if let content = try? LayerReader.read(document, dialect.value, chosen: chosen, as: reading, findings: errors) {
      checkContent(content, document, dialect.value, errors)
      // Of what can't be read nothing is known.
      if dialect.value == .codex, errors.pointee.errors.isEmpty { checkCodex(content, document, reading) }
    }
    note(errors.pointee, document)
  }

  private mutating func checkContent(
    _ content: PolicyContent, _ document: PolicyDocument, _ dialect: Dialect,
    _ errors: UnsafeMutablePointer<ErrorList>
  ) {
    var lint = Lint(credentialsHere: credentialNames, budget: lintBudget)
    var chosen = policy(dialect, content.layer, nil)
    let cost = content.layer.ruleCount
    lint.check(content.layer, in: chosen, loaded.requirements)
    // Each is laid over all that the file says beside.
    for profile in content.profiles {
      // What it expects is asked with the profile that counts.
      let counts = profile.name.value == invocation.profile?.value ?? content.profile?.value
      if let own = check(profile, over: content.layer, dialect, cost, isNeeded: counts, &lint), counts { chosen = own }
    }
    for command in content.commands { _ = check(command, over: content.layer, dialect, cost, isNeeded: false, &lint) }
    note(lint, document)
    if !checksRun, let name = content.profile, !name.value.isEmpty, !content.hasProfile(name.value) {
      note(Finding.profileElsewhere(name.value), isWarning: true, document, name.origin)
    }
    let failures = content.expectations.failures(of: chosen, seed: run.seed)
    for index in failures.indices {
      if index == ErrorList.limit { break }
      let message = Finding.unexpected(failures[index].name.value, isKept: failures[index].isKept)
      note(message, isWarning: false, document, failures[index].name.origin)
    }
    omit(document, errors: failures.count - ErrorList.limit)
  }

  /// - Returns: what it makes of the file's policy; nil where too much was compared before, and nobody needs it.
  private func check(
    _ profile: PolicyContent.Profile, over layer: PolicyLayer, _ dialect: Dialect, _ cost: Int, isNeeded: Bool,
    _ lint: inout Lint
  ) -> Policy? {
    guard lint.spend(cost) || isNeeded else {
      lint.check(assignmentsOf: profile.layer, loaded.requirements)
      return nil
    }
    let own = policy(dialect, layer, profile.layer)
    lint.check(profile.layer, in: own, loaded.requirements)
    return own
  }

  /// What Codex passes over in silence, and what it lets through.
  private mutating func checkCodex(
    _ content: PolicyContent, _ document: PolicyDocument, _ reading: LayerReader.Reading
  ) {
    var lint = CodexLint()
    lint.check(document, as: reading)
    if checksRun {
      merged.lay(content.layer)
      if document.policyTable != nil { lastWithTable = document }
    } else if document.policyTable != nil {
      var profile: PolicyLayer?
      for candidate in content.profiles where candidate.name.value == invocation.profile?.value ?? content.profile?.value {
        profile = candidate.layer
      }
      lint.check(policy(.codex, content.layer, profile), from: document)
    }
    note(lint)
    omit(document, warnings: lint.omitted)
  }

  /// The files of a run lie over each other: what comes through is asked of them all.
  private mutating func checkMerged() {
    guard let document = lastWithTable else { return }
    merged.layCommandLine(PolicyLayer())
    _ = loaded.requirements.hold(&merged)
    var lint = CodexLint()
    lint.check(merged, from: document)
    note(lint)
  }

  private mutating func note(_ lint: CodexLint) {
    for found in lint.notes {
      for document in documents where document.file == found.origin.file {
        note(Finding.warning(found.warning), isWarning: true, document, found.origin)
      }
    }
  }

  private mutating func omit(_ document: PolicyDocument, errors: Int = 0, warnings: Int = 0) {
    if errors > 0 || warnings > 0 {
      omissions.append(CheckReport.Omission(file: document.file, errors: max(errors, 0), warnings: max(warnings, 0)))
    }
  }

  /// What the file alone makes of the built-in layer, with one of its profiles or without.
  private func policy(_ dialect: Dialect, _ layer: PolicyLayer, _ profile: PolicyLayer?) -> Policy {
    var policy = Policy(dialect)
    policy.lay(layer)
    if let profile { policy.lay(profile) }
    policy.layCommandLine(PolicyLayer())
    return policy
  }

  private mutating func note(_ lint: Lint, _ document: PolicyDocument) {
    lintBudget = lint.budget
    for found in lint.notes { note(Finding.warning(found, in: places), isWarning: true, document, found.origin) }
    omit(document, warnings: lint.omitted)
  }

  private mutating func note(_ errors: ErrorList, _ document: PolicyDocument) {
    for error in errors.errors { findings.append(Finding(error, file: document.file)) }
    omit(document, errors: errors.omitted)
  }

  private mutating func note(_ message: ByteString, isWarning: Bool, _ document: PolicyDocument, _ origin: Origin) {
    let place = document.error(.nothingAllowed, at: origin.place)
    findings.append(Finding(message, isWarning: isWarning, at: place, file: document.file))
  }

  /// Whether one of the files has the profile that the command line names.
  private mutating func checkProfileOption() {
    guard !checksRun, let profile = invocation.profile, !profile.value.isEmpty else { return }
    for document in documents where document.hasProfile(profile.value) { return }
    for index in loaded.sources.indices where loaded.sources[index].status == .read {
      guard loaded.sources[index].layer == .named || loaded.sources[index].layer == .project else { continue }
      findings.append(Finding(unusable: Finding.noProfileOption(profile.written, program: run.program), file: index))
      return
    }
  }

  /// Whether a run would start: what the files come to together, where each by itself has no error.
  private mutating func checkRun() {
    if !checksRun { return }
    for finding in findings where !finding.isWarning { return }
    do throws(Failure) {
      _ = try PolicyLoader.load(run, request)
      try checkLogin()
    } catch {
      note(error, Candidates.systemDirectory)
    }
  }

  /// Whether a login would start, and with which shell.
  private func checkLogin() throws(Failure) {
    let login = try LoginMode.Login(PolicyLoader.load(run, request, login: .systemsAndUsers), run)
    if let fault = login.fault { throw fault }
  }

  // MARK: Report

  private mutating func report() throws(Failure) {
    findings.sortByPlace()
    let report = CheckReport(
      findings: findings, omissions: omissions, places: loaded.places, program: run.program)
    if invocation.json {
      var text = ByteBuffer()
      report.writeJSON(to: &text)
      _ = try run.print(text)
      return
    }
    var text = ByteBuffer()
    report.writeFindings(to: &text)
    try? Output.standardError.write(text)
    if invocation.quiet { return }
    text.removeAll()
    report.writeFiles(to: &text)
    _ = try run.print(text)
  }
}
