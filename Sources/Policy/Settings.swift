import Bytes

/// The table of settings: a row for each key of a policy, and everything that is known of a key in its row.  Reading,
/// merging, requirements, options, reports and the tests of the manual go by it; nothing else lists keys.  A new key
/// takes a case, a name and a row here, the code that acts on it, and its item in the manual.
///
/// Those whose value is a number come first, then the pattern lists: `SettingValues` and `PatternLists` hold them by
/// these numbers.  Rows come from a `switch`, not from an array: the binary then has no table of pointers to relocate.
package enum Setting: UInt8, Sendable {
  case inherit, ignoreDefaultExcludes, detectValues, allowLoginShell, seal, closeFds, noNewPrivs, codex, showDropped
  case defaultExcludes, keep, includeOnly, exclude
  case unset, filters, set, exportDropped

  /// In the order of the cases: the names, and the number that is built in where the value is one.
  private static var names: WordTable {
    WordTable(
      """
      inherit                 0 \
      ignore_default_excludes 0 \
      detect_values           1 \
      allow_login_shell       1 \
      seal                    0 \
      close_fds               0 \
      no_new_privs            0 \
      codex                   0 \
      show_dropped            0 \
      default_excludes        0 \
      keep                    0 \
      include_only            0 \
      exclude                 0 \
      unset                   0 \
      filters                 0 \
      set                     0 \
      export_dropped          0 \

      """, width: 26)
  }
}

package extension Setting {
  /// The number that is built in.
  var standard: UInt8 { Self.names.byte(24, of: rawValue) &- UInt8(ascii: "0") }

  var row: Row {
    switch self {
    case .inherit:
      Row(.mode, "all core none", held: .atLeast, option: "start from all (default), core, none or PATTERN")
    case .ignoreDefaultExcludes:
      Row(.flag, Row.boolean, held: .toAnother, option: "don't drop what looks like a secret")
    case .detectValues:
      Row(
        .flag, Row.boolean, isCodex: false, held: .toAnother,
        option: "drop values that hold credentials (default)")
    case .allowLoginShell:
      Row(.flag, Row.boolean, .beside, held: .elsewhere)
    case .seal:
      Row(
        .flag, "false true if-possible", .beside, held: .toAnother, closes: true,
        option: "hide other processes; also =if-possible")
    case .closeFds:
      Row(
        .flag, Row.boolean, .beside, held: .toAnother, closes: true, option: "close all descriptors but 0, 1 and 2")
    case .noNewPrivs:
      Row(
        .flag, Row.boolean, .beside, held: .toAnother, closes: true,
        option: "gain no privileges by set-user-ID programs")
    // The key `dialect` and the option `--codex` choose it, before there is a policy.
    case .codex: Row(.flag, Row.boolean, .nowhere, held: .elsewhere)
    // Where nobody says anything, it depends on who started the run.
    case .showDropped: Row(.flag, Row.boolean, .beside)
    case .defaultExcludes: Row(.patterns, isCodex: false)
    case .keep: Row(.patterns, merge: .add, isCodex: false, option: "keep these despite the default excludes")
    case .includeOnly: Row(.patterns, option: "drop all but these; with -i, pick from all")
    case .exclude: Row(.patterns, merge: .add, option: "drop these")
    // Its option is env's `-u`, which has a row of its own.
    case .unset: Row(.names, merge: .add, isCodex: false)
    case .filters: Row(.filters, merge: .byItem)
    case .set: Row(.assignments, merge: .byItem, option: "set NAME to VALUE")
    case .exportDropped: Row(.name, "", .beside)
    }
  }

  struct Row: Sendable {
    package let kind: Kind
    /// The words of a value that is a number, in the order of the numbers, with blanks between them.
    package let words: ByteString
    package let place: Place
    package let merge: Merge
    /// Whether Codex's dialect has it too.
    package let isCodex: Bool
    package let held: Hold
    /// Whether it closes something before the command starts: reports show it, and at a login only the profile that is
    /// for logins says it.
    package let closes: Bool
    /// What the help text says of its option; nil where it has none of its name.
    package let option: ByteString?

    fileprivate static var boolean: ByteString { "false true" }

    fileprivate init(
      _ kind: Kind, _ words: ByteString = "", _ place: Place = .inTable, merge: Merge = .replace,
      isCodex: Bool = true, held: Hold = .never, closes: Bool = false, option: ByteString? = nil
    ) {
      self.kind = kind
      self.words = words
      self.place = place
      self.merge = merge
      self.isCodex = isCodex
      self.held = held
      self.closes = closes
      self.option = option
    }
  }

  /// What stands behind the key, and behind the option.
  enum Kind: Equatable, Sendable {
    /// One of a few words, a looser one before a stricter; or, but in Codex's dialect, patterns in place of a mode.
    case mode
    /// True or false; or one of the words behind these two.
    case flag
    /// The name of a variable; empty for none.
    case name
    case patterns, names, filters, assignments

    /// Whether the value is a number, and held by `SettingValues`.
    package var isNumber: Bool {
      switch self {
      case .mode, .flag: true
      case .name, .patterns, .names, .filters, .assignments: false
      }
    }

    /// Whether a text that stands there may be a value of a variable's, which no report shows; so is a string where true
    /// or false should stand, which is anybody's guess.
    var mayHoldValue: Bool {
      switch self {
      case .flag, .assignments: true
      case .mode, .name, .patterns, .names, .filters: false
      }
    }

    /// What the help text has for the option's argument.
    package var metavariable: ByteString {
      switch self {
      case .mode: "MODE"
      case .flag: "BOOL"
      case .patterns, .filters: "PATTERN"
      case .name, .names: "NAME"
      case .assignments: "NAME=VALUE"
      }
    }
  }

  /// Where the key may stand.
  enum Place: Sendable {
    /// In the table `shell_environment_policy`, and in profiles.
    case inTable
    /// Beside that table, and in profiles.
    case beside
    case nowhere
  }

  /// What a later file makes of what an earlier one says.
  enum Merge: Sendable {
    case replace
    /// The lists add up; in Codex's dialect the later one replaces.
    case add
    /// Name by name, or pattern by pattern.
    case byItem
  }

  /// What requirements do to a value that they don't allow.
  enum Hold: Sendable {
    case never
    /// It becomes the loosest allowed one; a stricter one stays.
    case atLeast
    /// A boolean becomes the other; another word counts as false.
    case toAnother
    /// The same, where it matters: at a login, and when the dialect is chosen.
    case elsewhere
  }
}

