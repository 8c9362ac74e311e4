import Bytes
import Policy
import Secrets
import System

/// `--check`: finds faults in policy and requirements files, either the named files or those that a run here would
/// read.  It runs nothing.  `PolicyLoader` determines the files and whether they may be trusted.
struct CheckMode {
  private let run: Run
  private let request: Boxed<Invocation>
  /// Whether the files of a run are checked, since none is named.
  private let namesNoFile: Bool
  private var loader: PolicyLoader
  /// The policies among the files.
  private var policies = List<LayerFile>()
  /// The places of the files, once they are gathered.
  private var places = Places(List(), home: nil)
  /// The steps that comparisons of patterns may still take.
  private var lintBudget = Lint.wholeBudget
  /// Computed once, not for each file.
  private let credentialNames: List<ByteString>
  /// In Codex's dialect: the merged files of a run, and the last one that has the policy table.
  private var merged = Policy(.codex)
  private var lastWithTable: PolicyDocument?
  /// Whether a named file could not be read.
  private var isIncomplete = false

  private init(_ run: Run, _ request: Boxed<Invocation>, namesNoFile: Bool) {
    self.run = run
    self.request = request
    self.namesNoFile = namesNoFile
    loader = PolicyLoader(run, request, namesAll: namesNoFile, findings: Findings())
    credentialNames = run.credentialNames
  }

  /// - Returns: the exit status, 1 if something was found.
  @inline(never)  // A start without it needs neither its code nor its frame.
  static func main(_ run: Run, _ request: Boxed<Invocation>) throws(Failure) -> Int32 {
    var mode = CheckMode(run, request, namesNoFile: request.value.files.isEmpty && request.value.config == nil)
    return try mode.main()
  }

  private mutating func main() throws(Failure) -> Int32 {
    let system = try loader.readRequirements()
    let requirementsEnd = loader.loaded.sources.count
    if namesNoFile {
      try loader.settleRequirements()
      try loader.readPolicies(system)
      policies = loader.layers
    } else {
      if let config = request.value.config { try gather(config) }
      for file in request.value.files { try gather(file) }
      try loader.settleRequirements()
    }
    let gathered = loader.loaded.sources.count
    checkAll()
    if namesNoFile { try checkStart(system) } else { checkProfileOption() }
    try report(policies: namesNoFile ? requirementsEnd..<gathered : 0..<0)
    if isIncomplete { return ExitStatus.failed }
    return loader.findings?.list.isEmpty == true ? ExitStatus.success : ExitStatus.found
  }

  // MARK: Files

  /// Reads a named file.  It is a requirements file if it looks like one.
  private mutating func gather(_ file: Argument) throws(Failure) {
    let text: FileReader.Text
    do throws(Failure) {
      text = try loader.files.read(named: file)
    } catch {
      isIncomplete = true
      return try loader.note(error, file.written)
    }
    for source in loader.loaded.sources where source.path == text.path && source.status == .read { return }
    let name = file.value.lastComponent
    let isCodexFile = Candidates.isCodexProject(directory: file.value.directory, name: name)
    do throws(Failure) {
      let document = try loader.loaded.open(
        text, name == Candidates.projectName ? .project : .named, run, isCodexFile: isCodexFile)
      if document.isRequirements { return try loader.add(requirements: document) }
      let reading = document.reading(underCodex: request.value.codex == true)
      policies.append(LayerFile(document: document, reading: reading, isRoots: false))
    } catch {
      try loader.note(error, text.path)
    }
  }

  // MARK: Findings

  private mutating func checkAll() {
    places = loader.loaded.places
    for file in loader.requirementsFiles { checkRequirements(file) }
    for file in policies { checkPolicy(file, dialect(of: file.document)) }
    checkMerged()
  }

  /// The dialect of a run over all the files.  A named file has its own dialect, unless an option states one.
  private func dialect(of document: PolicyDocument) -> Stated<Dialect> {
    if namesNoFile { return loader.loaded.dialect }
    let option = request.value.codex.map { Stated($0 ? Dialect.codex : .envscrub, .commandLine) }
    return option ?? document.dialect ?? Stated(.envscrub, .builtIn)
  }

