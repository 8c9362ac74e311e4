import Bytes
import Globs
import Policies
import Secrets
import TOML

/// Reads what one policy file states.  Every key is looked at: one that means nothing is an error.
package struct LayerReader {
  private let document: TOMLDocument
  private let layer: Layer

  /// - Parameters:
  ///   - text: a whole file; its bytes must stay where they are.
  ///   - layer: what the file's settings name as their origin.
  ///   - seed: keys hashes; the result doesn't depend on it.
  package static func read(_ text: ByteString, layer: Layer, seed: UInt64) throws(ConfigurationError) -> PolicyLayer {
    let document: TOMLDocument
    do {
      document = try TOMLDocument(parsing: text, seed: seed)
    } catch {
      throw ConfigurationError(
        kind: .toml(error), location: error.location, hiddenFrom: Concealment.start(for: error, in: text))
    }
    let reader = LayerReader(document: document, layer: layer)
    var result = PolicyLayer()
    do throws(Problem) {
      try reader.readRoot(&result)
    } catch {
      let location = document.location(ofOffset: error.offset)
      throw ConfigurationError(
        kind: error.kind, location: location,
        hiddenFrom: error.hiding ?? Concealment.start(inLineOf: error.offset, document))
    }
    return result
  }

  /// A `ConfigurationError` before line and column are counted.  The kind, a hundred bytes, lies elsewhere:
  /// every call that may throw keeps room for what it throws in its frame.
  private struct Problem: Error {
    private let kinds: List<ConfigurationError.Kind>
    let offset: Int
    /// Where what may not be shown begins, where that is known.
    let hiding: Int?

    init(kind: ConfigurationError.Kind, offset: Int, hiding: Int? = nil) {
      var kinds = List<ConfigurationError.Kind>()
      kinds.append(kind)
      self.kinds = kinds
      self.offset = offset
      self.hiding = hiding
    }

    var kind: ConfigurationError.Kind { kinds[0] }
  }

  private init(document: TOMLDocument, layer: Layer) {
    self.document = document
    self.layer = layer
  }

  @inline(never)
  private func readRoot(_ result: inout PolicyLayer) throws(Problem) {
    for node in document.children(of: document.root) {
      let key = document.key(of: node)
      guard key == PolicyKey.table else {
        if PolicyKey(name: key) != nil { throw problem(.misplacedKey(key), at: document.keyOffset(of: node)) }
        if CodexKeys.contains(key) { throw problem(.codexKey(key), at: document.keyOffset(of: node)) }
        var nearest = Nearest(to: key)
        let isNear = nearest.improves(with: PolicyKey.table)
        throw problem(
          .unknownKey(key, nearest: isNear ? PolicyKey.table : nil), at: document.keyOffset(of: node))
      }
      guard document.value(node) == .table else {
        throw problem(.expectedTable(key: key), at: document.offset(of: node))
      }
      for member in document.children(of: node) { try readMember(member, &result) }
    }
  }

  @inline(never)
  private func readMember(_ node: TOMLNode, _ result: inout PolicyLayer) throws(Problem) {
    let name = document.key(of: node)
    guard let key = PolicyKey(name: name) else { throw unknownKey(name, node) }
    switch key {
    case .inherit: result.inherit = Stated(try mode(node), origin(node))
    case .ignoreDefaultExcludes: result.ignoreDefaultExcludes = Stated(try boolean(node, key), origin(node))
    case .detectValues: result.detectValues = Stated(try boolean(node, key), origin(node))
    case .defaultExcludes: result.defaultExcludes = try rules(node, key)
    case .keep: result.keep = try rules(node, key)
    case .includeOnly: result.includeOnly = try rules(node, key)
    case .exclude: result.exclude = try rules(node, key)
    case .set: result.assignments = try assignments(node, key)
    }
  }

  @inline(never)
  private func unknownKey(_ name: ByteString, _ node: TOMLNode) -> Problem {
    var nearest = Nearest(to: name)
    var found: ByteString?
    var next = PolicyKey.after(nil)
    while let key = next {
      if nearest.improves(with: key.name) { found = key.name }
      next = .after(key)
    }
    return problem(.unknownKey(name, nearest: found), at: document.keyOffset(of: node))
  }

  @inline(never)
  private func mode(_ node: TOMLNode) throws(Problem) -> Inherit {
    guard case .string(let name) = document.value(node) else { throw wrongForm(node, .inherit) }
    guard let mode = Inherit(name: name) else {
      var nearest = Nearest(to: name)
      var found: ByteString?
      for value in UInt8(0)..<3 {
        guard let mode = Inherit(rawValue: value) else { continue }
        if mode.name.equalsFoldingCase(name) { found = mode.name }
        if found == nil, nearest.improves(with: mode.name) { found = mode.name }
      }
      throw problem(.unknownMode(nearest: found), at: document.offset(of: node))
    }
    return mode
  }

  @inline(never)
  private func boolean(_ node: TOMLNode, _ key: PolicyKey) throws(Problem) -> Bool {
    guard case .boolean(let value) = document.value(node) else { throw wrongForm(node, key) }
    return value
  }

  @inline(never)
  private func rules(_ node: TOMLNode, _ key: PolicyKey) throws(Problem) -> List<Stated<Rule>> {
    guard document.value(node) == .array else { throw wrongForm(node, key) }
    var rules = List<Stated<Rule>>()
    rules.reserve(count(node))
    for item in document.children(of: node) {
      guard case .string(let source) = document.value(item) else { throw wrongForm(item, key) }
      do throws(RuleError) {
        rules.append(Stated(try Rule(source), origin(item)))
      } catch {
        switch error {
        case .unknownGroup(let nearest):
          throw problem(.unknownGroup(nearest: nearest), at: document.offset(ofByte: 0, inString: item))
        case .pattern(let error):
          throw problem(.pattern(error.kind), at: document.offset(ofByte: error.index, inString: item))
        }
      }
    }
    return rules
  }

  @inline(never)
  private func assignments(_ node: TOMLNode, _ key: PolicyKey) throws(Problem) -> List<Assignment> {
    guard document.value(node) == .table else { throw wrongForm(node, key) }
    var assignments = List<Assignment>()
    assignments.reserve(count(node))
    for member in document.children(of: node) {
      let name = document.key(of: member)
      let place = document.keyOffset(of: member)
      if name.isEmpty { throw problem(.emptyName, at: place) }
      // Such a name may hold the value too.
      if name.firstIndex(of: UInt8(ascii: "=")) != nil {
        throw Problem(kind: .equalsInName, offset: place, hiding: place)
      }
      if name.firstIndex(of: 0) != nil { throw Problem(kind: .nulInName, offset: place, hiding: place) }
      guard case .string(let value) = document.value(member) else {
        let offset = document.offset(of: member)
        throw Problem(kind: .expectedString(key: name), offset: offset, hiding: offset)
      }
      if value.firstIndex(of: 0) != nil { throw problem(.nulInValue, at: document.offset(of: member)) }
      assignments.append(
        Assignment(EnvironmentEntry(name: name, value: value), Origin(layer: layer, place: place)))
    }
    return assignments
  }

  private func count(_ node: TOMLNode) -> Int {
    var count = 0
    for _ in document.children(of: node) { count += 1 }
    return count
  }

  private func origin(_ node: TOMLNode) -> Origin { Origin(layer: layer, place: document.offset(of: node)) }

  @inline(never)
  private func wrongForm(_ node: TOMLNode, _ key: PolicyKey) -> Problem {
    problem(.expected(key.form, key: key.name), at: document.offset(of: node))
  }

  @inline(never)
  private func problem(_ kind: ConfigurationError.Kind, at offset: Int) -> Problem {
    Problem(kind: kind, offset: offset)
  }
}
