import Bytes
import Globs
import Secrets
import TOML

/// What one policy file states.
package struct PolicyContent: Sendable {
  package var layer = PolicyLayer()
  /// The profile that the file chooses; empty for none.
  package var profile: Stated<ByteString>?
  package var profiles = List<Profile>()
  /// The tables `[commands.NAME]`.
  package var commands = List<Profile>()
  package var expectations = List<Expectation>()
  package var login = LoginSettings()
  fileprivate var emptyLayer: Boxed<PolicyLayer>?

  /// A profile, or the settings for one command, by name.
  package struct Profile: Sendable {
    package let name: Stated<ByteString>
    private let content: Boxed<PolicyLayer>

    init(name: Stated<ByteString>, layer: Boxed<PolicyLayer>) {
      self.name = name
      content = layer
    }

    package var layer: PolicyLayer { content.value }
  }

  package func hasProfile(_ name: ByteString) -> Bool {
    for index in profiles.indices where profiles.place(of: index).pointee.name.value == name { return true }
    return false
  }
}

/// Reads one policy file.  Every key is examined: an unknown one is an error.
package enum LayerReader {}

package extension LayerReader {
  /// How a file is read, apart from its dialect.
  enum Reading: Equatable, Sendable {
    case own
    /// Under `--codex`: keys that Codex doesn't know are ignored.
    case ownUnderCodex
    /// A file of Codex itself, of which only the policy table counts.
    case codexFile
  }

  /// - Parameters:
  ///   - chosen: where a file chose the dialect.
  ///   - findings: collects errors, so that one doesn't hide the next; nil if the first one is thrown.
  static func read(
    _ document: PolicyDocument, _ dialect: Dialect = .envscrub, chosen: OtherPlace? = nil, as reading: Reading = .own,
    findings: UnsafeMutablePointer<ErrorList>? = nil
  ) throws(ConfigurationError) -> PolicyContent {
    let reader = DocumentReader(document, dialect, reading, dialectPlace: chosen, findings: findings)
    var result = PolicyContent()
    do throws(DocumentReader.Problem) {
      try reader.readPolicyFile(&result)
    } catch {
      throw reader.error(error)
    }
    return result
  }
}

// The top-level tables and keys of a policy file, in their order.
extension DocumentReader {
  fileprivate func readPolicyFile(_ result: inout PolicyContent) throws(Problem) {
    if reading == .own, let node = document.firstCodexKey {
      // For a file of the wrong kind this is the only message.
      return try note(problem(.codexKey(document.key(of: node)), atKey: node))
    }
    try forEachChild(of: document.root) { node throws(Problem) in try readRootMember(node, &result) }
  }

  private func readRootMember(_ node: TOMLNode, _ result: inout PolicyContent) throws(Problem) {
    let key = document.key(of: node)
    let known = FileKey(name: key)
    if reading == .codexFile, known != .policy { return }
    guard let known else {
      if let setting = Setting(name: key) {
        let row = setting.row
        if row.place == .beside { return try read(setting, row, node, &result.layer) }
      }
      if reading != .own { return }
      throw unknownRootKey(key, at: document.keyOffset(of: node))
    }
    switch known {
    case .policy: try readPolicy(table(node), &result.layer)
    case .profile:
      if document.isTable(node) { throw problem(.profileIsTable, atKey: node) }
      result.profile = Stated(try string(node, key: key), origin(node))
    case .profiles: try reading(.profile).readProfiles(table(node), &result)
    case .commands: try reading(.command).readProfiles(table(node), &result)
    case .dialect: _ = try word(node, of: Dialect.names)
    case .expect: try readExpectations(node, &result.expectations)
    case .login: try readLogin(table(node), &result.login)
    case .audit: result.layer.audit = try readAudit(node)
    }
  }

  private func readLogin(_ table: TOMLNode, _ result: inout LoginSettings) throws(Problem) {
    // A login never reads a project's file or one given by name.
    if layer == .project || layer == .named && !isLinting {
      throw problem(.loginElsewhere, atKey: table)
    }
    try forEachChild(of: table) { node throws(Problem) in try readLoginMember(node, &result) }
  }

  private func readLoginMember(_ node: TOMLNode, _ result: inout LoginSettings) throws(Problem) {
    let key = document.key(of: node)
    if key == LoginKey.profile {
      result.profile = Stated(try string(node, key: key), origin(node))
    } else if key == LoginKey.shell {
      let shell = try string(node, key: key)
      if !shell.hasPrefix("/") { throw problem(.relativeShell, at: node) }
      if holdsNUL(shell) { throw problem(.nulInValue, at: node) }
      result.shell = Stated(shell, origin(node))
    } else {
      throw unknown(node, among: LoginKey.names)
    }
  }

