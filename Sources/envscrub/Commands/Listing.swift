import Bytes
import Policy
import System

extension Run {
  /// Without COMMAND: the environment that it would get, as env(1) prints it.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func list(_ outcome: Outcome, _ invocation: Invocation) throws(Failure) -> Int32 {
    let chunk = 1 << 15
    var text = ByteBuffer()
    for entry in outcome.environment {
      text.write(ByteString(cString: entry.string))
      text.write(invocation.nul ? 0 : UInt8(ascii: "\n"))
      if text.count >= chunk {
        _ = try print(text)
        text.removeAll()
      }
    }
    return text.isEmpty ? ExitStatus.success : try print(text)
  }

  /// `--explain`, `--why` and `--json`: tells what would happen, and lets nothing happen.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func explain(_ outcome: Outcome, _ loaded: LoadedPolicy, _ invocation: Invocation) throws(Failure) -> Int32 {
    try changeDirectory(invocation, loaded)
    let rows =
      invocation.why.isEmpty
      ? Explanation.rows(outcome.decisions) : try self.rows(of: invocation.why, outcome, loaded.policy)
    let explanation = Explanation(
      rows: rows, isOfNames: !invocation.why.isEmpty, places: loaded.places, profile: loaded.profile,
      dialect: loaded.dialect, ignoresDefaultExcludes: loaded.policy.ignoresInCodex, commands: loaded.commands,
      closing: Explanation.Closing(loaded.policy),
      held: loaded.held, replaced: loaded.replaced, command: find(outcome, loaded, invocation))
    var text = ByteBuffer()
    if invocation.json {
      ExplanationJSON.write(explanation, to: &text)
      return try print(text)
    }
    if let columns = Output.standardOutput.terminalColumns {
      let isColored = value("NO_COLOR")?.isEmpty ?? true && value("TERM") != "dumb"
      let screen = Screen(columns: columns, rows: Output.standardOutput.terminalRows ?? 0, isColored: isColored)
      ExplanationScreen.write(explanation, on: screen, isVerbose: invocation.debug, to: &text)
    } else {
      ExplanationText.write(explanation, to: &text)
    }
    return try print(text)
  }

  private func find(_ outcome: Outcome, _ loaded: LoadedPolicy, _ invocation: Invocation) -> Explanation.Command? {
    guard let command = invocation.command.first else { return nil }
    let rule = loaded.requirements.rule(for: invocation.commandValues)
    do {
      let path = try Execute.find(command.value, searchPath: searchPath(outcome, invocation))
      // A path that -S put together may hold a value.
      let shown = command.value == command.written ? path : command.written
      return Explanation.Command(name: command.written, result: .file(shown), rule: rule)
    } catch {
      return Explanation.Command(name: command.written, result: .error(error.code), rule: rule)
    }
  }

  /// What requirements changed, which project files were skipped, and which patterns of options match nothing.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func tellNotices(_ loaded: LoadedPolicy, _ invocation: Invocation) {
    if invocation.quiet { return }
    var text = ByteBuffer()
    var isTold = false
    for held in loaded.held where held.wasStated { isTold = true }
    if isTold {
      let places = loaded.places
      for held in loaded.held where held.wasStated { text.write(notice: held, in: places, program: program) }
    }
    for source in loaded.sources where source.status == .untrusted {
      if let path = source.path { text.write(noticeOfUntrusted: path, program: program) }
    }
    for option in invocation.policyOptions {
      guard case .argument(let argument) = option.value, option.setting.row.kind != .assignments,
        case .pattern(let pattern)? = try? Rule(argument.value, written: argument.written, loaded.policy.dialect)
      else { continue }
      text.write(noticeOfForeign: pattern, of: Option.setting(option.setting).row.long, program: program)
    }
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  /// Tells of an `include_only` that keeps nothing of what it may pick from.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func tellIfNothingPicked(_ outcome: Outcome, _ loaded: LoadedPolicy, _ invocation: Invocation) {
    if loaded.policy.lists[.includeOnly].isEmpty || invocation.quiet { return }
    // Where something of the parent's is left, there is nothing to ask.
    if outcome.environment.count > loaded.policy.assignments.count + loaded.policy.alwaysSet.count { return }
    if !loaded.policy.picksNothing(of: entries) { return }
    var text = ByteBuffer()
    text.write(noticeOfNothingPicked: loaded.policy, in: loaded.places, program: program)
    try? Output.standardError.write(text)
  }

  /// `-v` tells what the policy dropped, after the steps that env(1) would tell.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func traceDrops(_ outcome: Outcome, _ loaded: LoadedPolicy) {
    let places = loaded.places
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
}
