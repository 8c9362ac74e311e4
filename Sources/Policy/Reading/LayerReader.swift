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
  package var expectations = List<Expectation>()
  package var login = LoginSettings()
  fileprivate var emptyLayer: Boxed<PolicyLayer>?

  package struct Profile: Sendable {
    package let name: Stated<ByteString>
    private let content: Boxed<PolicyLayer>

    init(name: Stated<ByteString>, layer: Boxed<PolicyLayer>) {
      self.name = name
      content = layer
    }

    package var layer: PolicyLayer { content.value }
  }

  package init() {}

  package func hasProfile(_ name: ByteString) -> Bool {
    for index in profiles.indices where profiles.place(of: index).pointee.name.value == name { return true }
    return false
  }
}

/// Reads what one policy file states.  Every key is looked at: one that means nothing is an error.
package enum LayerReader {
  /// How a file is to be read, beside its dialect.
  package enum Reading: Equatable, Sendable {
    case own
    /// Under `--codex`: keys that Codex doesn't know are passed over.
    case ownUnderCodex
    /// A file of Codex itself, of which only the policy's table counts.
    case codexFile
  }

  /// - Parameters:
  ///   - chosen: where a file chose the dialect.
  ///   - findings: where errors go, so that one doesn't hide the next; nil where the first one is thrown.
  package static func read(
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

// The tables and keys of a policy file, each as soon as it is come to.
extension DocumentReader {
  fileprivate func readPolicyFile(_ result: inout PolicyContent) throws(Problem) {
    for node in document.children(of: document.root) {
      do throws(Problem) {
        try readRootMember(node, &result)
      } catch {
        try note(error)
      }
    }
  }

  private func readRootMember(_ node: TOMLNode, _ result: inout PolicyContent) throws(Problem) {
    let key = document.key(of: node)
    let known = FileKey(name: key)
    if reading == .codexFile, known != .policy { return }
    guard let known else {
      if reading != .own { return }
      throw unknownRootKey(key, at: document.keyOffset(of: node))
    }
    switch known {
    case .policy: try readPolicy(table(node), &result.layer)
    case .profile:
      if document.value(node) == .table { throw problem(.profileIsTable, at: document.keyOffset(of: node)) }
      result.profile = Stated(try string(node, key: key), origin(node))
    case .profiles:
      let profiles = inProfile
      for member in document.children(of: try table(node)) {
        do throws(Problem) {
          try profiles.readProfile(member, &result)
        } catch {
          try note(error)
        }
      }
    case .dialect: _ = try word(node, of: Dialect.names)
    case .expect: try readExpectations(node, &result.expectations)
    case .allowLoginShell: result.layer.allowLoginShell = try statedBoolean(node, key)
    case .login: try readLogin(table(node), &result.login)
    case .seal, .closeFds, .noNewPrivs: try readSealing(known, node, &result.layer)
    case .audit: result.layer.audit = Boxed(try readAudit(node))
    }
  }

  private func readLogin(_ table: TOMLNode, _ result: inout LoginSettings) throws(Problem) {
    // A project's file is never read at a login, and another that is named isn't either.
    if layer == .project || layer == .named && !isLinting {
      throw problem(.loginElsewhere, at: document.keyOffset(of: table))
    }
    for node in document.children(of: table) {
      do throws(Problem) {
        try readLoginMember(node, &result)
      } catch {
        try note(error)
      }
    }
  }

  private func readLoginMember(_ node: TOMLNode, _ result: inout LoginSettings) throws(Problem) {
    let key = document.key(of: node)
    if key == LoginKey.profile {
      result.profile = Stated(try string(node, key: key), origin(node))
    } else if key == LoginKey.shell {
      let shell = try string(node, key: key)
      if !shell.hasPrefix("/") { throw problem(.relativeShell, at: document.offset(of: node)) }
      if holdsNUL(shell) { throw problem(.nulInValue, at: document.offset(of: node)) }
      result.shell = Stated(shell, origin(node))
    } else {
      throw unknown(node, among: LoginKey.names)
    }
  }

  private func readProfile(_ node: TOMLNode, _ result: inout PolicyContent) throws(Problem) {
    var layer = PolicyLayer()
    let name = Stated(document.key(of: node), origin(node))
    if name.value.isEmpty { throw problem(.emptyProfileName, at: document.keyOffset(of: node)) }
    try readPolicy(table(node), &layer)
    // There may be as many profiles as the file has room for; those that say nothing share a layer.
    let isEmpty = document.children(of: node).isEmpty
    let content = isEmpty ? result.emptyLayer ?? Boxed(layer) : Boxed(layer)
    if isEmpty { result.emptyLayer = content }
    result.profiles.append(PolicyContent.Profile(name: name, layer: content))
  }

  private func unknownRootKey(_ key: ByteString, at offset: Int) -> Problem {
    if key == RequirementKey.table { return problem(.otherFile(key), at: offset) }
    if PolicyKey(name: key) != nil { return problem(.misplacedKey(key, table: PolicyKey.table), at: offset) }
    if CodexKeys.contains(key) { return problem(.codexKey(key), at: offset) }
    return problem(.unknownKey(key, nearest: isFull ? nil : FileKey.names.nearest(to: key)), at: offset)
  }

  private func readPolicy(_ table: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    for member in document.children(of: table) {
      do throws(Problem) {
        try readMember(member, &result)
      } catch {
        try note(error)
      }
    }
    try checkFilters(table)
  }

  private func readMember(_ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    let name = document.key(of: node)
    guard let key = PolicyKey(name: name), dialect == .envscrub || key.isCodex else {
      return try readOther(name, node, &result)
    }
    switch key {
    case .inherit:
      let number = try word(node, of: Inherit.names)
      result.inherit = Inherit(rawValue: number).map { Stated($0, origin(node)) }
    case .ignoreDefaultExcludes: result.ignoreDefaultExcludes = try statedBoolean(node, name)
    case .detectValues: result.detectValues = try statedBoolean(node, name)
    case .defaultExcludes: result.defaultExcludes = try rules(node)
    case .keep: result.keep = try rules(node)
    case .includeOnly: result.includeOnly = try rules(node)
    case .exclude: result.exclude = try rules(node)
    case .filters: try readFilters(node, &result)
    case .set: result.assignments = try assignments(node)
    }
  }

  /// What is closed before the command starts: keys of a file and of a profile.
  private func readSealing(_ key: FileKey, _ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    switch key {
    case .closeFds: result.closeFds = try statedBoolean(node, key.name)
    case .noNewPrivs: result.noNewPrivs = try statedBoolean(node, key.name)
    default:
      switch document.value(node) {
      case .boolean(let isSealed): result.seal = Stated(isSealed ? .yes : .no, origin(node))
      case .string(Sealing.ifPossible.name): result.seal = Stated(.ifPossible, origin(node))
      default: throw problem(.expectedSeal, at: document.offset(of: node))
      }
    }
  }

  private func statedBoolean(_ node: TOMLNode, _ name: ByteString) throws(Problem) -> Stated<Bool> {
    Stated(try boolean(node, name), origin(node))
  }

  /// A key that the dialect doesn't have.
  private func readOther(_ name: ByteString, _ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    if layer == .profile, let key = FileKey(name: name) {
      switch key {
      case .allowLoginShell:
        result.allowLoginShell = try statedBoolean(node, name)
        return
      case .seal, .closeFds, .noNewPrivs: return try readSealing(key, node, &result)
      case .audit:
        result.audit = Boxed(try readAudit(node))
        return
      default: break
      }
    }
    if dialect == .codex {
      if name == CodexKeys.unread {
        _ = try boolean(node, name)
        return
      }
      if reading != .own { return }
      if PolicyKey(name: name) != nil { throw problem(.notInCodex(name, chosen: dialectPlace), at: document.keyOffset(of: node)) }
    }
    let offset = document.keyOffset(of: node)
    if FileKey(name: name) != nil { throw problem(.misplacedRootKey(name), at: offset) }
    if CodexKeys.contains(name) { throw problem(.codexKey(name), at: offset) }
    throw problem(.unknownKey(name, nearest: isFull ? nil : PolicyKey.names.nearest(to: name)), at: offset)
  }

  /// `filters` stay what they are until all layers are there.
  private func readFilters(_ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    guard document.value(node) == .table else { throw wrongForm(node, .filters, of: node) }
    var filters = List<Filter>()
    for member in document.children(of: node) {
      do throws(Problem) {
        filters.append(try filter(member))
      } catch {
        try note(error)
      }
    }
    result.filters = dialect == .codex ? try once(filters) : filters
  }

  private func filter(_ node: TOMLNode) throws(Problem) -> Filter {
    let place = document.keyOffset(of: node)
    let rule: Rule
    do throws(RuleError) {
      rule = try Rule(document.key(of: node), dialect)
    } catch {
      // Escapes of a key are not followed back: near enough, and exact where it has none.
      let quote = document.text[place] == UInt8(ascii: "\"") || document.text[place] == UInt8(ascii: "'") ? 1 : 0
      throw problem(ofRule: error, at: place + quote + error.index)
    }
    let includes = try word(node, of: "include exclude") == 0
    let origin = Origin(layer: layer, file: file, place: place)
    return Filter(Stated(rule, origin), includes: includes)
  }

  /// Codex takes two filters of one table for an error that are one in lower case.
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

  /// `filters` beside one of the lists: which of them would count?
  private func checkFilters(_ table: TOMLNode) throws(Problem) {
    guard let filters = document.member(PolicyKey.filters.name, of: table) else { return }
    let list =
      document.member(PolicyKey.exclude.name, of: table) ?? document.member(PolicyKey.includeOnly.name, of: table)
    guard let list else { return }
    try note(
      problem(
        .filtersBesideList(other: place(document.keyOffset(of: list))),
        at: document.keyOffset(of: filters)))
  }
}