  private mutating func checkRequirements(_ file: RequirementsFile) {
    // Files that matter only for their requirements were not asked about.
    guard namesNoFile || file.document.layer == .named else { return }
    var lint = Lint(budget: lintBudget)
    lint.check(file.content.value.exclude)
    lint.check(file.content.value.forbiddenAssignments)
    lint.check(file.content.value.assignments)
    note(lint, file.document)
  }

  private mutating func checkPolicy(_ file: LayerFile, _ dialect: Stated<Dialect>) {
    let errors = ErrorList.allocate()
    let chosen = dialect.origin.layer.hasFiles ? loader.loaded.place(dialect.origin) : nil
    if let content = try? LayerReader.read(file.document, dialect.value, chosen: chosen, as: file.reading, findings: errors) {
      checkContent(content, file.document, dialect.value, errors)
      // If a file can't be read, nothing is known about it.
      if dialect.value == .codex, errors.pointee.errors.isEmpty { checkCodex(content, file.document, file.reading) }
    }
    loader.findings?.append(errors.pointee, ofFile: file.document.file)
  }

  private mutating func checkContent(
    _ content: PolicyContent, _ document: PolicyDocument, _ dialect: Dialect,
    _ errors: UnsafeMutablePointer<ErrorList>
  ) {
    var lint = Lint(credentialsHere: credentialNames, budget: lintBudget)
    var chosen = policy(dialect, content.layer, nil)
    let cost = content.layer.ruleCount
    lint.check(content.layer, in: chosen, loader.loaded.requirements)
    // Each profile is merged with everything else that the file states.
    for profile in content.profiles {
      // Its expectations are checked with the profile in force.
      let isInForce = profile.name.value == request.value.profile?.value ?? content.profile?.value
      if let own = check(profile, over: content.layer, dialect, cost, isNeeded: isInForce, &lint), isInForce { chosen = own }
    }
    for expectation in content.expectations {
      lint.check(names: expectation.kept)
      lint.check(names: expectation.dropped)
    }
    for command in content.commands {
      lint.check(commandName: command.name)
      _ = check(command, over: content.layer, dialect, cost, isNeeded: false, &lint)
    }
    note(lint, document)
    if !namesNoFile, let name = content.profile, !name.value.isEmpty, !content.hasProfile(name.value) {
      note(Finding.profileElsewhere(name.value), isWarning: true, document, name.origin)
    }
    let failures = content.expectations.failures(of: chosen, seed: run.seed)
    for index in failures.indices {
      if index == ErrorList.limit { break }
      let message = Finding.unexpected(failures[index].name.value, isKept: failures[index].isKept)
      note(message, isWarning: false, document, failures[index].name.origin)
    }
    loader.findings?.omit(file: document.file, errors: failures.count - ErrorList.limit)
  }

  /// - Returns: the policy of the file with the profile; nil if comparisons have used up the budget, and nobody needs
  ///   it.
  private func check(
    _ profile: PolicyContent.Profile, over layer: PolicyLayer, _ dialect: Dialect, _ cost: Int, isNeeded: Bool,
    _ lint: inout Lint
  ) -> Policy? {
    guard lint.spend(cost) || isNeeded else {
      lint.check(assignmentsOf: profile.layer, loader.loaded.requirements)
      return nil
    }
    let own = policy(dialect, layer, profile.layer)
    lint.check(profile.layer, in: own, loader.loaded.requirements)
    return own
  }

  /// Finds what Codex silently ignores, and what its policy lets through.
  private mutating func checkCodex(
    _ content: PolicyContent, _ document: PolicyDocument, _ reading: LayerReader.Reading
  ) {
    var lint = CodexLint()
    lint.check(document, as: reading)
    if namesNoFile {
      merged.merge(content.layer)
      if document.policyTable != nil { lastWithTable = document }
    } else if document.policyTable != nil {
      var profile: PolicyLayer?
      for candidate in content.profiles where candidate.name.value == request.value.profile?.value ?? content.profile?.value {
        profile = candidate.layer
      }
      lint.check(policy(.codex, content.layer, profile), from: document)
    }
    note(lint)
    loader.findings?.omit(file: document.file, warnings: lint.omitted)
  }

