import Bytes
import Globs
import Policy
import Secrets

/// All that `--explain` tells, in any of its forms, and `--why` of single names.
struct Explanation: Sendable {
  let rows: List<Row>
  /// Whether the rows are those of single names.
  let isOfNames: Bool
  let places: Places
  /// The profile that counts; an empty name for none.
  let profile: Stated<ByteString>
  let dialect: Stated<Dialect>
  /// In Codex's dialect, whether the default excludes are off, as they are there unless a file turns them on.
  let ignoresDefaultExcludes: Stated<Bool>?
  /// The tables `[commands.NAME]` that count.
  let commands: List<Stated<ByteString>>
  let atStart: StartSettings
  /// What requirements changed.
  let held: List<RequirementEffect>
  /// What other files took away of the user's own settings.
  let replaced: List<Replaced>
  /// What COMMAND is, where one was given.
  let command: Command?

  /// What is done before COMMAND starts: what is closed, and where a record goes.
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
    /// The requirement that forbids it, or asks first.
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

  /// A decision, and what is to be said of it where it is on a name that isn't there.
  struct Row: Sendable {
    let decision: Decision
    let absence: Absence?

    init(_ decision: Decision, _ absence: Absence? = nil) {
      self.decision = decision
      self.absence = absence
    }
  }

  /// There is no entry of that name: the decision is what would be.
  enum Absence: Sendable {
    case decided
    /// The entry's value would be looked at too.
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

  /// Rows of all decisions in the order of reports: what was dropped first.
  static func rows(_ decisions: List<Decision>) -> List<Row> {
    var rows = List<Row>()
    rows.reserve(decisions.count)
    var next = Decision.Verdict.after(nil)
    while let verdict = next {
      for decision in decisions where decision.verdict == verdict { rows.append(Row(decision)) }
      next = .after(verdict)
    }
    return rows
  }

  /// The rows of one name; of one that isn't there, what would happen to it.
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

  /// Whether somebody asks for what a requirement or another layer changed: of single names, only where it
  /// concerns one of them.
  func tells(_ held: RequirementEffect) -> Bool {
    guard isOfNames else { return true }
    guard case .assignment(let name, _) = held.change else { return false }
    for row in rows where row.decision.subject == .name(name) { return true }
    return false
  }

  func tells(_ replaced: Replaced) -> Bool {
    guard isOfNames else { return true }
    for row in rows where row.decision.reason.depends(on: replaced.key) { return true }
    return false
  }
}

extension Decision {
  /// The pattern that saves this entry, as an item of `keep`: for what a default exclude dropped, and nothing else
  /// would.
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

  /// The same as an option; one argument, not quoted for a shell.
  static func option(keeping remedy: ByteString) -> ByteString {
    var option = ByteBuffer()
    option.write("--keep=")
    option.write(remedy)
    return option.finish()
  }
}

extension ByteBuffer {
  /// A name as a pattern that matches no other: what a pattern would take for more than itself is escaped.
  mutating func write(asPattern name: ByteString) {
    for index in 0..<name.count {
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
  /// Whether the default excludes are off, and who said so, where that is Codex's own default; nil in ours.
  var ignoresInCodex: Stated<Bool>? {
    if dialect != .codex { return nil }
    return Stated(flag(.ignoreDefaultExcludes), values[.ignoreDefaultExcludes].origin)
  }
}
