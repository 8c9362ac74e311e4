import Audit
import Bytes
import Policy
import Secrets
import System

/// The records of one run: what they have in common, and what the last one stated.  A run that fails writes a record of
/// the failure too, with what was known by then.
struct RunRecords {
  private let run: Run
  private let use: AuditRecord.Use
  private let request: Boxed<Invocation>
  /// The policy's settings for records, as far as they were read; nil if none was read yet.
  var settings: Boxed<AuditSettings>?
  /// Whether the last record states that the command starts.
  private var saysStarted = false
  /// Whether a required record could not be written: the failure that follows gets no record.
  private var isMissingOne = false

  /// The program that a record names: no other may be started then.
  enum Program {
    case file(ByteString)
    case missing(SystemError)
  }

  private init(_ run: Run, _ use: AuditRecord.Use, _ request: Boxed<Invocation>) {
    self.run = run
    self.use = use
    self.request = request
  }

  /// Runs `body`, which adds the records.  If it fails, reports the failure and adds a record of it.
  ///
  /// - Returns: the exit status.
  static func keep(
    _ run: Run, _ use: AuditRecord.Use, _ request: Boxed<Invocation>,
    _ body: (inout RunRecords) throws(Failure) -> Int32
  ) -> Int32 {
    var records = RunRecords(run, use, request)
    do throws(Failure) {
      return try body(&records)
    } catch {
      let status = run.report(error)
      records.add(error)
      return status
    }
  }

  /// Writes the record of a run whose policy is known, if the policy asks for one.
  ///
  /// - Parameter status: the exit status, if the command is not started.
  /// - Returns: the program that must be started, if the record names one.
  @inline(never)  // A start without it needs neither its code nor its frame.
  mutating func add(
    _ outcome: AuditRecord.Outcome, _ applied: Outcome, _ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>,
    _ domain: Landlock? = nil, status: Int32? = nil
  ) throws(Failure) -> Program? {
    guard let settings = loaded.value.policy.audit else { return nil }
    // One record a run, unless the first one turned out to be wrong.
    if outcome == .failed, !saysStarted { return nil }
    var record = AuditRecord()
    record.note(filesOf: loaded)
    record.profile = loaded.value.profile.value
    record.policy = SHA256.digest(of: loaded.value.policy)
    record.decisions = applied.decisions
    record.outcome = outcome
    record.status = status
    record.seal = seal(loaded.value.policy.seal, domain)
    var program: Program?
    if let command = request.value.command.first {
      record.program = command.written
      do {
        let path = try Execute.find(command.value, searchPath: run.searchPath(applied, request))
        program = .file(path)
        // A text that -S expanded may hold a value.
        if command.value == command.written { (record.program, record.isProgramFound) = (path, true) }
      } catch {
        if outcome == .run {
          program = .missing(error)
          record.outcome = .failed
          record.status = error == .noSuchFile ? ExitStatus.notFound : ExitStatus.notRunnable
          var text = ByteBuffer()
          text.write(systemError: error.code)
          record.error = text.finish()
        }
      }
    }
    saysStarted = record.outcome == .run
    try write(&record, settings, request, isQuiet: request.value.quiet)
    return program
  }

  private func seal(_ seal: Sealing, _ domain: Landlock?) -> ByteString {
    guard let domain else { return seal == .no ? "no" : "not possible" }
    var text = ByteBuffer()
    text.write("landlock ", decimal: domain.version)
    return text.finish()
  }

  /// Writes the record of a run that an error ended.
  @inline(never)  // A start without it needs neither its code nor its frame.
  private mutating func add(_ failure: Failure) {
    if isMissingOne { return }
    if settings == nil, !request.value.skipsFiles {
      // An error in a user's or a project's file must not keep the system's settings for records from being read.
      _ = try? PolicyLoader.load(run, Boxed(Invocation()), login: .systemsOnly, audit: &settings)
    }
    guard let settings else { return }
    var record = AuditRecord()
    record.outcome = saysStarted ? .failed : .refused
    record.status = failure.status
    record.program = request.value.command.first?.written
    // The other lines quote files.
    record.error = failure.message.firstLine(without: run.program)
    do throws(Failure) {
      try write(&record, settings, request, isQuiet: false)
    } catch {
      _ = run.report(error)
    }
  }

