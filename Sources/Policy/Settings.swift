import Bytes

/// The table of settings: each key of a policy has one row, which holds all that is known about it.  Reading, merging,
/// requirements, options, reports and the tests of the manual use the table.  To add a key, add a case, a name and a row
/// here, and correct the numbers of `SettingValues` and `PatternLists` below; then write the code that acts on it, and its
/// items in the manual and the schemas.  `make completions` does the rest.
///
/// Settings whose value is a number come first, then the pattern lists: `SettingValues` and `PatternLists` are indexed
/// by these numbers.  Rows come from a `switch`, not from an array, so that the binary has no table of pointers to
/// relocate.
package enum Setting: UInt8, Listed, Sendable {
  case inherit, ignoreDefaultExcludes, detectValues, allowLoginShell, seal, closeFds, noNewPrivs, codex, showDropped
  case defaultExcludes, keep, includeOnly, exclude
  case unset, filters, set, exportDropped

  /// In the order of the cases: the name, and the default of a value that is a number.
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
  /// The default, if the value is a number.
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
    // The key `dialect` and the option `--codex` choose it before there is a policy.
    case .codex: Row(.flag, Row.boolean, .nowhere, held: .elsewhere)
    // Its default depends on how the run was started.
    case .showDropped: Row(.flag, Row.boolean, .beside)
    case .defaultExcludes: Row(.patterns, isCodex: false)
    case .keep: Row(.patterns, merge: .add, isCodex: false, option: "keep these despite the default excludes")
    case .includeOnly: Row(.patterns, option: "drop all but these; with -i, pick from all")
    case .exclude: Row(.patterns, merge: .add, option: "drop these")
    // Its option is env's `-u`, which is a row of the table of options.
    case .unset: Row(.names, merge: .add, isCodex: false)
    case .filters: Row(.filters, merge: .byItem)
    case .set: Row(.assignments, merge: .byItem, option: "set NAME to VALUE")
    case .exportDropped: Row(.name, "", .beside)
    }
  }

  struct Row: Sendable {
    package let kind: Kind
    /// The words for a value that is a number, in the order of the numbers, separated by blanks.
    package let words: ByteString
    package let place: Place
    package let merge: Merge
    /// Whether Codex's dialect has the key too.
    package let isCodex: Bool
    package let held: Hold
    /// Whether it closes something before the command starts.  Reports show it, and at a login only the login's own
    /// profile may set it.
    package let closes: Bool
    /// The help text of its option; nil if no option has its name.
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

  /// The type of the value, in a file and as an option.
  enum Kind: Equatable, Sendable {
    /// One of a few words, from the loosest to the strictest; outside Codex's dialect also patterns in place of a mode.
    case mode
    /// True or false; or one of the words after these two.
    case flag
    /// The name of a variable; empty for none.
    case name
    case patterns, names, filters, assignments

    /// Whether the value is a number, stored in `SettingValues`.
    package var isNumber: Bool {
      switch self {
      case .mode, .flag: true
      case .name, .patterns, .names, .filters, .assignments: false
      }
    }

    /// Whether a string here may hold a variable's value, which no report shows.  That includes a string in place of a
    /// boolean: nobody knows what its author meant.
    var mayHoldValue: Bool {
      switch self {
      case .flag, .assignments: true
      case .mode, .name, .patterns, .names, .filters: false
      }
    }

    /// The placeholder of the option's argument in the help text.
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

  /// Where the key may be stated.
  enum Place: Sendable {
    /// In the table `shell_environment_policy`, and in profiles.
    case inTable
    /// Outside that table, at the top level, and in profiles.
    case beside
    case nowhere
  }

  /// How a later file merges with an earlier one.
  enum Merge: Sendable {
    case replace
    /// Lists add up; in Codex's dialect the later one replaces.
    case add
    /// Name by name, or pattern by pattern.
    case byItem
  }

  /// What a requirement does to a value that it doesn't allow.
  enum Hold: Sendable {
    case never
    /// The value becomes the loosest allowed one; a stricter value stays.
    case atLeast
    /// A boolean becomes its opposite; another word counts as false.
    case toAnother
    /// Enforced elsewhere: at a login, and where the dialect is chosen.
    case elsewhere
  }
}

package extension Setting {
  /// The spelling in policy files; an option has `-` for `_`.
  var name: ByteString { Self.names[rawValue] }

  init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// The setting that requirements may restrict; nil if they may not.
  init?(held name: ByteString) {
    guard let setting = Setting(name: name), setting.row.held != .never else { return nil }
    self = setting
  }

  /// The setting nearest to what `nearest` looks for, among the rows for which `isAmong` holds.
  internal static func improve(_ nearest: inout Nearest, where isAmong: (Row) -> Bool) -> ByteString? {
    var found: ByteString?
    for setting in Setting.all {
      if isAmong(setting.row), nearest.improves(with: setting.name) { found = setting.name }
    }
    return found
  }

  /// Whether the name of its option begins with `text`.  It does not build that name.
  func beginsAsOption(with text: ByteString) -> Bool {
    if !text.isEmpty, Self.names.byte(0, of: rawValue) != text[0] { return false }
    let name = name
    if text.count > name.count { return false }
    for index in text.indices where name[index].inOption != text[index] { return false }
    return true
  }

  /// The table that holds most settings.
  static var table: ByteString { "shell_environment_policy" }

  /// The spelling of a value that is a number, without quotes.
  func word(_ value: UInt8) -> ByteString { WordIterator.word(value, of: row.words) }

  /// The number of a string value; nil if it is none of the words.  The string `"true"` is none.
  func value(of word: ByteString) -> UInt8? {
    let row = row
    guard let number = WordIterator.number(of: word, in: row.words) else { return nil }
    return row.kind == .flag && number < 2 ? nil : number
  }
}

extension UInt8 {
  /// The byte of a key as it is in the name of the option.
  package var inOption: UInt8 { self == UInt8(ascii: "_") ? UInt8(ascii: "-") : self }
}

/// An element for each of `count` settings, from number `first` on.
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

/// An element for each of the few settings that a layer states; an empty layer takes two words of memory.
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
        // A new list, since copies share the rows of this one.
        var left = List<(setting: Setting, element: Element)>()
        for row in rows where row.setting != setting { left.append(row) }
        rows = left
      }
      if let newValue { rows.append((setting, newValue)) }
    }
  }

  /// In the order in which they were stated.
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

/// An element for each setting whose value is a number.
package typealias SettingValues<Element> = SettingTable<0, 9, Element>
/// An element for each list of patterns.
package typealias PatternLists<Element> = SettingTable<9, 4, Element>
