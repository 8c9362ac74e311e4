import Audit
import Bytes
import Policy
import Secrets
import System

/// The steps of a run, in one straight line: each takes what the one before made, and the only way past
/// an error is out.
struct Run {
  struct State {
    let program: ByteString
    let arguments: List<ByteString>
    let seed: UInt64
    let entries: List<EnvironmentEntry>
    let trail: UnsafeMutablePointer<Trail>
    let lookup: UnsafeMutablePointer<Lookup>
  }

  /// The names of the entries, as soon as more of them are looked up than are worth a search each.
  struct Lookup: ~Copyable {
    var count = 0
    /// What the names are found by, and for each name the number of its first entry.
    var table: NameTable?
    var entries = List<Int32>()

    static var few: Int { 8 }
  }

  private let state: Boxed<State>

  /// The name that it was called by, made visible: it stands in messages only.
  var program: ByteString { state.value.program }
  var arguments: List<ByteString> { state.value.arguments }
  /// Keys hashes.
  var seed: UInt64 { state.value.seed }
  var entries: List<EnvironmentEntry> { state.value.entries }
  /// What is known so far for a record of this run.
  var trail: UnsafeMutablePointer<Trail> { state.value.trail }

  init(program: ByteString, arguments: List<ByteString>) {
    var entries = List<EnvironmentEntry>()
    entries.reserve(ProcessFacts.entryCount)
    ProcessFacts.forEachEntry { entries.appendReserved(EnvironmentEntry($0)) }
    let trail = UnsafeMutablePointer<Trail>.allocate(capacity: 1)
    trail.initialize(to: Trail())
    let lookup = UnsafeMutablePointer<Lookup>.allocate(capacity: 1)
    lookup.initialize(to: Lookup())
    state = Boxed(
      State(
        program: program.visible, arguments: arguments, seed: ProcessFacts.randomSeed, entries: entries, trail: trail,
        lookup: lookup))
  }

  /// Comes back only where COMMAND was not run, with the exit status.
  func main() -> Int32 {
    do throws(Failure) {
      return try run()
    } catch {
      // Where standard error is closed too there is nobody left to tell.
      try? Output.standardError.write(error.message)
      recordRefusal(error)
      return error.status
    }
  }

  private func run() throws(Failure) -> Int32 {
    if ProcessFacts.hasBorrowedIds {
      throw failure { $0.write("real and effective ids differ; refusing to run with the rights of another user") }
    }
    if let call = LoginCall(arguments, executed: ProcessFacts.executedPath) {
      return try LoginMode.main(self, Boxed(call))
    }
    if ProcessFacts.isSecureExecution {
      throw failure {
        $0.write("AT_SECURE is set: this file has capabilities, or a security module requests it; refusing to run with more rights than the user's")
      }
    }
    let script = try scriptLine()
    var invocation = try parse(script)
    try identify(&invocation.shim)
    switch invocation.mode {
    case .help:
      trace(invocation.trace, invocation)
      var text = ByteBuffer()
      Usage.writeHelp(program: program, to: &text)
      return try print(text)
    case .version:
      trace(invocation.trace, invocation)
      var text = ByteBuffer()
      Usage.writeVersion(to: &text)
      return try print(text)
    case .check:
      var mode = CheckMode(self, Boxed(invocation))
      return try mode.main()
    case .listGroups:
      var text = ByteBuffer()
      GroupList.write(to: &text)
      return try print(text)
    case .toEnvscrub: return try translate(invocation)
    case .suggest: return try suggest()
    case .leakCheck: return try LeakMode(self, Boxed(invocation)).main()
    case .verifyAudit: return try VerifyMode(self, Boxed(invocation)).main()
    case .installShims: return try ShimMode(self, Boxed(invocation)).main()
    case .trust, .untrust, .listTrusted: return try TrustMode(self, Boxed(invocation)).main()
    case .run, .explain:
      break
    }
    trace(invocation.trace, invocation)
    let request = Boxed(invocation)
    if invocation.mode == .run { trail.pointee.begin(request, use(invocation, script)) }

    let state = try PolicyLoader.load(self, request)
    try checkUsedNames(invocation, state.policy)
    let isExplaining = invocation.mode == .explain
    let isRecorded = state.policy.audit != nil
    let outcome = apply(state.policy, explaining: isExplaining || invocation.debug || isRecorded)
    if isExplaining { return try explain(outcome, state, invocation) }
    if invocation.debug { traceDrops(outcome, state) }
    if let script, invocation.shim == nil { try checkThatNames(another: script, invocation) }
    tellNotices(state, invocation)
    tellIfNothingPicked(outcome, state, invocation)
    if outcome.dropsByDefault, !invocation.quiet { tellDropped(state.policy, isScript: script != nil || invocation.shim != nil) }
    if invocation.command.isEmpty {
      try record(.run, outcome, state, invocation, nil)
      return try list(outcome, invocation)
    }
    if let status = judge(invocation, state) {
      try record(.refused, outcome, state, invocation, nil, status: status)
      return status
    }

    try setSignals(invocation)
    try changeDirectory(invocation, state)
    let domain = try domain(for: state.policy, isQuiet: invocation.quiet)
    try record(.run, outcome, state, invocation, domain)
    try close(state.policy, in: domain, invocation, isQuiet: invocation.quiet)
    let status = try execute(outcome, invocation)
    try record(.failed, outcome, state, invocation, domain, status: status)
    if let script, status == ExitStatus.notFound { tellOfReturn(script) }
    return status
  }

