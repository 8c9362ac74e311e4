import Audit
import Bytes
import Policy
import Secrets
import System

/// One run of envscrub: what this process was started with, which never changes, and the steps in their order.  `start`
/// is the straight path to COMMAND; `dispatch` leads to the other modes, one file of `Commands` each.  A step takes
/// values and returns values; an error ends the run.
struct Run {
  private struct Start {
    let program: ByteString
    let arguments: List<ByteString>
    let seed: UInt64
    let entries: List<EnvironmentEntry>
  }

  private let started: Boxed<Start>

  /// The name by which it was called, escaped for messages.
  var program: ByteString { started.value.program }
  var arguments: List<ByteString> { started.value.arguments }
  /// The key of all hashes.
  var seed: UInt64 { started.value.seed }
  var entries: List<EnvironmentEntry> { started.value.entries }

  init(program: ByteString, arguments: List<ByteString>) {
    var entries = List<EnvironmentEntry>()
    entries.reserve(ProcessFacts.entryCount)
    ProcessFacts.forEachEntry { entries.appendReserved(EnvironmentEntry($0)) }
    started = Boxed(
      Start(program: program.visible, arguments: arguments, seed: ProcessFacts.randomSeed, entries: entries))
  }

  /// Returns only if COMMAND was not executed, with the exit status.
  func main() -> Int32 {
    do throws(Failure) {
      return try dispatch()
    } catch {
      return report(error)
    }
  }

  /// Starts the requested mode: the run of COMMAND, or one of the others.
  private func dispatch() throws(Failure) -> Int32 {
    if ProcessFacts.hasBorrowedIds {
      throw failure { $0.write("real and effective ids differ; refusing to run with the rights of another user") }
    }
    if let call = LoginCall(arguments, executed: ProcessFacts.executedPath) { return LoginMode.main(self, Boxed(call)) }
    if ProcessFacts.isSecureExecution {
      throw failure {
        $0.write("AT_SECURE is set: this file has capabilities, or a security module requests it; refusing to run with more rights than the user's")
      }
    }
    let script = try scriptLine()
    let request = try parse(script)
    return request.value.mode == .run ? start(request, script) : try runMode(request)
  }

  /// Runs a mode other than the run of COMMAND.
  @inline(never)  // A start without it needs neither its code nor its frame.
  private func runMode(_ request: Boxed<Invocation>) throws(Failure) -> Int32 {
    switch request.value.mode {
    // `dispatch` starts the run itself: otherwise this frame would stay under it.
    case .run: return ExitStatus.failed
    case .explain: return try ExplainMode(run: self, request: request).main()
    case .check: return try CheckMode.main(self, request)
    case .trust: return try TrustMode(self, request).trust()
    case .untrust: return try TrustMode(self, request).untrust()
    case .listTrusted: return try TrustMode(self, request).list()
    case .toEnvscrub: return try translate(request)
    case .suggest: return try suggest()
    case .listGroups: return try printGroups()
    case .leakCheck: return try LeakMode(run: self, request: request).main()
    case .verifyAudit: return try VerifyMode(run: self, request: request).main()
    case .installShims: return try ShimMode(run: self, request: request).main()
    case .help, .version: return try printUsage(request)
    }
  }

  @inline(never)  // Otherwise its frame would stay under the whole run.
  private func parse(_ script: ScriptLine?) throws(Failure) -> Boxed<Invocation> {
    var names = EntryIndex(entries, seed: seed)
    var invocation: Invocation
    do {
      invocation = try Invocation(parsing: arguments, parent: { names.first($0)?.value })
    } catch {
      throw Failure(status: ExitStatus.failed) {
        $0.write(error, program: program)
        if let script { write(carriageReturnIn: script, to: &$0) }
      }
    }
    try identify(&invocation.shim)
    return Boxed(invocation)
  }

  private func start(_ request: Boxed<Invocation>, _ script: ScriptLine?) -> Int32 {
    trace(request.value.trace, request)
    let use: AuditRecord.Use = request.value.shim != nil ? .shim : script == nil ? .prefix : .script
    return RunRecords.keep(self, use, request) { records throws(Failure) in try start(request, script, &records) }
  }

  /// The straight path: load the policy, apply it (`Policy.apply` decides every entry), seal, record, execute COMMAND.
  private func start(
    _ request: Boxed<Invocation>, _ script: ScriptLine?, _ records: inout RunRecords
  ) throws(Failure) -> Int32 {
    let loaded = try PolicyLoader.load(self, request, audit: &records.settings)
    try checkUsedNames(request, loaded)
    let outcome = apply(loaded.value.policy, explaining: request.value.debug || loaded.value.policy.audit != nil)
    if let script, request.value.shim == nil { try checkThatNames(another: script, request) }
    report(outcome, loaded, request, isScript: script != nil || request.value.shim != nil)
    if request.value.command.isEmpty {
      _ = try records.add(.run, outcome, loaded, request)
      return try list(outcome, request)
    }
    if let status = checkCommandRules(request, loaded) {
      _ = try records.add(.refused, outcome, loaded, request, status: status)
      return status
    }

    try setSignals(request)
    try changeDirectory(request, loaded)
    let domain = try domain(for: loaded, isQuiet: request.value.quiet)
    let recorded = try records.add(.run, outcome, loaded, request, domain)
    try seal(loaded, in: domain, request, isQuiet: request.value.quiet)
    let status = try execute(outcome, request, recorded)
    _ = try records.add(.failed, outcome, loaded, request, domain, status: status)
    if let script, status == ExitStatus.notFound { reportCarriageReturn(script) }
    return status
  }

  func apply(_ policy: Policy, explaining: Bool) -> Outcome {
    policy.apply(to: entries, seed: seed, explaining: explaining)
  }

  /// What the policy drops must not reach COMMAND as an argument either.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func checkUsedNames(_ request: Boxed<Invocation>, _ loaded: Boxed<LoadedPolicy>) throws(Failure) {
    let used = request.value.usedNames
    if used.isEmpty { return }
    let withholding = Withholding(loaded.value.policy, names: used.count)
    // A string may name a variable a hundred thousand times.
    var asked = NameTable(seed: seed, expecting: used.count)
    var names = EntryIndex(entries, seed: seed)
    for name in used where asked.insert(name).isNew {
      guard let entry = names.first(name), withholding.holds(entry) else { continue }
      throw failure {
        $0.write("${")
        $0.write(name)
        $0.write("}: the policy drops this variable, so -S can't move it into the arguments")
      }
    }
  }
}