package extension Setting {
  /// As policy files spell it; as an option, with `-` for `_`.
  var name: ByteString { Self.names[rawValue] }

  init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// The setting that requirements may hold; nil where they may not.
  init?(held name: ByteString) {
    guard let setting = Setting(name: name), setting.row.held != .never else { return nil }
    self = setting
  }

  /// The next of them; the first after none.
  static func after(_ setting: Setting?) -> Setting? {
    Setting(rawValue: setting.map { $0.rawValue + 1 } ?? 0)
  }

  /// The name nearest to what `nearest` looks for, among those that `isAmong`.
  internal static func improve(_ nearest: inout Nearest, where isAmong: (Row) -> Bool) -> ByteString? {
    var found: ByteString?
    var next = Setting.after(nil)
    while let setting = next {
      next = .after(setting)
      if isAmong(setting.row), nearest.improves(with: setting.name) { found = setting.name }
    }
    return found
  }

  /// Whether the name of its option begins with `text`: asked without making that name.
  func beginsAsOption(with text: ByteString) -> Bool {
    if !text.isEmpty, Self.names.byte(0, of: rawValue) != text[0] { return false }
    let name = name
    if text.count > name.count { return false }
    for index in 0..<text.count where name[index].inOption != text[index] { return false }
    return true
  }

  /// The table that most of them stand in.
  static var table: ByteString { "shell_environment_policy" }

  /// How a value that is a number is written, without quotes.
  func word(_ value: UInt8) -> ByteString { WordIterator.word(value, of: row.words) }

  /// The number of a value that is a string; nil where it is none of the words.  `"true"` is none.
  func value(of word: ByteString) -> UInt8? {
    let row = row
    guard let number = WordIterator.number(of: word, in: row.words) else { return nil }
    return row.kind == .flag && number < 2 ? nil : number
  }
}

extension UInt8 {
  /// What the byte of a key is in the name of its option.
  package var inOption: UInt8 { self == UInt8(ascii: "_") ? UInt8(ascii: "-") : self }
}

/// Something for each setting from number `first` on, `count` of them.
package struct SettingTable<let first: Int, let count: Int, Element> {
  fileprivate var elements: InlineArray<count, Element>

  package init(repeating element: Element) { elements = InlineArray(repeating: element) }

  init(_ element: (Setting) -> Element) {
    elements = InlineArray { index in element(Setting(rawValue: UInt8(first + index)).unsafelyUnwrapped) }
  }
}

package extension SettingTable {
  subscript(setting: Setting) -> Element {
    get { elements[Int(setting.rawValue) - first] }
    set { elements[Int(setting.rawValue) - first] = newValue }
  }

  func forEach(_ body: (Setting, Element) -> Void) {
    for index in 0..<count {
      if let setting = Setting(rawValue: UInt8(first + index)) { body(setting, elements[index]) }
    }
  }
}

extension SettingTable: Sendable where Element: Sendable {}

extension SettingTable: Equatable where Element: Equatable {
  package static func == (left: SettingTable, right: SettingTable) -> Bool {
    for index in 0..<count where left.elements[index] != right.elements[index] { return false }
    return true
  }
}

/// Something for the few settings of which a layer says anything: one that says nothing is made of two words.
package struct SettingList<Element>: Sendable {
  private var rows = List<(setting: Setting, element: Element)>()

  init() {}
}

package extension SettingList {
  subscript(setting: Setting) -> Element? {
    get {
      for index in rows.indices where rows.place(of: index).pointee.setting == setting {
        return rows.place(of: index).pointee.element
      }
      return nil
    }
    set {
      if self[setting] != nil {
        // Another list, since copies of this one share its rows.
        var left = List<(setting: Setting, element: Element)>()
        for row in rows where row.setting != setting { left.append(row) }
        rows = left
      }
      if let newValue { rows.append((setting, newValue)) }
    }
  }

  /// In the order in which they were said.
  func forEach(_ body: (Setting, Element) -> Void) {
    for index in rows.indices { body(rows.place(of: index).pointee.setting, rows.place(of: index).pointee.element) }
  }
}

extension SettingList: Equatable where Element: Equatable {
  package static func == (left: SettingList, right: SettingList) -> Bool {
    guard left.rows.count == right.rows.count else { return false }
    for row in left.rows where right[row.setting] != row.element { return false }
    return true
  }
}

/// For each setting whose value is a number.
package typealias SettingValues<Element> = SettingTable<0, 9, Element>
/// For each list of patterns.
package typealias PatternLists<Element> = SettingTable<9, 4, Element>
