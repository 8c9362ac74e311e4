import Bytes
import Globs
import Policy
import System

/// The notices of a run: one line each on standard error, unless `--quiet`.
extension ByteBuffer {
  /// `NAME: notice: ` and what a requirement changed.
  mutating func write(notice held: RequirementEffect, in places: Places, program: ByteString) {
    begin(program)
    write(held, in: places)
    write("\n")
  }

  /// `NAME: notice: ` and a project file that is skipped.
  mutating func write(noticeOfUntrusted path: ByteString, program: ByteString) {
    begin(program)
    write(visible: path, ": skipped, because you don't trust it; to see and trust it: envscrub --trust ")
    write(word: path)
    write("\n")
  }

  mutating func write(noticeOfNotTrusted path: ByteString, program: ByteString) {
    begin(program)
    write(visible: path, ": was not trusted\n")
  }

  /// A login continues with the strict default because the user's file can't be read.
  mutating func write(noticeOfStrictDefault program: ByteString) {
    begin(program)
    write("your policy file is ignored, and you have only the core variables, until you correct it (envscrub --check)\n")
  }

  /// A login for which the kernel requests secure execution, getauxval(3).
  mutating func write(noticeOfSecureExecution program: ByteString) {
    begin(program)
    write("AT_SECURE is set (this file has capabilities, or a security module requests it): your policy file is ignored, and you have only the core variables\n")
  }

  /// A login falls back to the default shell because the user's own can't be used.
  mutating func write(noticeOfDefaultShell shell: ByteString, program: ByteString) {
    begin(program)
    write("your shell is ", visible: shell, " until you correct that\n")
  }

  mutating func write(noticeOfNoRecord fault: AuditFault, program: ByteString) {
    begin(program)
    write(fault)
    write("\n")
  }

  /// `NAME: notice: ` and a pattern of an option that is in another syntax; nothing if it is valid.
  ///
  /// - Parameters:
  ///   - option: its long name.
  ///   - pattern: a pattern of either dialect.
  mutating func write(noticeOfForeign pattern: Pattern, of option: ByteString, program: ByteString) {
    guard let syntax = pattern.foreignSyntax else { return }
    begin(program)
    write("--")
    write(option)
    write(": ", inQuotes: pattern.written, ": ")
    write(syntax)
    // A text that `-S` expanded may hold a value.
    let patterns = pattern.written == pattern.source ? pattern.translation : List()
    if !patterns.isEmpty { write("; write") }
    for mend in patterns {
      write(" --")
      write(option)
      write("=")
      write(word: mend)
    }
    write("\n")
  }

  /// A pattern of `--inherit` that is nearly a mode; nothing for any other pattern.
  ///
  /// - Parameter argument: what the option was given.
  mutating func write(noticeOfModeInPattern argument: Argument, program: ByteString) {
    // A text that `-S` expanded may hold a value.
    guard argument.value == argument.written, let mode = Inherit.meant(by: argument.value) else { return }
    begin(program)
    write("--inherit: ", inQuotes: argument.written, " is a pattern; did you mean --inherit=")
    write(mode.name)
    write("?\n")
  }

  /// An option after NAME=VALUE.  Its argument is not shown.
  mutating func write(noticeOfMisplaced option: Option, program: ByteString) {
    begin(program)
    write("\"--")
    write(option.row.long)
    write("=...\" sets a variable here; options come before NAME=VALUE\n")
  }

  /// A pattern as the argument of `--why`.
  mutating func write(noticeOfPatternForName name: ByteString, program: ByteString) {
    begin(program)
    write("--why: ", inQuotes: name, ": this is a name here, not a pattern; --explain shows all names\n")
  }

  /// The directory of `--install-shims`, which is the name of a command.
  mutating func write(noticeOfDirectory name: ByteString, program: ByteString) {
    begin(program)
    write("--install-shims: ", inQuotes: name)
    write(" is the directory, and also the name of a command; DIR comes before the names\n")
  }

  /// `--include`, which some write for `--keep`.
  mutating func write(noticeOfInclude program: ByteString) {
    begin(program)
    write("--include is short for --include-only, which drops all other names; to keep a secret: --keep=NAME\n")
  }

  /// A record that a destination took only in its shortened form.
  mutating func write(noticeOfShortRecord sink: AuditFault.Sink, program: ByteString) {
    begin(program)
    write("the audit record is too large for ")
    write(sink.name)
    write(", and holds counts instead of names there\n")
  }

  /// `seal = "if-possible"`, and sealing is not possible.
  mutating func write(noticeOfNoSeal obstacle: Landlock.Obstacle, program: ByteString) {
    begin(program)
    write("not sealed: ")
    write(obstacle)
    write("\n")
  }

  /// `include_only` picks nothing because of a stricter `inherit`, and how to fix it.
  mutating func write(noticeOfNothingPicked policy: Policy, in places: Places, program: ByteString) {
    let picked = policy.lists[.includeOnly]
    begin(program)
    write(Setting.includeOnly.name)
    if let first = picked.first {
      write(" (")
      write(first.origin, in: places)
      write(")")
    }
    write(" keeps none of ")
    write(policy.inherited == nil ? "the core names" : "the names that inherit selects")
    write(", and can't pick from others; to keep both: inherit = [\"@core\"")
    for index in picked.indices where index < 3 {
      write(", ", inQuotes: picked[index].value.written)
    }
    write(picked.count > 3 ? ", ...]\n" : "]\n")
  }

  private mutating func begin(_ program: ByteString) {
    write(program)
    write(": notice: ")
  }

  /// What a requirement changed, and where both are stated.
  mutating func write(_ held: RequirementEffect, in places: Places) {
    switch held.change {
    case .value(.codex, let from, _) where from.origin.layer.hasFiles:
      write(setting: FileKey.dialect.name, from.origin, places)
      write("\"codex\" is not allowed, and becomes \"envscrub\"")
    case .value(let setting, let from, let to):
      write(setting: held.settingName, from.origin, places)
      write(setting, value: from.value)
      write(" is not allowed, and becomes ")
      write(setting, value: to)
    case .inherited(let origin):
      write(setting: held.settingName, origin, places)
      write("a list counts as \"all\", which is not allowed, and picks from the core names")
    case .profile(let from, let to):
      write(setting: held.settingName, from.origin, places)
      if from.value.isEmpty { write("none") } else { write(inQuotes: from.value) }
      write(" is not allowed, and becomes ")
      if to.isEmpty { write("none") } else { write(inQuotes: to) }
    case .assignment(let name, let origin):
      write(setting: held.settingName, origin, places)
      write(visible: name, " may not be set; the assignment is ignored")
    }
    write("  ")
    write(held.requirement, in: places)
  }

  private mutating func write(_ setting: Setting, value: UInt8) {
    if setting.row.kind == .mode { write(inQuotes: setting.word(value)) } else { write(setting.word(value)) }
  }

  private mutating func write(setting: ByteString, _ origin: Origin, _ places: Places) {
    write(setting)
    write(" (")
    write(origin, in: places)
    write("): ")
  }
}

extension RequirementEffect {
  /// The key of the changed setting.
  var settingName: ByteString {
    switch change {
    case .value(let setting, _, _): setting.name
    case .inherited: Setting.inherit.name
    case .profile: FileKey.profile.name
    case .assignment: Setting.set.name
    }
  }
}
