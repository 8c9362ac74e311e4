import Bytes
import TOML

/// What `--check` finds in Codex's dialect: what a run ignores silently, and what the policy lets through.
package enum CodexWarning: Equatable, Sendable {
  /// An unknown key in the policy table.
  case unknownKey(ByteString, nearest: ByteString?)
  /// A key there that only envscrub's dialect has.
  case notInCodex(ByteString)
  /// A key there that belongs at the top level of a file.
  case rootKey(ByteString)
  /// A key at the top level that belongs in the table.
  case misplacedKey(ByteString)
  /// The table within another table, or a table whose name is nearly right.
  case misplacedTable
  case misspeltTable(ByteString)
  case noTable
  /// No variable at all is kept.
  case leavesNothing
  /// Well-known secrets are kept: neither the default excludes nor a rule drops them.
  case secretsPass(List<ByteString>)
}

/// Looks for every `CodexWarning` in documents that were read in Codex's dialect.
package struct CodexLint {
  package private(set) var notes = List<Note>()
  /// How many notes were only counted: nobody reads more.
  package private(set) var omitted = 0

  package init() {}
}

package extension CodexLint {
  struct Note: Sendable {
    package let warning: CodexWarning
    package let origin: Origin
  }

  /// Finds keys and tables that have no effect.  It leaves out what the reader reports as an error.
  mutating func check(_ document: PolicyDocument, as reading: LayerReader.Reading) {
    let toml = document.toml
    let before = notes.count
    for node in toml.children(of: toml.root) {
      let key = toml.key(of: node)
      if key == Setting.table {
        if reading != .own, toml.isTable(node) { checkTable(node, document) }
      } else if reading != .own {
        checkRootMember(node, key, document)
      }
    }
    if document.policyTable != nil || notes.count > before { return }
    // Each of envscrub's own layers may state something else.
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

  /// Looks for the policy table within other tables.
  private mutating func search(_ node: TOMLNode, _ document: PolicyDocument) {
    let isTable = document.toml.isTable(node)
    guard isTable || document.toml.isArray(node) else { return }
    for child in document.toml.children(of: node) {
      if isTable, document.toml.key(of: child) == Setting.table, document.toml.isTable(child) {
        note(.misplacedTable, document.toml.keyOffset(of: child), document)
      } else {
        search(child, document)
      }
    }
  }

  /// Finds what a policy in this dialect lets through.
  /// - Parameter document: a document with the table; notes about what no file states point at it.
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

  /// An environment of which every policy that keeps anything at all keeps something.
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
    for index in pattern.indices where pattern[index] != UInt8(ascii: "*") {
      name.write(pattern[index] == UInt8(ascii: "?") ? UInt8(ascii: "X") : pattern[index])
    }
    if name.count == 0 { name.write("X") }
    return name.finish()
  }

  /// Names that are well known for secrets and that the policy keeps, unless `include_only` names them literally.
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
  /// The policy table; nil if the file has none at its top level.
  package var policyTable: TOMLNode? {
    guard let node = toml.member(Setting.table, of: toml.root), toml.isTable(node) else { return nil }
    return node
  }
}
