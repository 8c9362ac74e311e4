import Bytes
import Globs
import Policies
import Secrets
import TOML

/// What one policy file states.
package struct PolicyContent: Sendable {
  package var layer = PolicyLayer()
  /// The profile that the file chooses; empty for none.
  package var profile: Stated<ByteString>?
  package var profiles = List<Profile>()
  package var expectations = List<Expectation>()

  package struct Profile: Sendable {
    package let name: Stated<ByteString>
    package let layer: PolicyLayer
  }

  package init() {}

  /// What the file says of the profile of that name; nil where it says nothing.
  package func profile(named name: ByteString) -> PolicyLayer? {
    for profile in profiles where profile.name.value == name { return profile.layer }
    return nil
  }
}

/// Reads what one policy file states.  Every key is looked at: one that means nothing is an error.
package struct LayerReader {
  private let values: DocumentReader
  private let reading: Reading
  private var document: TOMLDocument { values.document }

  /// How a file is to be read, beside its dialect.
  package enum Reading: Equatable, Sendable {
    case own
    /// Under `--codex`: keys that Codex doesn't know are passed over.
    case ownUnderCodex
    /// A file of Codex itself, of which only the policy's table counts.
    case codexFile
  }

  /// - Parameter findings: where errors go, so that one doesn't hide the next; nil where the first one is
  ///   thrown.
  package static func read(
    _ document: PolicyDocument, _ dialect: Dialect = .envscrub, as reading: Reading = .own,
    findings: UnsafeMutablePointer<List<ConfigurationError>>? = nil
  ) throws(ConfigurationError) -> PolicyContent {
    let reader = LayerReader(values: DocumentReader(document, dialect, findings: findings), reading: reading)
    var result = PolicyContent()
    do throws(DocumentReader.Problem) {
      try reader.readRoot(&result)
    } catch {
      throw reader.values.error(error)
    }
    return result
  }

  @inline(never)
  private func readRoot(_ result: inout PolicyContent) throws(DocumentReader.Problem) {
    for node in document.children(of: document.root) {
      do throws(DocumentReader.Problem) {
        try readRootMember(node, &result)
      } catch {
        try values.note(error)
      }
    }
  }

  @inline(never)
  private func readRootMember(_ node: TOMLNode, _ result: inout PolicyContent) throws(DocumentReader.Problem) {
    let key = document.key(of: node)
    let known = FileKey(name: key)
    if reading == .codexFile, known != .policy { return }
    guard let known else {
      if reading != .own { return }
      throw unknownRootKey(key, at: document.keyOffset(of: node))
    }
    switch known {
    case .policy: try readPolicy(values.table(node), &result.layer)
    case .profile: result.profile = Stated(try values.string(node, key: key), values.origin(node))
    case .profiles:
      let profiles = LayerReader(values: values.inProfile, reading: reading)
      for member in document.children(of: try values.table(node)) {
        do throws(DocumentReader.Problem) {
          try profiles.readProfile(member, &result)
        } catch {
          try values.note(error)
        }
      }
    case .dialect: _ = try values.word(node, of: Dialect.names)
    case .expect: try ExpectationReader(values: values).read(node, &result.expectations)
    }
  }

  @inline(never)
  private func readProfile(_ node: TOMLNode, _ result: inout PolicyContent) throws(DocumentReader.Problem) {
    var layer = PolicyLayer()
    let name = Stated(document.key(of: node), values.origin(node))
    if name.value.isEmpty { throw values.problem(.emptyName, at: document.keyOffset(of: node)) }
    try readPolicy(values.table(node), &layer)
    result.profiles.append(PolicyContent.Profile(name: name, layer: layer))
  }

  @inline(never)
  private func unknownRootKey(_ key: ByteString, at offset: Int) -> DocumentReader.Problem {
    if key == RequirementKey.table { return values.problem(.otherFile(key), at: offset) }
    if FileKey.isLater(key) { return values.problem(.laterKey(key), at: offset) }
    if PolicyKey(name: key) != nil { return values.problem(.misplacedKey(key), at: offset) }
    if CodexKeys.contains(key) { return values.problem(.codexKey(key), at: offset) }
    var nearest = Nearest(to: key)
    var found: ByteString?
    var next = FileKey.after(nil)
    while let candidate = next {
      if nearest.improves(with: candidate.name) { found = candidate.name }
      next = .after(candidate)
    }
    return values.problem(.unknownKey(key, nearest: found), at: offset)
  }

  @inline(never)
  private func readPolicy(_ table: TOMLNode, _ result: inout PolicyLayer) throws(DocumentReader.Problem) {
    for member in document.children(of: table) {
      do throws(DocumentReader.Problem) {
        try readMember(member, &result)
      } catch {
        try values.note(error)
      }
    }
    try checkFilters(table)
  }

  @inline(never)
  private func readMember(_ node: TOMLNode, _ result: inout PolicyLayer) throws(DocumentReader.Problem) {
    let name = document.key(of: node)
    guard let key = PolicyKey(name: name), values.dialect == .envscrub || key.isCodex else {
      return try readOther(name, node)
    }
    switch key {
    case .inherit:
      let number = try values.word(node, of: Inherit.names)
      result.inherit = Inherit(rawValue: number).map { Stated($0, values.origin(node)) }
    case .ignoreDefaultExcludes: result.ignoreDefaultExcludes = try boolean(node, name)
    case .detectValues: result.detectValues = try boolean(node, name)
    case .defaultExcludes: result.defaultExcludes = try values.rules(node)
    case .keep: result.keep = try values.rules(node)
    case .includeOnly: result.includeOnly = try values.rules(node)
    case .exclude: result.exclude = try values.rules(node)
    case .filters: try readFilters(node, &result)
    case .set: result.assignments = try values.assignments(node)
    }
  }

  private func boolean(_ node: TOMLNode, _ name: ByteString) throws(DocumentReader.Problem) -> Stated<Bool> {
    Stated(try values.boolean(node, name), values.origin(node))
  }

  /// A key that the dialect doesn't have.
  @inline(never)
  private func readOther(_ name: ByteString, _ node: TOMLNode) throws(DocumentReader.Problem) {
    if values.dialect == .codex {
      if name == CodexKeys.unread {
        _ = try values.boolean(node, name)
        return
      }
      if reading != .own { return }
      if PolicyKey(name: name) != nil { throw values.problem(.notInCodex(name), at: document.keyOffset(of: node)) }
    }
    let offset = document.keyOffset(of: node)
    if FileKey.isLater(name) { throw values.problem(.laterKey(name), at: offset) }
    if CodexKeys.contains(name) { throw values.problem(.codexKey(name), at: offset) }
    var nearest = Nearest(to: name)
    var found: ByteString?
    var next = PolicyKey.after(nil)
    while let key = next {
      if nearest.improves(with: key.name) { found = key.name }
      next = .after(key)
    }
    throw values.problem(.unknownKey(name, nearest: found), at: offset)
  }

  /// `filters`: ours become the two lists at once; Codex's stay what they are until all layers are there.
  @inline(never)
  private func readFilters(_ node: TOMLNode, _ result: inout PolicyLayer) throws(DocumentReader.Problem) {
    guard document.value(node) == .table else { throw values.wrongForm(node, .filters, of: node) }
    var filters = List<Filter>()
    for member in document.children(of: node) {
      do throws(DocumentReader.Problem) {
        filters.append(try filter(member, after: filters))
      } catch {
        try values.note(error)
      }
    }
    guard values.dialect == .envscrub else {
      result.filters = filters
      return
    }
    var includeOnly = List<Stated<Rule>>()
    var exclude = List<Stated<Rule>>()
    for filter in filters {
      if filter.includes { includeOnly.append(filter.rule) } else { exclude.append(filter.rule) }
    }
    if !includeOnly.isEmpty { result.includeOnly = includeOnly }
    if !exclude.isEmpty { result.exclude = exclude }
  }

  private func filter(_ node: TOMLNode, after others: List<Filter>) throws(DocumentReader.Problem) -> Filter {
    let place = document.keyOffset(of: node)
    let rule: Rule
    do throws(RuleError) {
      rule = try Rule(document.key(of: node), values.dialect)
    } catch {
      // Escapes of a key are not followed back: near enough, and exact where it has none.
      let quote = document.text[place] == UInt8(ascii: "\"") || document.text[place] == UInt8(ascii: "'") ? 1 : 0
      throw values.problem(ofRule: error, at: place + quote + error.index)
    }
    let includes = try values.word(node, of: "include exclude") == 0
    let origin = Origin(layer: values.layer, file: values.file, place: place)
    if values.dialect == .codex { try checkTwice(rule, origin, others) }
    return Filter(Stated(rule, origin), includes: includes)
  }

  private func checkTwice(_ rule: Rule, _ origin: Origin, _ filters: List<Filter>) throws(DocumentReader.Problem) {
    let lowered = rule.written.lowercased()
    for other in filters where other.rule.value.written.lowercased() == lowered {
      throw values.problem(
        .filterTwice(other: values.place(other.rule.origin.place)), at: origin.place)
    }
  }

  /// `filters` beside one of the lists: which of them would count?
  private func checkFilters(_ table: TOMLNode) throws(DocumentReader.Problem) {
    guard let filters = document.member(PolicyKey.filters.name, of: table) else { return }
    let list =
      document.member(PolicyKey.exclude.name, of: table) ?? document.member(PolicyKey.includeOnly.name, of: table)
    guard let list else { return }
    try values.note(
      values.problem(
        .filtersBesideList(other: values.place(document.keyOffset(of: list))),
        at: document.keyOffset(of: filters)))
  }
}
