import Audit
import Bytes
import Policy
import Secrets
import System

/// What is known so far for a record of the run: a refused run has one too, as far as it came.
struct Trail {
  /// nil where nobody said anything of it so far.
  var settings: Boxed<AuditSettings>?
  private(set) var use = AuditRecord.Use.prefix
  /// nil for what is no run: nothing is recorded of it.
  private(set) var request: Boxed<Invocation>?
  /// Whether it is recorded that the command is started.
  var isRecorded = false
  /// What was recorded as the program: no other is started then.  nil where there is no record of one.
  var program: Program?
  /// Whether a record is being written: then its failure has none.
  var isWriting = false

  enum Program {
    case file(ByteString)
    case missing(SystemError)
  }

  mutating func begin(_ request: Boxed<Invocation>, _ use: AuditRecord.Use) {
    self.request = request
    self.use = use
  }
}

extension Run {
  /// Writes the record of a run whose policy is known.
  ///
  /// - Parameter status: the exit status, where the command is not started.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func record(
    _ outcome: AuditRecord.Outcome, _ applied: Outcome, _ loaded: LoadedPolicy, _ invocation: Invocation,
    _ domain: Landlock?, status: Int32? = nil
  ) throws(Failure) {
    guard let settings = loaded.policy.audit else { return }
    // One record a run, unless the first one turned out to be wrong.
    if outcome == .failed, !trail.pointee.isRecorded { return }
    var record = AuditRecord()
    record.note(filesOf: loaded)
    record.profile = loaded.profile.value
    record.policy = SHA256.digest(of: loaded.policy)
    record.decisions = applied.decisions
    record.outcome = outcome
    record.status = status
    record.seal = seal(loaded.policy, domain)
    if let command = invocation.command.first {
      record.program = command.written
      do {
        let path = try Execute.find(command.value, searchPath: searchPath(applied, invocation))
        if outcome == .run { trail.pointee.program = .file(path) }
        // What -S put together may hold a value.
        if command.value == command.written { (record.program, record.isProgramFound) = (path, true) }
      } catch {
        if outcome == .run {
          trail.pointee.program = .missing(error)
          record.outcome = .failed
          record.status = error == .noSuchFile ? ExitStatus.notFound : ExitStatus.notRunnable
          var text = ByteBuffer()
          text.write(systemError: error.code)
          record.error = text.finish()
        }
      }
    }
    trail.pointee.isRecorded = record.outcome == .run
    try write(&record, settings, invocation, isQuiet: invocation.quiet)
  }

  private func seal(_ policy: Policy, _ domain: Landlock?) -> ByteString {
    guard let domain else { return policy.seal == .no ? "no" : "not possible" }
    var text = ByteBuffer()
    text.write("landlock ")
    text.write(decimal: domain.version)
    return text.finish()
  }

  /// Writes the record of a run that an error ended.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func recordRefusal(_ failure: Failure) {
    guard let request = trail.pointee.request, !trail.pointee.isWriting else { return }
    if trail.pointee.settings == nil, !request.pointer.pointee.skipsFiles {
      // A file of the user's or of a project keeps nobody from reading what the system's says of it.
      if let loaded = try? PolicyLoader.load(self, Boxed(Invocation()), login: .systemsOnly) {
        trail.pointee.settings = loaded.policy.audit
      }
    }
    guard let settings = trail.pointee.settings else { return }
    var record = AuditRecord()
    record.outcome = trail.pointee.isRecorded ? .failed : .refused
    record.status = failure.status
    record.program = request.pointer.pointee.command.first?.written
    // The first line, without the name that this was called by: the others show text of files.
    let message = failure.message
    let line = message[0..<(message.firstIndex(of: UInt8(ascii: "\n")) ?? message.count)]
    record.error = line.hasPrefix(program) ? line.dropFirst(min(program.count + 2, line.count)) : line
    do throws(Failure) {
      try write(&record, settings, request.pointer.pointee, isQuiet: false)
    } catch {
      try? Output.standardError.write(error.message)
    }
  }

  /// Fills in who and where, and hands the record to every sink.
  private func write(
    _ record: inout AuditRecord, _ settings: Boxed<AuditSettings>, _ invocation: Invocation, isQuiet: Bool
  ) throws(Failure) {
    trail.pointee.isWriting = true
    record.use = trail.pointee.use
    record.time = Clock.now()
    record.host = Surroundings.host
    record.boot = Surroundings.boot
    record.realUser = ProcessFacts.realUser
    record.effectiveUser = ProcessFacts.effectiveUser
    record.userName = FileReader(run: self).userName
    record.process = Surroundings.process
    record.parent = Surroundings.parent
    record.parentName = Surroundings.name(ofProcess: record.parent)
    record.terminal = Surroundings.terminal
    record.directory = try? WorkingDirectory.path()
    conceal(in: &record, invocation, withArguments: settings.pointer.pointee.arguments?.value == true)
    let sinks = AuditSinks(run: self, settings: settings.value)
    let (fault, shortened) = sinks.write(record)
    trail.pointee.isWriting = false
    guard fault != nil || shortened != nil else { return }
    if let fault, settings.pointer.pointee.isRequired {
      trail.pointee.isWriting = true
      let error = failure { $0.write(fault) }
      if record.outcome == .run { takeBack(record, settings.value, because: fault) }
      throw error
    }
    if isQuiet || Output.standardError.terminalColumns == nil { return }
    var text = ByteBuffer()
    if let shortened { text.write(noticeOfShortRecord: shortened, program: program) }
    if let fault { text.write(noticeOfNoRecord: fault, program: program) }
    try? Output.standardError.write(text)
  }

  /// Where one place has a record of a run that another one could not get, and that is refused for it, it gets a second.
  private func takeBack(_ record: AuditRecord, _ settings: AuditSettings, because fault: AuditFault) {
    var record = record
    record.outcome = .refused
    record.status = ExitStatus.failed
    var text = ByteBuffer()
    text.write(fault)
    record.error = text.finish()
    // It has said no, or was told already.
    var others = settings
    others.command = nil
    if fault.isSaidByCollector { others.endpoint = nil }
    if others.hasSink { _ = AuditSinks(run: self, settings: others).write(record) }
  }

  /// What somebody took for a command, or for a name in a message, may be a value too, or a credential.
  private func conceal(in record: inout AuditRecord, _ invocation: Invocation, withArguments: Bool) {
    var texts = List<ByteString>()
    if let program = record.program, !record.isProgramFound { texts.append(program) }
    if let error = record.error { texts.append(error) }
    if withArguments {
      for index in invocation.command.indices where index > 0 {
        let argument = invocation.command[index]
        texts.append(argument.value)
        if argument.written != argument.value { texts.append(argument.written) }
      }
    }
    var isShort = true
    for text in texts where text.count >= DroppedValues.leastCount { isShort = false }
    var dropped = isShort ? nil : droppedValues(record.decisions, in: texts)
    func shown(_ value: ByteString, _ written: ByteString) -> ByteString {
      let value = dropped?.concealed(value) ?? value
      return concealed(value) ?? dropped?.concealed(written) ?? written
    }
    record.program = record.program.map { record.isProgramFound ? concealed($0) ?? $0 : shown($0, $0) }
    record.error = record.error.map { shown($0, $0) }
    if !withArguments { return }
    // As they were written.
    var arguments = List<ByteString>()
    for index in invocation.command.indices where index > 0 {
      arguments.append(shown(invocation.command[index].value, invocation.command[index].written))
    }
    record.arguments = arguments
  }

  /// The name of the form of credential that a text holds; nil where it holds none.
  private func concealed(_ text: ByteString) -> ByteString? {
    guard let form = ValueScanner.form(of: text) else { return nil }
    var name = ByteBuffer()
    name.write("[")
    name.write(form.name)
    name.write("]")
    return name.finish()
  }

  /// What a command beside the run gets: the core names without secrets, and a PATH that the user has no say in.
  var helperEnvironment: CStringArray {
    var policy = Policy()
    policy.holdToCore()
    let path = EnvironmentEntry(name: "PATH", value: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
    policy.setLast(Assignment(path, .builtIn))
    return environment(of: apply(policy, explaining: false))
  }
}

extension FileReader {
  /// The real user's name, from passwd(5) and nowhere else; nil for who isn't there.
  var userName: ByteString? {
    var name: ByteString?
    let user = ProcessFacts.realUser
    guard let file = try? FileDescriptor.file("/etc/passwd") else { return nil }
    _ = try? file.forEachLine { line in
      guard let found = PasswordLine(line), found.user == user else { return false }
      name = found.name.copied()
      return true
    }
    return name
  }
}

extension AuditRecord {
  /// The files that were read, each as sha256sum(1) writes it, and what requirements changed.
  fileprivate mutating func note(filesOf loaded: LoadedPolicy) {
    let places = loaded.places
    for source in places.sources where source.status == .read {
      var line = ByteBuffer()
      line.write(SHA256.digest(of: source.text))
      line.write("  ")
      line.write(visible: source.path ?? "")
      files.append(line.finish())
    }
    for change in loaded.held {
      var line = ByteBuffer()
      line.write(change, in: places)
      held.append(line.finish())
    }
  }
}
