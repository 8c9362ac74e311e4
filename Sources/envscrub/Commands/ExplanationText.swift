import Bytes
import Globs
import Policy
import Secrets

/// `--explain` for a person: one row an entry, what was dropped first, then totals, files and the command.
package struct ExplanationText: ~Copyable {
  private let explanation: Explanation
  /// Columns of the terminal; nil where rows are not cut.
  private let width: Int?
  private let isColored: Bool
  private var output = ByteBuffer()
  /// For one row after the other, since memory is never given back.
  private var row = ByteBuffer()

  package static func write(
    _ explanation: Explanation, width: Int?, isColored: Bool, to buffer: inout ByteBuffer
  ) {
    var text = ExplanationText(explanation: explanation, width: width, isColored: isColored)
    text.writeRows()
    text.writeTotals()
    text.writeChoices()
    text.writeHeld()
    text.writeSources()
    text.writeCommand()
    text.output.withBytes { buffer.write($0) }
  }

  private init(explanation: Explanation, width: Int?, isColored: Bool) {
    self.explanation = explanation
    self.width = width
    self.isColored = isColored
  }

  private mutating func writeRows() {
    // Wide enough for most names; a longer one moves its own row only.
    var nameColumns = 0
    for decision in explanation.decisions { nameColumns = max(nameColumns, columns(of: decision.subject)) }
    nameColumns = min(nameColumns, 32)
    explanation.forEachRow { writeRow($0, nameColumns) }
  }

  private mutating func writeRow(_ decision: Decision, _ nameColumns: Int) {
    let columns = columns(of: decision.subject)
    row.write(UInt8(ascii: " "), count: nameColumns - columns)
    row.write("  ")
    row.write(rule: decision, in: explanation.places)
    switch decision.verdict {
    case .dropped: color("31", "drop")
    case .set: color("33", "set ")
    case .kept: color("32", "keep")
    }
    output.write("  ")
    let limit = width
    output.write(row.withBytes { text in limit.map { text.prefix(columns: max($0 - 6, 0)) } ?? text })
    output.write("\n")
  }

  /// Leaves the name in `row`.
  private mutating func columns(of subject: Subject) -> Int {
    row.removeAll()
    row.write(subject)
    return row.withBytes { $0.columns }
  }

  private mutating func color(_ code: ByteString, _ text: ByteString) {
    guard isColored else { return output.write(text) }
    output.write("\u{1B}[")
    output.write(code)
    output.write("m")
    output.write(text)
    output.write("\u{1B}[0m")
  }

  private mutating func writeTotals() {
    output.write(decimal: explanation.count(.dropped))
    output.write(" dropped, ")
    output.write(decimal: explanation.count(.set))
    output.write(" set, ")
    output.write(decimal: explanation.count(.kept))
    output.write(" kept")
    if let ignores = explanation.ignoresDefaultExcludes, ignores.value {
      output.write("; the default excludes are off  ")
      output.write(ignores.origin, in: explanation.places)
    }
    output.write("\n")
  }

  /// The profile and the dialect, and what is closed, where somebody chose them.
  private mutating func writeChoices() {
    if !explanation.profile.value.isEmpty {
      output.write("profile  ")
      output.write(inQuotes: explanation.profile.value)
      output.write("  ")
      output.write(explanation.profile.origin, in: explanation.places)
      output.write("\n")
    }
    if explanation.dialect.value != .envscrub {
      output.write("dialect  ")
      output.write(inQuotes: explanation.dialect.value.name)
      output.write("  ")
      output.write(explanation.dialect.origin, in: explanation.places)
      output.write("\n")
    }
    let closing = explanation.closing
    if closing.seal.value != .no { write("seal     ", closing.seal.value.name, closing.seal.origin) }
    if closing.closeFds.value { write("close_fds  ", "true", closing.closeFds.origin) }
    if closing.noNewPrivs.value { write("no_new_privs  ", "true", closing.noNewPrivs.origin) }
    closing.audit?.value.forEachSink { write("audit    ", $0, $1) }
  }

  private mutating func write(_ label: ByteString, _ value: ByteString, _ origin: Origin) {
    output.write(label)
    output.write(value)
    output.write("  ")
    output.write(origin, in: explanation.places)
    output.write("\n")
  }

  /// What requirements changed.
  private mutating func writeHeld() {
    for held in explanation.held {
      output.write("held     ")
      output.write(held, in: explanation.places)
      output.write("\n")
    }
  }

  /// The layers in their order, then the requirements, which were read first.
  private mutating func writeSources() {
    for source in explanation.places.sources where source.layer != .requirements { write(source) }
    for source in explanation.places.sources where source.layer == .requirements { write(source) }
  }

  private mutating func write(_ source: PolicySource) {
    switch source.status {
    case .read:
      switch source.layer {
      case .requirements: output.write("requires ")
      case .trustList: output.write("trusts   ")
      default: output.write("policy   ")
      }
    case .absent: output.write("no file  ")
    case .skipped, .untrusted, .strangers: output.write("skipped  ")
    case .homeless(let user):
      output.write("no user layer, no trust list: user id ")
      output.write(decimal: Int(user))
      output.write(" has no home in /etc/passwd\n")
    }
    guard let path = source.path else { return }
    output.write(path: path, home: explanation.places.home)
    switch source.status {
    case .untrusted:
      output.write(": not trusted; to trust it: envscrub --trust ")
      output.write(word: path)
    case .strangers: output.write(": somebody else's")
    default: break
    }
    output.write("\n")
  }

  private mutating func writeCommand() {
    guard let command = explanation.command else { return }
    output.write("command  ")
    output.write(visible: command.name)
    switch command.result {
    case .file(let path):
      output.write(" is ")
      output.write(visible: path)
    case .error(let code):
      output.write(": ")
      output.write(systemError: code)
    }
    if let rule = command.rule {
      output.write(rule.decision == .forbidden ? "; forbidden by rule " : "; asks first, by rule ")
      output.write(inQuotes: rule.glob.written)
      output.write("  ")
      output.write(rule.origin, in: explanation.places)
    }
    output.write("\n")
  }
}