  /// The files of a run are merged: what passes is a question about all of them.
  private mutating func checkMerged() {
    guard let document = lastWithTable else { return }
    merged.mergeCommandLine(PolicyLayer())
    _ = loader.loaded.requirements.enforce(on: &merged)
    var lint = CodexLint()
    lint.check(merged, from: document)
    note(lint)
  }

  private mutating func note(_ lint: CodexLint) {
    for found in lint.notes {
      for file in policies where file.document.file == found.origin.file {
        note(Finding.warning(found.warning), isWarning: true, file.document, found.origin)
      }
    }
  }

  /// The policy that the file alone makes of the built-in layer, with one of its profiles or without.
  private func policy(_ dialect: Dialect, _ layer: PolicyLayer, _ profile: PolicyLayer?) -> Policy {
    var policy = Policy(dialect)
    policy.merge(layer)
    if let profile { policy.merge(profile) }
    policy.mergeCommandLine(PolicyLayer())
    return policy
  }

  private mutating func note(_ lint: Lint, _ document: PolicyDocument) {
    lintBudget = lint.budget
    for found in lint.notes { note(Finding.warning(found, in: places), isWarning: true, document, found.origin) }
    loader.findings?.omit(file: document.file, warnings: lint.omitted)
  }

  private mutating func note(_ message: ByteString, isWarning: Bool, _ document: PolicyDocument, _ origin: Origin) {
    // Any error will do: only its place is used.
    let place = document.error(.nothingAllowed, at: origin.place)
    loader.findings?.append(Finding(message, isWarning: isWarning, at: place, file: document.file))
  }

  /// Notes that no file has the profile that the command line names.
  private mutating func checkProfileOption() {
    guard let profile = request.value.profile, !profile.value.isEmpty else { return }
    for file in policies where file.document.hasProfile(profile.value) { return }
    for index in loader.loaded.sources.indices where loader.loaded.sources[index].status == .read {
      guard loader.loaded.sources[index].layer == .named || loader.loaded.sources[index].layer == .project else { continue }
      let message = Finding.noProfileOption(profile.written, program: run.program)
      loader.findings?.append(Finding(unusable: message, file: index))
      return
    }
  }

  /// Notes what stops a run or a login although each file by itself has no error: checks the merged files.
  private mutating func checkStart(_ system: PolicyDirectory?) throws(Failure) {
    if loader.findings?.hasErrors == true { return }
    var ignored: Boxed<AuditSettings>?
    do throws(Failure) {
      var merging = loader
      merging.findings = nil
      try merging.mergeLayers(system, audit: &ignored)
      let login = try LoginMode.Login(
        PolicyLoader.load(run, request, login: .systemsAndUsers, audit: &ignored), run)
      if let fault = login.fault { throw fault }
    } catch {
      try loader.note(error, Candidates.systemDirectory)
    }
  }

  // MARK: Report

  /// - Parameter policies: the numbers of the policy files: these are reported before the requirements files, whose numbers are lower.
  private func report(policies: Range<Int>) throws(Failure) {
    guard let findings = loader.findings else { return }
    let report = CheckReport(findings, loader.loaded.places, first: policies, program: run.program)
    var text = ByteBuffer()
    if request.value.json {
      report.writeJSON(to: &text)
      _ = try run.print(text)
      return
    }
    report.writeFindings(to: &text)
    try? Output.standardError.write(text)
    if request.value.quiet { return }
    text.removeAll()
    report.writeFiles(to: &text)
    _ = try run.print(text)
  }
}

extension Run {
  /// The names of the parent's entries whose values hold a credential.
  fileprivate var credentialNames: List<ByteString> {
    var names = List<ByteString>()
    for entry in entries {
      if let name = entry.name, ValueScanner.form(of: entry.value) != nil { names.append(name) }
    }
    return names
  }
}
