import Bytes
import Globs
import Policy
import Secrets

/// A finding of `--check`: its English, and its place.
struct Finding: Sendable {
  let message: ByteString
  let isWarning: Bool
  /// The number of the file.
  let file: Int
  /// nil if the finding is about the whole file, so that the message says everything.
  let location: SourceLocation?
  /// See `ConfigurationError`.
  let hiddenFrom: Int?

  /// - Parameter place: the place; its kind is ignored.
  init(_ message: ByteString, isWarning: Bool, at place: ConfigurationError, file: Int) {
    self.message = message
    self.isWarning = isWarning
    self.file = file
    location = place.location
    hiddenFrom = place.hiddenFrom
  }

  init(_ error: ConfigurationError, file: Int) {
    var text = ByteBuffer()
    text.write(error.kind)
    self.init(text.finish(), isWarning: false, at: error, file: file)
  }

  /// A file that can't be read or may not be trusted.
  init(unusable message: ByteString, file: Int) {
    self.init(message, isWarning: false, file: file)
  }

  /// A file in the directory of requirements that is passed over for its name.
  init(misnamed path: ByteString, program: ByteString, file: Int) {
    var text = ByteBuffer()
    text.write(program)
    text.write(": ", visible: path)
    text.write(": warning: no run reads this file: the name must end in \".toml\", in lower case, and not begin with a dot\n")
    self.init(text.finish(), isWarning: true, file: file)
  }

  private init(_ message: ByteString, isWarning: Bool, file: Int) {
    self.message = message
    self.isWarning = isWarning
    self.file = file
    location = nil
    hiddenFrom = nil
  }
}

extension Finding {
  /// A name of `[[expect]]` for which the policy does the opposite.
  static func unexpected(_ name: ByteString, isKept: Bool) -> ByteString {
    var text = ByteBuffer()
    text.write(inQuotes: name)
    text.write(isKept ? " is expected to be dropped, but kept" : " is expected to be kept, but dropped")
    return text.finish()
  }

  static func warning(_ note: Lint.Note, in places: Places) -> ByteString {
    var text = ByteBuffer()
    switch note.warning {
    case .foreignSyntax(let syntax):
      text.write(syntax)
      if case .pattern(let pattern)? = note.other?.value { text.writeMend(of: pattern) }
      return text.finish()
    case .covered: text.write("everything that this matches is already matched by ")
    case .matchesNoName: text.write("this matches no name: a name holds no \"=\" and no NUL")
    case .excluded: text.write("this is dropped all the same, by ")
    case .unset: text.write("this is dropped all the same, by unset ")
    case .defaultExcluded, .codexExcluded: text.write("this is dropped all the same, by the default exclude ")
    case .includesNoCoreName: text.write("with inherit = \"core\" this picks nothing: it matches no core name")
    case .includesNothingInherited: text.write("this picks nothing: no pattern of \"inherit\" matches it")
    case .keepsNothing: text.write("no default exclude drops what this keeps")
    case .forbiddenAssignment: text.write("a requirement forbids this assignment: ")
    case .holdsCredential(let form):
      text.write("this value holds a credential (")
      text.write(form.name)
      text.write("); anyone who can read the file can read it")
    case .holdsExpansion: text.write("nothing is expanded in a value: the command gets this \"$\" and the name as they are")
    case .modeInList(let mode):
      text.write("this is a pattern here, which matches a variable of that name alone; ")
      if mode == .core {
        text.write("did you mean \"@core\"?")
      } else {
        text.write("did you mean inherit = ", inQuotes: mode.name, "?")
      }
    case .patternForName: text.write(patternForName)
    case .namesNoCommand:
      text.write("no command has such a name: write one name or path, without arguments; patterns don't count here")
    case .exportsCoreName: text.write("this is a core name: the list of dropped names would replace its value")
    case .exportsNoIdentifier: text.write("a shell can't expand a variable of this name; write letters, digits and \"_\"")
    case .tooLong: text.write("this name and its value have more than 128 KiB, which the kernel passes to no command")
    }
    if let rule = note.other {
      text.write(inQuotes: rule.value.written)
      if rule.origin.layer != .builtIn {
        text.write("  ")
        text.write(rule.origin, in: places)
      }
    }
    if note.warning == .defaultExcluded { text.write("; to keep it, add it to \"keep\"") }
    return text.finish()
  }

  static var patternForName: ByteString { "this is a name here, not a pattern; exclude takes patterns" }

  static func noProfileOption(_ name: ByteString, program: ByteString) -> ByteString {
    var text = ByteBuffer()
    text.write(program)
    text.write(": --profile: ")
    text.write(profileElsewhere(name))
    text.write("\n")
    return text.finish()
  }

  /// The file chooses a profile that neither it nor another named file has.
  static func profileElsewhere(_ name: ByteString) -> ByteString {
    var text = ByteBuffer()
    text.write("this file defines no profile ", inQuotes: name)
    return text.finish()
  }
}

extension ByteBuffer {
  /// Why a pattern in another syntax matches no name.
  mutating func write(_ syntax: ForeignSyntax) {
    if syntax == .slashes { return write("a regular expression? Patterns are globs, so this matches no real name") }
    let mark: ByteString =
      switch syntax {
      case .comma: "\",\""
      case .blank: "a blank"
      case .bar: "\"|\""
      case .brace: "a brace"
      case .leadingCaret: "a leading \"^\""
      case .trailingDollar: "a trailing \"$\""
      case .dotStar: "\".\" before \"*\""
      case .slashes: "\"/\""
      }
    write(mark)
    write(" stands for itself in a pattern, so this matches no real name")
  }

  /// `; write "A_*"`, or `; write ["A_*", "B_*"]`.  Nothing for a text that `-S` expanded, which may hold a value.
  fileprivate mutating func writeMend(of pattern: Pattern) {
    let patterns = pattern.written == pattern.source ? pattern.translation : List()
    if patterns.isEmpty { return }
    write("; write ")
    if patterns.count > 1 { write("[") }
    for index in patterns.indices {
      if index > 0 { write(", ") }
      write(inQuotes: patterns[index])
    }
    if patterns.count > 1 { write("]") }
  }
}

extension Finding {
  /// In the order of the files, then of their lines.
  /// - Parameter ranks: for each file its rank in the report.
  func precedes(_ other: Finding, _ ranks: List<Int>) -> Bool {
    if file != other.file { return ranks[file] < ranks[other.file] }
    guard let location, let place = other.location else { return false }
    return location.line < place.line || location.line == place.line && location.column < place.column
  }
}