extension ByteBuffer {
  /// The rule that decided, where it stands, and how to keep what a default exclude dropped.
  package mutating func write(rule decision: Decision, in places: Places) {
    switch decision.reason {
    case .notDropped: write("no rule drops it")
    case .malformed: write("malformed: no name")
    case .duplicate: write("duplicate: another one counts")
    case .inherit(let mode):
      write("inherit ")
      write(inQuotes: mode.value.name)
    case .notIncluded: write("include_only names others only")
    case .unset: write("-u")
    case .replaced: write("replaced by set")
    case .assigned: write("set")
    case .reserved: write("reserved: Codex hands it on to nobody")
    case .required(let match):
      write("requirement ")
      write(match)
    case .keptBy(let match, let against):
      write("keep ")
      write(match)
      write(" against ")
      write(against)
    case .keptValue(let match, let form):
      write("keep ")
      write(match)
      write(" against value: ")
      write(form.name)
    case .credential(let form, _):
      write("value: ")
      write(form.name)
    case .included(let match), .defaultExclude(let match), .exclude(let match):
      write(decision.reason.name)
      write(" ")
      write(match)
    }
    if let origin = decision.reason.origin {
      write("  ")
      write(origin, in: places)
    }
    if let remedy = decision.remedy {
      write("  (to keep: ")
      write(word: Decision.option(keeping: remedy))
      write(" or ")
      write(setting: remedy)
      write(")")
    }
  }

  private mutating func write(setting remedy: ByteString) {
    write("keep = [")
    write(inQuotes: remedy)
    write("]")
  }

  private mutating func write(_ match: Match) {
    switch match.rule.value {
    case .pattern(let pattern):
      write(inQuotes: pattern.written)
    case .group(let group):
      write(inQuotes: group.name)
      write(" ")
      write(visible: match.pattern.written)
    }
  }
}
