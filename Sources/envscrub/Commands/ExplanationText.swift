import Bytes
import Globs
import Policy
import Secrets

/// `--explain` without a terminal; scripts read it.  It has one line for each entry, dropped ones first, then totals,
/// files and the command.  `--why` has only its rows.  `ExplanationScreen` is for a terminal.
struct ExplanationText: ~Copyable {
  private let explanation: Explanation
  private var output = ByteBuffer()

  static func write(_ explanation: Explanation, to buffer: inout ByteBuffer) {
    var text = ExplanationText(explanation: explanation)
    text.writeRows()
    text.output.withBytes { buffer.write($0) }
    if explanation.isOfNames { return buffer.write(linesBelowNames(of: explanation)) }
    var next = Part(rawValue: 0)
    while let part = next {
      buffer.write(lines(part, of: explanation))
      next = Part(rawValue: part.rawValue + 1)
    }
  }

  /// The parts below the rows, in their order.
  enum Part: UInt8 { case totals, choices, held, sources, command }

  /// One of these parts; each line ends with a newline.
  /// - Parameter all: whether to include files that do not exist or were not looked for.
  static func lines(_ part: Part, of explanation: Explanation, all: Bool = true) -> ByteString {
    var text = ExplanationText(explanation: explanation)
    switch part {
    case .totals: text.writeTotals()
    case .choices: text.writeChoices()
    case .held: text.writeHeld()
    case .sources: text.writeSources(all: all)
    case .command: text.writeCommand()
    }
    return text.output.finish()
  }

  /// What `--why` has below the rows: what was changed, and the project files that don't count.
  static func linesBelowNames(of explanation: Explanation) -> ByteString {
    var text = ExplanationText(explanation: explanation)
    text.writeHeld()
    for source in explanation.places.sources where source.status == .untrusted { text.write(source) }
    return text.output.finish()
  }

  private init(explanation: Explanation) { self.explanation = explanation }

  private mutating func writeRows() {
    // Wide enough for most names; a longer one moves only its own row.
    var nameColumns = 0
    for row in explanation.rows { nameColumns = max(nameColumns, row.decision.subject.shown.columns) }
    nameColumns = min(nameColumns, 32)
    for row in explanation.rows {
      let name = row.decision.subject.shown
      output.write(row.decision.verdict.word)
      output.write("  ")
      output.write(name)
      output.write(UInt8(ascii: " "), count: nameColumns - name.columns)
      output.write("  ")
      output.write(row, in: explanation)
      output.write("\n")
    }
  }

  private mutating func writeTotals() {
    output.write(decimal: explanation.count(.dropped))
    output.write(" dropped, ", decimal: explanation.count(.set), " set, ")
    output.write(decimal: explanation.count(.kept))
    output.write(" kept")
    if let ignores = explanation.ignoresDefaultExcludes, ignores.value {
      output.write("; the default excludes are off  ")
      output.write(ignores.origin, in: explanation.places)
    }
    output.write("\n")
  }

  /// The profile, the dialect, and the settings that close something, if they were stated.
  private mutating func writeChoices() {
    if !explanation.profile.value.isEmpty {
      output.write("profile  ", inQuotes: explanation.profile.value, "  ")
      output.write(explanation.profile.origin, in: explanation.places)
      output.write("\n")
    }
    if explanation.dialect.value != .envscrub {
      output.write("dialect  ", inQuotes: explanation.dialect.value.name, "  ")
      output.write(explanation.dialect.origin, in: explanation.places)
      output.write("\n")
    }
    for command in explanation.commands {
      output.write("commands ", inQuotes: command.value, "  ")
      output.write(command.origin, in: explanation.places)
      output.write("\n")
    }
    let settings = explanation.atStart
    settings.forEach { setting, value in
      if value.value != setting.standard { write(setting.name, setting.word(value.value), value.origin) }
    }
    settings.audit?.value.forEachSink { write(FileKey.audit.name, $0, $1) }
  }

  private mutating func write(_ label: ByteString, _ value: ByteString, _ origin: Origin) {
    output.write(label)
    output.write(UInt8(ascii: " "), count: max(9 - label.count, 2))
    output.write(value)
    output.write("  ")
    output.write(origin, in: explanation.places)
    output.write("\n")
  }

