import Bytes
import Policy
import Secrets
import System

/// `--explain`, `--why` and `--json`: shows what a run would do, and does nothing.
struct ExplainMode {
  let run: Run
  let request: Boxed<Invocation>

  @inline(never)  // A start without it needs neither its code nor its frame.
  func main() throws(Failure) -> Int32 {
    run.trace(request.value.trace, request)
    var ignored: Boxed<AuditSettings>?
    let loaded = try PolicyLoader.load(run, request, audit: &ignored)
    try run.checkUsedNames(request, loaded)
    let outcome = run.apply(loaded.value.policy, explaining: true)
    try run.changeDirectory(request, loaded)
    let rows = request.value.why.isEmpty ? Explanation.rows(outcome.decisions) : try self.rows(outcome, loaded)
    let explanation = Explanation(
      rows: rows, isOfNames: !request.value.why.isEmpty, places: loaded.value.places, profile: loaded.value.profile,
      dialect: loaded.value.dialect, ignoresDefaultExcludes: loaded.value.policy.ignoresInCodex,
      commands: loaded.value.commands, atStart: Explanation.StartSettings(loaded.value.policy),
      held: loaded.value.held, replaced: loaded.value.replaced, command: find(outcome, loaded))
    return try write(explanation)
  }

  private func write(_ explanation: Explanation) throws(Failure) -> Int32 {
    var text = ByteBuffer()
    if request.value.json {
      ExplanationJSON.write(explanation, to: &text)
      return try run.print(text)
    }
    if let columns = Output.standardOutput.terminalColumns {
      var names = EntryIndex(run.entries, seed: run.seed)
      let isColored = names.first("NO_COLOR")?.value.isEmpty ?? true && names.first("TERM")?.value != "dumb"
      let screen = Screen(columns: columns, rows: Output.standardOutput.terminalRows ?? 0, isColored: isColored)
      ExplanationScreen.write(explanation, on: screen, isVerbose: request.value.debug, to: &text)
    } else {
      ExplanationText.write(explanation, to: &text)
    }
    return try run.print(text)
  }

  private func find(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>) -> Explanation.Command? {
    guard let command = request.value.command.first else { return nil }
    let rule = loaded.value.requirements.rule(for: request.value.commandValues)
    do {
      let path = try Execute.find(command.value, searchPath: run.searchPath(outcome, request))
      // A path that -S expanded may hold a value.
      let shown = command.value == command.written ? path : command.written
      return Explanation.Command(name: command.written, result: .file(shown), rule: rule)
    } catch {
      return Explanation.Command(name: command.written, result: .error(error.code), rule: rule)
    }
  }

  /// The rows for the names of `--why`, and for no other.
  private func rows(_ outcome: Outcome, _ loaded: Boxed<LoadedPolicy>) throws(Failure) -> List<Explanation.Row> {
    var rows = List<Explanation.Row>()
    var names = EntryIndex(run.entries, seed: run.seed)
    for name in request.value.why {
      try checkThatNoValue(name, &names, loaded.value.policy)
      if !request.value.quiet, name.written.looksLikePattern, names.first(name.value) == nil {
        var text = ByteBuffer()
        text.write(noticeOfPatternForName: name.written, program: run.program)
        try? Output.standardError.write(text)
      }
      rows.append(contentsOf: Explanation.rows(of: name, in: outcome.decisions, loaded.value.policy))
    }
    return rows
  }

  /// `--why=$TOKEN` in place of `--why=TOKEN`: what may be a value is not shown as a name.
  private func checkThatNoValue(
    _ name: Argument, _ names: inout EntryIndex, _ policy: Policy
  ) throws(Failure) {
    if names.first(name.value) != nil { return }
    if let form = ValueScanner.form(of: name.value) {
      throw run.failure {
        $0.write("--why: this argument holds a credential (")
        $0.write(form.name)
        $0.write("), and is not the name of a variable")
      }
    }
    // A shorter value may equal a name by chance.
    if name.value.count < 4 { return }
    for entry in run.entries where entry.value == name.value && policy.withholds(entry) {
      throw run.failure {
        $0.write("--why: this argument is the value of ", visible: entry.name ?? "", "; give the name, without a $")
      }
    }
  }
}
