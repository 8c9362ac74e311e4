import Bytes
import Policy
import System

/// What a run says on standard error before COMMAND starts.
extension Run {
  func tell(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>, isScript: Bool) {
    if request.value.debug { traceDrops(outcome, loaded) }
    tellNotices(loaded, request)
    tellIfNothingPicked(outcome, loaded, request)
    if outcome.dropsByDefault, !request.value.quiet { tellDropped(loaded.value.policy, isScript: isScript) }
  }

  /// What requirements changed, which project files were skipped, and which patterns of options match nothing.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func tellNotices(_ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>) {
    if request.value.quiet { return }
    var text = ByteBuffer()
    var isTold = false
    for held in loaded.value.held where held.wasStated { isTold = true }
    if isTold {
      let places = loaded.value.places
      for held in loaded.value.held where held.wasStated { text.write(notice: held, in: places, program: program) }
    }
    for source in loaded.value.sources where source.status == .untrusted {
      if let path = source.path { text.write(noticeOfUntrusted: path, program: program) }
    }
    if request.value.isIncludeShort { text.write(noticeOfInclude: program) }
    if let option = request.value.misplaced { text.write(noticeOfMisplaced: option, program: program) }
    for option in request.value.policyOptions {
      guard case .argument(let argument) = option.value, option.setting.row.kind != .assignments,
        case .pattern(let pattern)? = try? Rule(argument.value, written: argument.written, loaded.value.policy.dialect)
      else { continue }
      if option.setting == .inherit { text.write(noticeOfModeInPattern: argument, program: program) }
      text.write(noticeOfForeign: pattern, of: Option.setting(option.setting).row.long, program: program)
    }
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  /// Tells of an `include_only` that keeps nothing of what it may pick from.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func tellIfNothingPicked(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>, _ request: Boxed<Invocation>) {
    if loaded.value.policy.lists[.includeOnly].isEmpty || request.value.quiet { return }
    // Where something of the parent's is left, there is nothing to ask.
    if outcome.environment.count > loaded.value.policy.assignments.count + loaded.value.policy.alwaysSet.count { return }
    if !loaded.value.policy.picksNothing(of: entries) { return }
    var text = ByteBuffer()
    text.write(noticeOfNothingPicked: loaded.value.policy, in: loaded.value.places, program: program)
    try? Output.standardError.write(text)
  }

  /// `-v` tells what the policy dropped, after the steps that env(1) would tell.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func traceDrops(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>) {
    let places = loaded.value.places
    var text = ByteBuffer()
    for decision in outcome.decisions where decision.verdict == .dropped {
      switch decision.reason {
      // Told already, as env tells it.
      case .inherit, .replaced: continue
      case .unset(let origin) where origin.layer == .commandLine: continue
      case .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .notInherited, .defaultExclude,
        .credential, .notIncluded, .exclude, .unset, .assigned, .required, .reserved:
        break
      }
      text.write("drop:     ")
      text.write(decision.subject)
      text.write("  ")
      text.write(rule: decision, in: places)
      text.write("\n")
    }
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

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
}
