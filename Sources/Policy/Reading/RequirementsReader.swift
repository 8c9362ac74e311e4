import Bytes
import Globs
import TOML

/// Reads one requirements file.  Every key is examined: an unknown one is an error.
package enum RequirementsReader {
  /// - Parameter findings: collects errors, so that one doesn't hide the next; nil if the first one is thrown.
  package static func read(
    _ document: PolicyDocument, findings: UnsafeMutablePointer<ErrorList>? = nil
  ) throws(ConfigurationError) -> Requirements {
    // Requirements use envscrub's patterns, whatever the dialect of the layers.
    var reader = DocumentReader(document, .envscrub, .own, findings: findings)
    reader.readsRequirements = true
    var result = Requirements()
    do throws(DocumentReader.Problem) {
      try reader.readRequirementsFile(&result)
    } catch {
      throw reader.error(error)
    }
    return result
  }
}

// The tables and keys of a requirements file, in their order.
extension DocumentReader {
  fileprivate func readRequirementsFile(_ result: inout Requirements) throws(Problem) {
    try forEachChild(of: document.root) { node throws(Problem) in try readRequirements(node, &result) }
  }

  private func readRequirements(_ node: TOMLNode, _ result: inout Requirements) throws(Problem) {
    let key = document.key(of: node)
    guard key == RequirementKey.table else {
      let offset = document.keyOffset(of: node)
      if Setting(held: key) != nil || RequirementKey(name: key) != nil {
        throw problem(.misplacedKey(key, table: RequirementKey.table), at: offset)
      }
      if FileKey.isKnown(key) { throw problem(.otherFile(key), at: offset) }
      throw unknown(node, among: RequirementKey.table)
    }
    try forEachChild(of: try table(node)) { member throws(Problem) in try readRequirement(member, &result) }
  }

  private func readRequirement(_ node: TOMLNode, _ result: inout Requirements) throws(Problem) {
    let key = document.key(of: node)
    if let setting = Setting(held: key) {
      let list = try member(of: node, "allowed")
      let allowed = Requirements.Allowed(values: try allowedValues(list, setting), origin: origin(list))
      do throws(Requirements.Contradiction) {
        return try result.allow(setting, allowed)
      } catch {
        throw contradiction(error, at: list)
      }
    }
    switch RequirementKey(name: key) {
    case .profile?:
      let list = try member(of: node, "allowed")
      let names = try strings(list)
      if names.isEmpty {
        // None of its items is a string, which was reported already.
        if !document.children(of: list).isEmpty { return }
        throw problem(.nothingAllowed, at: list)
      }
      do throws(Requirements.Contradiction) {
        try result.allow(profiles: names)
      } catch {
        throw contradiction(error, at: list)
      }
    case .exclude?:
      result.exclude(try rules(try member(of: node, "always")))
    case .set?:
      try forEachChild(of: try table(node)) { member throws(Problem) in try readSet(member, &result) }
    case .rules?:
      for table in try tables(node) {
        do throws(Problem) {
          if let rule = try rule(table) { result.add(rule) }
        } catch {
          try note(error)
        }
      }
    case .audit?: result.audit = try readAudit(node)
    case nil:
      throw unknownRequirement(key, node)
    }
  }

  private func readSet(_ node: TOMLNode, _ result: inout Requirements) throws(Problem) {
    let key = document.key(of: node)
    if key == "forbidden" {
      result.forbid(assignments: try rules(node))
    } else if key == "always" {
      result.assign(try assignments(node))
    } else {
      throw unknown(node, among: "forbidden always")
    }
  }

  private func unknownRequirement(_ key: ByteString, _ node: TOMLNode) -> Problem {
    if key.isEmpty || isFull { return problem(.unknownKey(key, nearest: nil), atKey: node) }
    var nearest = Nearest(to: key)
    let setting = Setting.improve(&nearest) { $0.held != .never }
    let found = RequirementKey.names.improve(&nearest) ?? setting
    return problem(.unknownKey(key, nearest: found), atKey: node)
  }

  /// The only member that a table may have, and must have: without it the table would require nothing.
  private func member(of node: TOMLNode, _ name: ByteString) throws(Problem) -> TOMLNode {
    var found: TOMLNode?
    var fault: Problem?
    for member in document.children(of: try table(node)) {
      if document.key(of: member) == name {
        found = member
      } else {
        if let fault { try note(fault) }
        fault = unknown(member, among: name)
      }
    }
    // If another key is there instead, that is the fault to report.
    guard let found else { throw fault ?? problem(.missingKey(name), at: node) }
    if let fault { try note(fault) }
    return found
  }

  private func allowedValues(
    _ node: TOMLNode, _ setting: Setting
  ) throws(Problem) -> UInt8 {
    guard document.isArray(node) else {
      throw problem(.unknownValue(setting), at: node)
    }
    var allowed: UInt8 = 0
    var fault: Problem?
    for item in document.children(of: node) {
      switch document.value(item) {
      case .boolean(let value) where setting.row.kind == .flag:
        allowed |= value ? 2 : 1
      case .string(let word):
        guard let number = setting.value(of: word) else { fallthrough }
        allowed |= 1 << number
      case .boolean, .integer, .float, .offsetDateTime, .localDateTime, .localDate, .localTime, .array, .table:
        if let fault { try note(fault) }
        fault = problem(.unknownValue(setting), at: item)
      }
    }
    if let fault { throw fault }
    if allowed == 0 { throw problem(.nothingAllowed, at: node) }
    return allowed
  }

  private func rule(_ table: TOMLNode) throws(Problem) -> CommandRule? {
    var glob: Pattern?
    var decision: CommandRule.Decision?
    let keys: ByteString = "glob decision"
    // A key that is misspelt isn't missing as well.
    var isMissing: UInt8 = 0b11
    try forEachChild(of: table) { member throws(Problem) in
      let key = document.key(of: member)
      if let number = Nearest.word(to: key, in: keys).flatMap({ WordIterator.number(of: $0, in: keys) }) {
        isMissing &= ~(1 << number)
      }
      if key == "glob" {
        glob = try self.glob(member)
      } else if key == "decision" {
        decision = CommandRule.Decision(rawValue: try word(member, of: CommandRule.Decision.names))
      } else {
        throw unknown(member, among: keys)
      }
    }
    for number in 0..<2 as Range<UInt8> where isMissing & 1 << number != 0 {
      try note(problem(.missingKey(WordIterator.word(number, of: keys)), at: table))
    }
    guard let glob, let decision else { return nil }
    return CommandRule(glob: glob, decision: decision, origin: origin(table))
  }

  private func glob(_ node: TOMLNode) throws(Problem) -> Pattern {
    let source = try string(node, key: document.key(of: node))
    do throws(PatternError) {
      return try Pattern(source)
    } catch {
      throw problem(.pattern(error.kind), at: document.offset(ofByte: error.index, inString: node))
    }
  }

  /// The error for a contradiction within one file.
  private func contradiction(_ error: Requirements.Contradiction, at node: TOMLNode) -> Problem {
    problem(
      .contradiction(error.kind, other: place(error.first.place)), at: node)
  }
}