  /// What requirements changed, and the user's own settings that other files replaced.
  private mutating func writeHeld() {
    for held in explanation.held where explanation.reports(held) {
      output.write("held     ")
      output.write(held, in: explanation.places)
      output.write("\n")
    }
    for replaced in explanation.replaced where explanation.reports(replaced) {
      output.write("replaced ")
      output.write(replaced.key.name)
      output.write("  ")
      output.write(replaced.was, in: explanation.places)
      output.write(" by ")
      if let origin = replaced.by {
        output.write(origin, in: explanation.places)
      } else {
        output.write(path: explanation.places.sources[replaced.file].path ?? "", home: explanation.places.home)
      }
      output.write("\n")
    }
  }

  /// The layers in their order, then the requirements, which are read first.
  private mutating func writeSources(all: Bool) {
    for source in explanation.places.sources where source.layer != .requirements && (all || source.isTold) { write(source) }
    for source in explanation.places.sources where source.layer == .requirements && (all || source.isTold) { write(source) }
  }

  private mutating func write(_ source: PolicySource) {
    switch source.status {
    case .read:
      switch source.layer {
      case .requirements: output.write("requires ")
      case .trustList: output.write("trusts   ")
      case .builtIn, .system, .user, .project, .named, .profile, .command, .commandLine: output.write("policy   ")
      }
    case .absent: output.write("no file  ")
    case .skipped, .untrusted, .strangers: output.write("skipped  ")
    case .homeless(let user):
      output.write("no user layer, no trust list: user id ", decimal: Int(user), " has no home in /etc/passwd\n")
    }
    guard let path = source.path else { return }
    output.write(path: path, home: explanation.places.home)
    switch source.status {
    case .untrusted:
      output.write(": not trusted; to trust it: envscrub --trust ")
      output.write(word: path)
    case .strangers: output.write(": belongs to somebody else")
    case .read, .absent, .skipped, .homeless: break
    }
    output.write("\n")
  }

  private mutating func writeCommand() {
    guard let command = explanation.command else { return }
    output.write("command  ", visible: command.name)
    switch command.result {
    case .file(let path):
      output.write(" is ", visible: path)
    case .error(let code):
      output.write(": ")
      output.write(systemError: code)
    }
    if let rule = command.rule {
      output.write(rule.decision == .forbidden ? "; forbidden by rule " : "; to be confirmed first, by rule ")
      output.write(inQuotes: rule.glob.written)
      output.write("  ")
      output.write(rule.origin, in: explanation.places)
    }
    output.write("\n")
  }
}

extension PolicySource {
  /// Whether a person sees the file without asking for all of them.
  fileprivate var isTold: Bool {
    switch status {
    case .read, .untrusted, .strangers, .homeless: true
    case .absent, .skipped: false
    }
  }
}

extension Subject {
  /// The text that reports show.
  var shown: ByteString {
    var name = ByteBuffer()
    name.write(self)
    return name.finish()
  }
}

extension Decision.Verdict {
  /// The first word of a row; all have the same width.
  var word: ByteString {
    switch self {
    case .dropped: "drop"
    case .set: "set "
    case .kept: "keep"
    }
  }
}

extension ByteBuffer {
  /// The part of a row after the name.
  mutating func write(_ row: Explanation.Row, in explanation: Explanation) {
    write(reason: row.decision.reason, in: explanation.places)
    if explanation.isOfNames, let origin = row.decision.reason.origin { write(layer: origin.layer, explanation) }
    write(remedyOf: row.decision, in: explanation.places)
    guard let absence = row.absence else { return }
    write("  (not in the environment; it would be ")
    write(row.decision.verdict == .kept ? "kept" : "dropped")
    if absence == .dependsOnValue { write(", unless its value holds a credential") }
    write(")")
  }

  /// Which layer a file belongs to, which its name doesn't always show.
  private mutating func write(layer: Layer, _ explanation: Explanation) {
    switch layer {
    case .builtIn, .commandLine, .trustList: return
    case .named: write(" (--config")
    case .profile:
      write(" (profile ", inQuotes: explanation.profile.value)
    case .command: write(" (command")
    case .system, .user, .project, .requirements:
      write(" (")
      write(layer.name)
    }
    write(")")
  }
}