  private func use(_ invocation: Invocation, _ script: ScriptLine?) -> AuditRecord.Use {
    if invocation.shim != nil { return .shim }
    return script == nil ? .prefix : .script
  }

  func apply(_ policy: Policy, explaining: Bool) -> Outcome {
    policy.apply(to: entries, seed: seed, explaining: explaining)
  }

  /// The names of the parent's entries whose values hold a credential.
  var credentialNames: List<ByteString> {
    var names = List<ByteString>()
    for entry in entries {
      if let name = entry.name, ValueScanner.form(of: entry.value) != nil { names.append(name) }
    }
    return names
  }

  /// What conceals the values that an outcome drops; where it isn't known, those that the policy drops that is built in.
  func droppedValues(_ decisions: List<Decision>?, in texts: List<ByteString>) -> DroppedValues {
    DroppedValues(entries, by: decisions ?? apply(Policy(), explaining: true).decisions, in: texts)
  }

  /// `--suggest`: by what is built in, since it is to be a policy by itself.
  @inline(never)  // A start without it needs neither its code nor its frame.
  private func suggest() throws(Failure) -> Int32 {
    let outcome = apply(Policy(), explaining: false)
    var kept = List<ByteString>()
    for entry in outcome.environment {
      if let name = entry.name { kept.append(name) }
    }
    var text = ByteBuffer()
    Suggestion.write(kept, dropped: entries.count - outcome.environment.count, to: &text)
    return try print(text)
  }

  /// What the policy drops may not come to COMMAND as an argument either.
  @inline(never)  // A start without it needs neither its code nor its frame.
  private func checkUsedNames(_ invocation: Invocation, _ policy: Policy) throws(Failure) {
    if invocation.usedNames.isEmpty { return }
    let withholding = Withholding(policy, names: invocation.usedNames.count)
    // A string may name one of them a hundred thousand times.
    var asked = NameTable(seed: seed, expecting: invocation.usedNames.count)
    for name in invocation.usedNames where asked.insert(name).isNew {
      guard let entry = entry(name), withholding.holds(entry) else { continue }
      throw failure {
        $0.write("${")
        $0.write(name)
        $0.write("}: the policy drops this variable, so -S can't move it into the arguments")
      }
    }
  }

  private func parse(_ script: ScriptLine?) throws(Failure) -> Invocation {
    do {
      return try Invocation(parsing: arguments, parent: value)
    } catch {
      throw Failure(status: ExitStatus.failed) {
        $0.write(error, program: program)
        if let script { write(return: script, to: &$0) }
      }
    }
  }

  /// The parent's variable of that name, as getenv(3) finds it.
  func value(_ name: ByteString) -> ByteString? { entry(name)?.value }

  private func entry(_ name: ByteString) -> EnvironmentEntry? {
    let lookup = state.value.lookup
    lookup.pointee.count += 1
    if lookup.pointee.count > Lookup.few { return lookup.pointee.number(of: name, self).map { entries[$0] } }
    for entry in entries where entry.name == name { return entry }
    return nil
  }

