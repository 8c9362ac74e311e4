import Bytes
import TOML

/// What a run in Codex's dialect passes over in silence, and what its policy lets through: `--check` says it.
package enum CodexWarning: Equatable, Sendable {
  /// A key within the table that nobody knows.
  case unknownKey(ByteString, nearest: ByteString?)
  /// One of ours there, which the dialect doesn't have.
  case notInCodex(ByteString)
  /// One there that stands at the top level of a file.
  case rootKey(ByteString)
  /// One of the table's at the top level.
  case misplacedKey(ByteString)
  /// The table within another, and one whose name is nearly the table's.
  case misplacedTable
  case misspeltTable(ByteString)
  case noTable
  /// No variable at all comes through.
  case leavesNothing
  /// Well-known secrets come through: neither the default excludes nor a rule drops them.
  case secretsPass(List<ByteString>)
}

/// Looks for what `CodexWarning` reports, in documents that were read in Codex's dialect.
package struct CodexLint {
  package struct Note: Sendable {
    package let warning: CodexWarning
    package let origin: Origin
  }

  package private(set) var notes = List<Note>()
  /// How many there are beside: nobody reads more.
  package private(set) var omitted = 0

  package init() {}
}

package extension CodexLint {
  /// Keys and tables that don't count.  What its reader takes for an error is told by that one.
  mutating func check(_ document: PolicyDocument, as reading: LayerReader.Reading) {
    let toml = document.toml
    let before = notes.count
    for node in toml.children(of: toml.root) {
      let key = toml.key(of: node)
      if key == Setting.table {
        if reading != .own, toml.value(node) == .table { checkTable(node, document) }
      } else if reading != .own {
        checkRootMember(node, key, document)
      }
    }
    if document.policyTable != nil || notes.count > before { return }
    // Of our own layers each may say something else.
    if reading != .codexFile, document.layer != .named { return }
    if reading != .codexFile, toml.member(FileKey.profiles.name, of: toml.root) != nil { return }
    if reading != .codexFile, toml.member(FileKey.commands.name, of: toml.root) != nil { return }
    note(.noTable, 0, document)
  }

  private mutating func checkRootMember(_ node: TOMLNode, _ key: ByteString, _ document: PolicyDocument) {
    let place = document.toml.keyOffset(of: node)
    if let setting = Setting(name: key), setting.row.place == .inTable, setting.row.isCodex {
      note(.misplacedKey(key), place, document)
    } else if !FileKey.isKnown(key), !CodexKeys.contains(key), Nearest.word(to: key, in: Setting.table) != nil {
      note(.misspeltTable(key), place, document)
    } else {
      search(node, document)
    }
  }

  private mutating func checkTable(_ table: TOMLNode, _ document: PolicyDocument) {
    for node in document.toml.children(of: table) {
      let key = document.toml.key(of: node)
      let place = document.toml.keyOffset(of: node)
      if let setting = Setting(name: key), setting.row.place == .inTable {
        if !setting.row.isCodex { note(.notInCodex(key), place, document) }
      } else if CodexKeys.contains(key) && key != CodexKeys.unread || FileKey.isKnown(key) {
        note(.rootKey(key), place, document)
      } else if key != CodexKeys.unread {
        note(.unknownKey(key, nearest: CodexKeys.nearestInTable(to: key)), place, document)
      }
    }
  }

  /// Looks for the table in other tables.
  private mutating func search(_ node: TOMLNode, _ document: PolicyDocument) {
    let value = document.toml.value(node)
    guard value == .table || value == .array else { return }
    for child in document.toml.children(of: node) {
      if value == .table, document.toml.key(of: child) == Setting.table, document.toml.value(child) == .table {
        note(.misplacedTable, document.toml.keyOffset(of: child), document)
      } else {
        search(child, document)
      }
    }
  }

  /// What comes through a policy of this dialect.
  /// - Parameter document: one that has the table, for what no file says at any place.
  mutating func check(_ policy: Policy, from document: PolicyDocument) {
    let place = document.policyTable.map { document.toml.keyOffset(of: $0) } ?? 0
    let table = Origin(layer: document.layer, file: document.file, place: place)
    func stated(_ origin: Origin?) -> Origin { origin.flatMap { $0.layer.hasFiles ? $0 : nil } ?? table }
    if policy.apply(to: Self.parent(of: policy), seed: 0, explaining: false).environment.isEmpty {
      let rule = policy.inherit.value == .all ? policy.lists[.includeOnly].first ?? policy.lists[.exclude].first : nil
      return append(Note(warning: .leavesNothing, origin: stated(rule?.origin ?? policy.inherit.origin)))
    }
    let names = Self.secrets(passing: policy)
    if names.isEmpty { return }
    append(Note(warning: .secretsPass(names), origin: stated(policy.values[.ignoreDefaultExcludes].origin)))
  }

  /// An environment of which each policy leaves something that leaves anything of one.
  private static func parent(of policy: Policy) -> List<EnvironmentEntry> {
    var entries = List<EnvironmentEntry>()
    var words = WordIterator(CodexNames.core, separator: UInt8(ascii: " "))
    while let word = words.next() { entries.append(EnvironmentEntry(name: word, value: "")) }
    entries.append(EnvironmentEntry(name: "X", value: ""))
    for rule in policy.lists[.includeOnly] { entries.append(EnvironmentEntry(name: name(matching: rule.value.written), value: "")) }
    return entries
  }

  private static func name(matching pattern: ByteString) -> ByteString {
    var name = ByteBuffer()
    for index in 0..<pattern.count where pattern[index] != UInt8(ascii: "*") {
      name.write(pattern[index] == UInt8(ascii: "?") ? UInt8(ascii: "X") : pattern[index])
    }
    if name.count == 0 { name.write("X") }
    return name.finish()
  }

  /// Names that everybody knows for secrets' and that come through, but those that `include_only` names outright.
  private static func secrets(passing policy: Policy) -> List<ByteString> {
    var policy = policy
    policy.assignments = List()
    var entries = List<EnvironmentEntry>()
    var words = WordIterator("AWS_SECRET_ACCESS_KEY GITHUB_TOKEN API_KEY", separator: UInt8(ascii: " "))
    while let word = words.next() {
      var isNamed = false
      for rule in policy.lists[.includeOnly] where rule.value.written.equalsFoldingCase(word) { isNamed = true }
      if !isNamed { entries.append(EnvironmentEntry(name: word, value: "")) }
    }
    var names = List<ByteString>()
    for entry in policy.apply(to: entries, seed: 0, explaining: false).environment {
      if let name = entry.name { names.append(name) }
    }
    return names
  }

  private mutating func note(_ warning: CodexWarning, _ place: Int, _ document: PolicyDocument) {
    append(Note(warning: warning, origin: Origin(layer: document.layer, file: document.file, place: place)))
  }

  private mutating func append(_ note: Note) {
    if notes.count < ErrorList.limit { notes.append(note) } else { omitted += 1 }
  }
}

extension PolicyDocument {
  /// The policy's table; nil if the file has none at its top level.
  package var policyTable: TOMLNode? {
    guard let node = toml.member(Setting.table, of: toml.root), toml.value(node) == .table else { return nil }
    return node
  }
}