  /// Adds who and where, and passes the record to every destination.
  private mutating func write(
    _ record: inout AuditRecord, _ settings: Boxed<AuditSettings>, _ request: Boxed<Invocation>, isQuiet: Bool
  ) throws(Failure) {
    isMissingOne = false
    record.use = use
    record.time = Clock.now()
    record.host = Surroundings.host
    record.boot = Surroundings.boot
    record.realUser = ProcessFacts.realUser
    record.effectiveUser = ProcessFacts.effectiveUser
    record.userName = FileReader(run: run).userName
    record.process = Surroundings.process
    record.parent = Surroundings.parent
    record.parentName = Surroundings.name(ofProcess: record.parent)
    record.terminal = Surroundings.terminal
    record.directory = try? WorkingDirectory.path()
    conceal(in: &record, request, withArguments: settings.value.arguments?.value == true)
    let (fault, shortened) = AuditSinks(run: run, settings: settings).write(record)
    guard fault != nil || shortened != nil else { return }
    if let fault, settings.value.isRequired {
      isMissingOne = true
      let error = run.failure { $0.write(fault) }
      if record.outcome == .run { recordRefusal(record, settings, because: fault) }
      throw error
    }
    if isQuiet || Output.standardError.terminalColumns == nil { return }
    var text = ByteBuffer()
    if let shortened { text.write(noticeOfShortRecord: shortened, program: run.program) }
    if let fault { text.write(noticeOfNoRecord: fault, program: run.program) }
    try? Output.standardError.write(text)
  }

  /// If one destination has the record of a run and another could not take it, the run may be refused for that: the
  /// first then gets a second record.
  private func recordRefusal(_ record: AuditRecord, _ settings: Boxed<AuditSettings>, because fault: AuditFault) {
    var record = record
    record.outcome = .refused
    record.status = ExitStatus.failed
    var text = ByteBuffer()
    text.write(fault)
    record.error = text.finish()
    // The command caused the refusal, or got the first record; it gets no second one.  Neither does a collector that
    // answered.
    let others = Boxed(settings.value) {
      $0.command = nil
      if fault.isSaidByCollector { $0.endpoint = nil }
    }
    if others.value.hasSink { _ = AuditSinks(run: run, settings: others).write(record) }
  }

  /// A mistyped command, or a name in a message, may be a value or a credential too.
  private func conceal(in record: inout AuditRecord, _ request: Boxed<Invocation>, withArguments: Bool) {
    var texts = List<ByteString>()
    if let program = record.program, !record.isProgramFound { texts.append(program) }
    if let error = record.error { texts.append(error) }
    if withArguments {
      for index in request.value.command.indices where index > 0 {
        let argument = request.value.command[index]
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
    for index in request.value.command.indices where index > 0 {
      arguments.append(shown(request.value.command[index].value, request.value.command[index].written))
    }
    record.arguments = arguments
  }

  /// The name of the form of credential in a text; nil if there is none.
  private func concealed(_ text: ByteString) -> ByteString? {
    guard let form = ValueScanner.form(of: text) else { return nil }
    var name = ByteBuffer()
    name.write("[")
    name.write(form.name)
    name.write("]")
    return name.finish()
  }

  /// Conceals the values that an outcome drops; if there is no outcome, those that the built-in policy drops.
  private func droppedValues(_ decisions: List<Decision>?, in texts: List<ByteString>) -> DroppedValues {
    DroppedValues(run.entries, by: decisions ?? run.apply(Policy(), explaining: true).decisions, in: texts)
  }
}

extension FileReader {
  /// The real user's name, only from passwd(5); nil for an unknown user.
  var userName: ByteString? {
    var name: ByteString?
    guard let file = try? FileDescriptor.file(Self.passwordFile) else { return nil }
    _ = try? Self.findUser(in: file) { name = $0.name.copied() }
    return name
  }
}

extension AuditRecord {
  /// The files that were read, each in the format of sha256sum(1), and what requirements changed.
  fileprivate mutating func note(filesOf loaded: Boxed<LoadedPolicy>) {
    let places = loaded.value.places
    for source in places.sources where source.status == .read {
      var line = ByteBuffer()
      line.write(SHA256.digest(of: source.text))
      line.write("  ", visible: source.path ?? "")
      files.append(line.finish())
    }
    for change in loaded.value.held {
      var line = ByteBuffer()
      line.write(change, in: places)
      held.append(line.finish())
    }
  }
}
