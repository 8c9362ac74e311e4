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

  /// `--explain` and `--json`: tells what would happen, and lets nothing happen.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func explain(_ outcome: Outcome, _ loaded: LoadedPolicy, _ invocation: Invocation) throws(Failure) -> Int32 {
    try changeDirectory(invocation, loaded)
    let explanation = Explanation(
      decisions: outcome.decisions, places: loaded.places, profile: loaded.profile, dialect: loaded.dialect,
      closing: Explanation.Closing(loaded.policy), held: loaded.held,
      command: find(outcome, loaded, invocation))
    var text = ByteBuffer()
    if invocation.json {
      ExplanationJSON.write(explanation, to: &text)
      return try print(text)
    }
    let columns = Output.standardOutput.terminalColumns
    let noColor = value("NO_COLOR")
    ExplanationText.write(
      explanation, width: columns == 0 ? nil : columns,
      isColored: columns != nil && (noColor == nil || noColor?.isEmpty == true), to: &text)
    return try print(text)
  }

  private func find(_ outcome: Outcome, _ loaded: LoadedPolicy, _ invocation: Invocation) -> Explanation.Command? {
    guard let command = invocation.command.first else { return nil }
    let rule = loaded.requirements.rule(for: invocation.commandValues)
    do {
      let path = try Execute.find(command.value, searchPath: searchPath(outcome))
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
      switch option {
      case .keep(let argument): tell(argument, of: Option.keep.row.long, loaded.policy.dialect, &text)
      case .includeOnly(let argument): tell(argument, of: Option.includeOnly.row.long, loaded.policy.dialect, &text)
      case .exclude(let argument): tell(argument, of: Option.exclude.row.long, loaded.policy.dialect, &text)
      default: continue
      }
    }
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  private func tell(_ argument: Argument, of option: ByteString, _ dialect: Dialect, _ text: inout ByteBuffer) {
    guard case .pattern(let pattern)? = try? Rule(argument.value, written: argument.written, dialect) else { return }
    text.write(noticeOfForeign: pattern, of: option, program: program)
  }

  /// `-v` tells what the policy dropped, after the steps that env(1) would tell.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func traceDrops(_ outcome: Outcome, _ loaded: LoadedPolicy) {
    let places = loaded.places
    var text = ByteBuffer()
    for decision in outcome.decisions where decision.verdict == .dropped {
      switch decision.reason {
      case .inherit, .unset, .replaced: continue  // told already, as env tells it
      default: break
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
