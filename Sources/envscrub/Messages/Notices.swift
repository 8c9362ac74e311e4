import Bytes
import Globs
import Policy

/// What a run has to say beside its errors: a line each on standard error, unless `--quiet`.
extension ByteBuffer {
  /// `NAME: notice: ` and what a requirement changed.
  package mutating func write(notice held: Held, in places: Places, program: ByteString) {
    begin(program)
    write(held, in: places)
    write("\n")
  }

  /// `NAME: notice: ` and a project file that is skipped.
  package mutating func write(noticeOfUntrusted path: ByteString, program: ByteString) {
    begin(program)
    write(visible: path)
    write(": skipped, since you don't trust it; to see it and trust it: envscrub --trust ")
    write(word: path)
    write("\n")
  }

  package mutating func write(noticeOfNotTrusted path: ByteString, program: ByteString) {
    begin(program)
    write(visible: path)
    write(": it wasn't trusted before either\n")
  }

  /// What comes of a user's file that can't be read, at a login.
  package mutating func write(noticeOfStrictDefault program: ByteString) {
    begin(program)
    write("your policy file is left out: you have the core variables only, until it is mended (envscrub --check)\n")
  }

  /// What comes of a login that the kernel asks to be careful with, getauxval(3).
  package mutating func write(noticeOfSecureExecution program: ByteString) {
    begin(program)
    write("AT_SECURE is set (this file has capabilities, or a security module wants it): your policy file is left out, and you have the core variables only\n")
  }

  /// What comes of a shell of the user's own that can't be had.
  package mutating func write(noticeOfDefaultShell shell: ByteString, program: ByteString) {
    begin(program)
    write("your shell is ")
    write(visible: shell)
    write(" until that is mended\n")
  }

  package mutating func write(noticeOfNoRecord fault: AuditFault, program: ByteString) {
    begin(program)
    write(fault)
    write("\n")
  }

  /// `NAME: notice: ` and a pattern of an option that is in another syntax; nothing where it is in ours.
  ///
  /// - Parameters:
  ///   - option: its long name.
  ///   - pattern: of either dialect.
  package mutating func write(noticeOfForeign pattern: Pattern, of option: ByteString, program: ByteString) {
    guard let syntax = pattern.foreignSyntax else { return }
    begin(program)
    write("--")
    write(option)
    write(": ")
    write(inQuotes: pattern.written)
    write(": ")
    write(syntax)
    // What `-S` put together may hold a value.
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

  /// A record that one of the places didn't take as it was.
  package mutating func write(noticeOfShortRecord sink: AuditFault.Sink, program: ByteString) {
    begin(program)
    write("the audit record is too large for ")
    write(sink.name)
    write(": there it has counts for names\n")
  }

  /// A seal that was asked for where possible, and isn't.
  package mutating func write(noticeOfNoSeal obstacle: SealObstacle, program: ByteString) {
    begin(program)
    write("not sealed: ")
    write(obstacle)
    write("\n")
  }

  private mutating func begin(_ program: ByteString) {
    write(program)
    write(": notice: ")
  }

  /// What a requirement changed, and where both stand.
  package mutating func write(_ held: Held, in places: Places) {
    switch held.change {
    case .inherit(let from, let to):
      write(setting: held.settingName, from.origin, places)
      write(inQuotes: from.value.name)
      write(" is not allowed, and becomes ")
      write(inQuotes: to.name)
    case .boolean(.codex, let from) where from.origin.layer.hasFiles:
      write(setting: FileKey.dialect.name, from.origin, places)
      write("\"codex\" is not allowed, and becomes \"envscrub\"")
    case .boolean(_, let from):
      write(setting: held.settingName, from.origin, places)
      write(from.value ? "true is not allowed, and becomes false" : "false is not allowed, and becomes true")
    case .seal(let from, let to):
      write(setting: held.settingName, from.origin, places)
      write(from.value.name)
      write(" is not allowed, and becomes ")
      write(to.name)
    case .profile(let from, let to):
      write(setting: held.settingName, from.origin, places)
      if from.value.isEmpty { write("none") } else { write(inQuotes: from.value) }
      write(" is not allowed, and becomes ")
      if to.isEmpty { write("none") } else { write(inQuotes: to) }
    case .assignment(let name, let origin):
      write(setting: held.settingName, origin, places)
      write(visible: name)
      write(" may not be set, and is not")
    }
    write("  ")
    write(held.requirement, in: places)
  }

  private mutating func write(setting: ByteString, _ origin: Origin, _ places: Places) {
    write(setting)
    write(" (")
    write(origin, in: places)
    write("): ")
  }
}

extension Held {
  /// The key that it is about.
  var settingName: ByteString {
    switch change {
    case .inherit: Requirements.Setting.inherit.name
    case .boolean(let setting, _): setting.name
    case .seal: FileKey.seal.name
    case .profile: FileKey.profile.name
    case .assignment: PolicyKey.set.name
    }
  }
}