  /// Reads the profiles or the commands.
  private func readProfiles(_ table: TOMLNode, _ result: inout PolicyContent) throws(Problem) {
    try forEachChild(of: table) { member throws(Problem) in try readProfile(member, &result) }
  }

  private func readProfile(_ node: TOMLNode, _ result: inout PolicyContent) throws(Problem) {
    var layer = PolicyLayer()
    let name = Stated(document.key(of: node), origin(node))
    let place = document.keyOffset(of: node)
    if self.layer == .command {
      // Without a `/` it must be a plain file name.
      if name.value.isEmpty || holdsNUL(name.value) {
        try note(problem(.noCommandName, at: place))
      } else if !name.value.hasPrefix("/"), name.value.firstIndex(of: UInt8(ascii: "/")) != nil {
        try note(problem(.relativeCommand, at: place))
      }
    } else if name.value.isEmpty {
      try note(problem(.emptyProfileName, at: place))
    }
    try readPolicy(table(node), &layer)
    // A file may hold very many profiles; empty ones share a layer.
    let isEmpty = document.children(of: node).isEmpty
    let content = isEmpty ? result.emptyLayer ?? Boxed(layer) : Boxed(layer)
    if isEmpty { result.emptyLayer = content }
    let profile = PolicyContent.Profile(name: name, layer: content)
    if self.layer == .command { result.commands.append(profile) } else { result.profiles.append(profile) }
  }

  private func unknownRootKey(_ key: ByteString, at offset: Int) -> Problem {
    if key == RequirementKey.table { return problem(.otherFile(key), at: offset) }
    if Setting(name: key)?.row.place == .inTable { return problem(.misplacedKey(key, table: Setting.table), at: offset) }
    if key == Self.include { return problem(.include, at: offset) }
    return problem(.unknownKey(key, nearest: isFull ? nil : FileKey.nearest(to: key)), at: offset)
  }

  private func readPolicy(_ table: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    try forEachChild(of: table) { member throws(Problem) in try readMember(member, &result) }
    try checkFilters(table)
  }

  private func readMember(_ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    let name = document.key(of: node)
    if let setting = Setting(name: name) {
      let row = setting.row
      if isAllowed(row) { return try read(setting, row, node, &result) }
    }
    try readOther(name, node, &result)
  }

  /// Whether a key may be in this table.
  private func isAllowed(_ row: Setting.Row) -> Bool {
    if dialect == .codex, !row.isCodex { return false }
    return row.place == .inTable || row.place == .beside && isFlat
  }

  private func read(
    _ setting: Setting, _ row: Setting.Row, _ node: TOMLNode, _ result: inout PolicyLayer
  ) throws(Problem) {
    switch row.kind {
    case .mode:
      if dialect == .envscrub { return try readMode(setting, row, node, &result) }
      result.values[setting] = Stated(try word(node, of: row.words), origin(node))
    case .flag: result.values[setting] = Stated(try flag(node, setting), origin(node))
    case .patterns: result.lists[setting] = try rules(node)
    case .name: result.exportDropped = Stated(try name(node), origin(node))
    case .names: result.unset = try names(node)
    case .filters: try readFilters(node, &result)
    case .assignments: result.assignments = try assignments(node)
    }
  }

  /// Reads a mode, or patterns, which count as the loosest mode.
  private func readMode(
    _ setting: Setting, _ row: Setting.Row, _ node: TOMLNode, _ result: inout PolicyLayer
  ) throws(Problem) {
    var value: UInt8 = 0
    switch document.value(node) {
    case .array: result.inherited = try rules(node)
    case .string(let word):
      guard let number = WordIterator.number(of: word, in: row.words) else {
        let nearest = isFull ? nil : Nearest.word(to: word, in: row.words)
        throw problem(.unknownMode(setting, nearest: nearest), at: node)
      }
      value = number
    case .boolean, .integer, .float, .offsetDateTime, .localDateTime, .localDate, .localTime, .table:
      throw problem(.unknownMode(setting, nearest: nil), at: node)
    }
    result.values[setting] = Stated(value, origin(node))
  }