  /// `--why=$TOKEN` where `--why=TOKEN` was meant: what may be a value is not shown as a name.
  func checkThatNoValue(_ name: Argument, _ policy: Policy) throws(Failure) {
    if entry(name.value) != nil { return }
    if let form = ValueScanner.form(of: name.value) {
      throw failure {
        $0.write("--why: this argument holds a credential (")
        $0.write(form.name)
        $0.write("), and is not the name of a variable")
      }
    }
    // A shorter one may be a name by chance.
    if name.value.count < 8 { return }
    for entry in entries where entry.value == name.value && policy.withholds(entry) {
      throw failure {
        $0.write("--why: this argument is the value of ")
        $0.write(visible: entry.name ?? "")
        $0.write("; give the name, without a $")
      }
    }
  }

  // MARK: Saying

  /// Tells a person what the default excludes dropped.
  ///
  /// - Parameter isScript: whether a `#!` line started this run, or something else that nobody typed: there only
  ///   `show_dropped = true` has it told.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func tellDropped(_ policy: Policy, isScript: Bool) {
    if !(policy.showsDropped ?? !isScript) { return }
    // Standard error first: where that is no terminal, which is most often, it is the only question.
    guard let columns = Output.standardError.terminalColumns, Terminal.isStandardInput else { return }
    let dropped = policy.droppedByDefault(of: entries, seed: seed)
    if dropped.isEmpty { return }
    var text = ByteBuffer()
    text.write(noticeOfDropped: dropped, columns: columns > 0 ? columns : 80, program: program)
    try? Output.standardError.write(text)
  }

  /// An error of envscrub itself, after the name that it was called by.
  /// - Parameter path: the file that it is about.
  // Not optimized, or there would be a copy for each message.
  func failure(of path: ByteString? = nil, _ write: (inout ByteBuffer) -> Void) -> Failure {
    Failure(status: ExitStatus.failed, path: path) {
      $0.write(program)
      $0.write(": ")
      write(&$0)
      $0.write("\n")
    }
  }

  /// What was asked for, to standard output.
  func print(_ text: borrowing ByteBuffer) throws(Failure) -> Int32 {
    do {
      try Output.standardOutput.write(text)
    } catch {
      throw failure {
        $0.write("write error: ")
        $0.write(systemError: error.code)
      }
    }
    return ExitStatus.success
  }

  func trace(_ lines: List<TraceLine>, _ invocation: Invocation) {
    if !invocation.debug || lines.isEmpty { return }
    var text = ByteBuffer()
    for line in lines { text.write(line) }
    try? Output.standardError.write(text)
  }

  func trace(_ line: TraceLine, _ invocation: Invocation) {
    var lines = List<TraceLine>()
    lines.append(line)
    trace(lines, invocation)
  }
}

extension Run.Lookup {
  /// The number of the first entry of that name.
  fileprivate mutating func number(of name: ByteString, _ run: Run) -> Int? {
    if table == nil {
      var names = NameTable(seed: run.seed, expecting: run.entries.count)
      for index in run.entries.indices {
        if let name = run.entries[index].name, names.insert(name).isNew { entries.append(Int32(index)) }
      }
      table = consume names
    }
    return table?.number(of: name).map { Int(entries[$0]) }
  }
}

/// The end of a run that did not come to COMMAND.
struct Failure: Error {
  private struct Content {
    let status: Int32
    let message: ByteString
    let path: ByteString?
    let error: ConfigurationError?
  }

  private let content: Boxed<Content>

  var status: Int32 { content.value.status }
  var message: ByteString { content.value.message }
  /// The file that it is about; nil where it is about none.
  var path: ByteString? { content.value.path }
  /// What is wrong in that file, where it is that.
  var error: ConfigurationError? { content.value.error }

  init(
    status: Int32, path: ByteString? = nil, error: ConfigurationError? = nil, _ write: (inout ByteBuffer) -> Void
  ) {
    var message = ByteBuffer()
    write(&message)
    content = Boxed(Content(status: status, message: message.finish(), path: path, error: error))
  }
}
