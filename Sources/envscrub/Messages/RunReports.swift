import Bytes
import Policy
import System

/// What a run reports on standard error before COMMAND starts; `Messages/Notices.swift` has the words.
extension Run {
  func report(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>, isScript: Bool) {
    if request.value.debug { traceDrops(outcome, loaded) }
    reportNotices(loaded, request)
    reportNothingPicked(outcome, loaded, request)
    if outcome.dropsByDefault, !request.value.quiet { reportDropped(loaded.value.policy, isScript: isScript) }
  }

  /// Reports what requirements changed, which project files were skipped, and which patterns of options match nothing.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func reportNotices(_ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>) {
    if request.value.quiet { return }
    var text = ByteBuffer()
    text.write(noticesOf: loaded, request, program: program)
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  /// Reports an `include_only` that picks nothing from what is inherited.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func reportNothingPicked(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>) {
    if loaded.value.policy.lists[.includeOnly].isEmpty || request.value.quiet { return }
    // If something of the parent's is left, `include_only` is not at fault.
    if outcome.environment.count > loaded.value.policy.assignments.count + loaded.value.policy.alwaysSet.count { return }
    if !loaded.value.policy.picksNothing(of: entries) { return }
    var text = ByteBuffer()
    text.write(noticeOfNothingPicked: loaded.value.policy, in: loaded.value.places, program: program)
    try? Output.standardError.write(text)
  }

  /// `-v` reports what the policy dropped, after the steps that env(1) would report.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func traceDrops(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>) {
    var text = ByteBuffer()
    text.write(tracedDrops: outcome.decisions, in: loaded.value.places)
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  /// Reports to a person what the default excludes dropped.
  ///
  /// - Parameter isScript: whether a `#!` line or something else that nobody typed started this run.  It is then
  ///   reported only with `show_dropped = true`.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func reportDropped(_ policy: Policy, isScript: Bool) {
    if !(policy.showsDropped ?? !isScript) { return }
    // Standard error is asked first: usually it is no terminal, and that settles the question.
    guard let columns = Output.standardError.terminalColumns, Terminal.isStandardInput else { return }
    let dropped = policy.droppedByDefault(of: entries, seed: seed)
    if dropped.isEmpty { return }
    var text = ByteBuffer()
    text.write(noticeOfDropped: dropped, columns: columns > 0 ? columns : 80, program: program)
    try? Output.standardError.write(text)
  }
}

extension ByteBuffer {
  /// Writes one line for each notice.
  mutating func write(noticesOf loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>, program: ByteString) {
    var isTold = false
    for held in loaded.value.held where held.wasStated { isTold = true }
    if isTold {
      let places = loaded.value.places
      for held in loaded.value.held where held.wasStated { write(notice: held, in: places, program: program) }
    }
    for source in loaded.value.sources where source.status == .untrusted {
      if let path = source.path { write(noticeOfUntrusted: path, program: program) }
    }
    if request.value.isIncludeShort { write(noticeOfInclude: program) }
    if let option = request.value.misplaced { write(noticeOfMisplaced: option, program: program) }
    for option in request.value.policyOptions {
      guard case .argument(let argument) = option.value, option.setting.row.kind != .assignments,
        case .pattern(let pattern)? = try? Rule(argument.value, written: argument.written, loaded.value.policy.dialect)
      else { continue }
      if option.setting == .inherit { write(noticeOfModeInPattern: argument, program: program) }
      write(noticeOfForeign: pattern, of: Option.setting(option.setting).row.long, program: program)
    }
  }

  /// Writes one line for each entry that is dropped.
  mutating func write(tracedDrops decisions: List<Decision>, in places: Places) {
    for decision in decisions where decision.verdict == .dropped {
      switch decision.reason {
      // Reported already, in env's words.
      case .inherit, .replaced: continue
      case .unset(let origin) where origin.layer == .commandLine: continue
      case .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .notInherited, .defaultExclude,
        .credential, .notIncluded, .exclude, .unset, .assigned, .required, .reserved:
        break
      }
      write("drop:     ")
      write(decision.subject)
      write("  ")
      write(rule: decision, in: places)
      write("\n")
    }
  }
}