  /// A valid name of a variable; empty for none.
  private func name(_ node: TOMLNode) throws(Problem) -> ByteString {
    let name = try string(node, key: document.key(of: node))
    if !name.isEmpty { try checkName(name, at: document.offset(of: node)) }
    return name
  }

  private func flag(_ node: TOMLNode, _ setting: Setting) throws(Problem) -> UInt8 {
    switch document.value(node) {
    case .boolean(let value): return value ? 1 : 0
    case .string(let word):
      if let value = setting.value(of: word) { return value }
    case .integer, .float, .offsetDateTime, .localDateTime, .localDate, .localTime, .array, .table: break
    }
    throw problem(.expectedFlag(setting), at: node)
  }

  /// Reads a key that the dialect doesn't have.
  private func readOther(_ name: ByteString, _ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    if layer == .profile, FileKey(name: name) == .audit {
      result.audit = try readAudit(node)
      return
    }
    if dialect == .codex {
      if name == CodexKeys.unread {
        _ = try boolean(node, name)
        return
      }
      if reading != .own { return }
      if Setting(name: name)?.row.place == .inTable { throw problem(.notInCodex(name, chosen: dialectPlace), atKey: node) }
    }
    let offset = document.keyOffset(of: node)
    if FileKey.isKnown(name) { throw problem(.misplacedRootKey(name), at: offset) }
    if CodexKeys.contains(name) { throw problem(.codexKey(name), at: offset) }
    if name == Self.include, dialect == .envscrub { throw problem(.include, at: offset) }
    if name.isEmpty || isFull { throw problem(.unknownKey(name, nearest: nil), at: offset) }
    if dialect == .codex { throw problem(.unknownKey(name, nearest: CodexKeys.nearestInTable(to: name)), at: offset) }
    var nearest = Nearest(to: name)
    throw problem(.unknownKey(name, nearest: Setting.improve(&nearest) { $0.place != .nowhere }), at: offset)
  }

  private static var include: ByteString { "include" }

  /// Filters remain filters until all layers are merged.
  private func readFilters(_ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    guard document.isTable(node) else { throw wrongForm(node, .filters, of: node) }
    var filters = List<Filter>()
    try forEachChild(of: node) { member throws(Problem) in filters.append(try filter(member)) }
    result.filters = dialect == .codex ? try once(filters) : filters
  }

  private func filter(_ node: TOMLNode) throws(Problem) -> Filter {
    let place = document.keyOffset(of: node)
    let rule: Rule
    do throws(RuleError) {
      rule = try Rule(document.key(of: node), dialect)
    } catch {
      // The place within a key with escapes is approximate; without escapes it is exact.
      let quote = document.text[place] == UInt8(ascii: "\"") || document.text[place] == UInt8(ascii: "'") ? 1 : 0
      throw problem(ofRule: error, at: place + quote + error.index)
    }
    let includes = try word(node, of: "include exclude") == 0
    let origin = Origin(layer: layer, file: file, place: place)
    return Filter(Stated(rule, origin), includes: includes)
  }

  /// Codex rejects two filters in one table whose lower case is the same.
  /// - Returns: the first of each.
  private func once(_ filters: List<Filter>) throws(Problem) -> List<Filter> {
    if filters.count < 2 { return filters }
    var keys = List<(key: ByteString, row: Int)>()
    keys.reserve(filters.count)
    for row in filters.indices { keys.appendReserved((filters[row].rule.value.written.lowercased(), row)) }
    keys.sort { $0.key.precedes($1.key) }
    let isAgain = zeroed(UInt8.self, filters.count)
    var first = 0
    for index in 1..<keys.count {
      if keys[index].key != keys[first].key {
        first = index
        continue
      }
      isAgain[keys[index].row] = 1
      let other = place(filters[keys[first].row].rule.origin.place)
      try note(problem(.filterTwice(other: other), at: filters[keys[index].row].rule.origin.place))
    }
    var left = List<Filter>()
    for row in filters.indices where isAgain[row] == 0 { left.append(filters[row]) }
    return left
  }

  /// Rejects `filters` next to one of the lists: it is unclear which would count.
  private func checkFilters(_ table: TOMLNode) throws(Problem) {
    guard let filters = document.member(Setting.filters.name, of: table) else { return }
    let list =
      document.member(Setting.exclude.name, of: table) ?? document.member(Setting.includeOnly.name, of: table)
    guard let list else { return }
    try note(
      problem(
        .filtersBesideList(other: place(document.keyOffset(of: list))),
        atKey: filters))
  }
}
