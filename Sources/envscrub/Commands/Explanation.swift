import Bytes
import Globs
import Policy
import Secrets

/// The content of `--explain` in all its forms, and of `--why`.  `ExplanationText`, `ExplanationScreen` and
/// `ExplanationJSON` write it.
struct Explanation: Sendable {
  let rows: List<Row>
  /// Whether the rows are those of `--why`.
  let isOfNames: Bool
  let places: Places
  /// The profile in force; an empty name for none.
  let profile: Stated<ByteString>
  let dialect: Stated<Dialect>
  /// In Codex's dialect, whether the default excludes are off, which they are unless a file turns them on.
  let ignoresDefaultExcludes: Stated<Bool>?
  /// The tables `[commands.NAME]` in force.
  let commands: List<Stated<ByteString>>
  let atStart: StartSettings
  /// What requirements changed.
  let held: List<RequirementEffect>
  /// The user's own settings that other files replaced.
  let replaced: List<Replaced>
  /// COMMAND, if one was given.
  let command: Command?

  /// What happens before COMMAND starts: what is closed, and where the record is written.
  struct StartSettings: Sendable {
    private let values: SettingValues<Stated<UInt8>>
    let audit: Boxed<AuditSettings>?

    init(_ policy: Policy) {
      values = policy.values
      audit = policy.audit
    }

    /// The settings that close something, in the order of their table.
    func forEach(_ body: (Setting, Stated<UInt8>) -> Void) {
      values.forEach { setting, value in
        if setting.row.closes { body(setting, value) }
      }
    }
  }

  struct Command: Sendable {
    /// As it was written.
    let name: ByteString
    let result: Result
    /// The requirement that forbids it or asks first.
    let rule: CommandRule?

    enum Result: Sendable {
      case file(ByteString)
      /// `errno(3)`.
      case error(Int32)
    }

    init(name: ByteString, result: Result, rule: CommandRule?) {
      self.name = name
      self.result = result
      self.rule = rule
    }
  }

  /// A decision, and for a name that is not in the environment how certain it is.
  struct Row: Sendable {
    let decision: Decision
    let absence: Absence?

    init(_ decision: Decision, _ absence: Absence? = nil) {
      self.decision = decision
      self.absence = absence
    }
  }

  /// There is no entry of that name: the decision is hypothetical.
  enum Absence: Sendable {
    case decided
    /// It would also depend on the entry's value.
    case dependsOnValue
  }

  /// - Parameter rows: in the order of reports.
  init(
    rows: List<Row>, isOfNames: Bool, places: Places, profile: Stated<ByteString>, dialect: Stated<Dialect>,
    ignoresDefaultExcludes: Stated<Bool>? = nil, commands: List<Stated<ByteString>>, atStart: StartSettings, held: List<RequirementEffect>, replaced: List<Replaced>, command: Command?
  ) {
    self.rows = rows
    self.isOfNames = isOfNames
    self.places = places
    self.profile = profile
    self.dialect = dialect
    self.ignoresDefaultExcludes = ignoresDefaultExcludes
    self.commands = commands
    self.atStart = atStart
    self.held = held
    self.replaced = replaced
    self.command = command
  }

  func count(_ verdict: Decision.Verdict) -> Int {
    var count = 0
    for row in rows where row.decision.verdict == verdict { count += 1 }
    return count
  }

  /// Rows for all decisions in the order of reports: dropped entries first.
  static func rows(_ decisions: List<Decision>) -> List<Row> {
    var rows = List<Row>()
    rows.reserve(decisions.count)
    for verdict in Decision.Verdict.all {
      for decision in decisions where decision.verdict == verdict { rows.append(Row(decision)) }
    }
    return rows
  }

  /// The rows for one name; for a name that isn't there, what would happen to it.
  ///
  /// - Parameter name: shown as it was written.
  static func rows(of name: Argument, in decisions: List<Decision>, _ policy: Policy) -> List<Row> {
    var found = List<Decision>()
    for decision in decisions {
      guard case .name(let subject) = decision.subject, subject == name.value || subject == name.written else { continue }
      found.append(decision.on(.name(name.written)))
    }
    if !found.isEmpty { return rows(found) }
    let (decision, asksForValue) = policy.forecast(name.value)
    var row = List<Row>()
    row.append(Row(decision.on(.name(name.written)), asksForValue ? .dependsOnValue : .decided))
    return row
  }

  /// Whether to report what a requirement or another layer changed: for `--why`, only if it concerns one of the names.
  func reports(_ held: RequirementEffect) -> Bool {
    guard isOfNames else { return true }
    guard case .assignment(let name, _) = held.change else { return false }
    for row in rows where row.decision.subject == .name(name) { return true }
    return false
  }

  func reports(_ replaced: Replaced) -> Bool {
    guard isOfNames else { return true }
    for row in rows where row.decision.reason.depends(on: replaced.key) { return true }
    return false
  }
}

extension Decision {
  /// The pattern that keeps this entry, as an item of `keep`, if a default exclude dropped it and no other rule would.
  var remedy: ByteString? {
    guard mayBeKept, otherReason == nil, case .name(let name) = subject else { return nil }
    switch reason {
    case .credential, .defaultExclude: break
    case .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .inherit, .notInherited,
      .notIncluded, .exclude, .unset, .replaced, .assigned, .required, .reserved:
      return nil
    }
    var pattern = ByteBuffer()
    pattern.write(asPattern: name)
    return pattern.finish()
  }

  /// The same as an option: one argument, not quoted for a shell.
  static func option(keeping remedy: ByteString) -> ByteString {
    var option = ByteBuffer()
    option.write("--keep=")
    option.write(remedy)
    return option.finish()
  }
}

extension ByteBuffer {
  /// A name as a pattern that matches only that name: special characters are escaped.
  mutating func write(asPattern name: ByteString) {
    for index in name.indices {
      switch name[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): write(UInt8(ascii: "\\"))
      case UInt8(ascii: "@") where index == 0: write(UInt8(ascii: "\\"))
      default: break
      }
      write(name[index])
    }
  }
}

extension Policy {
  /// In Codex's dialect whether the default excludes are off, and where that is stated; nil in envscrub's.
  var ignoresInCodex: Stated<Bool>? {
    if dialect != .codex { return nil }
    return Stated(flag(.ignoreDefaultExcludes), values[.ignoreDefaultExcludes].origin)
  }
}
