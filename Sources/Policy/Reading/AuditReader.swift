import Bytes
import TOML

/// Reads the table `audit` of a policy file, a profile or a requirements file.
extension DocumentReader {
  func readAudit(_ table: TOMLNode) throws(Problem) -> Boxed<AuditSettings> {
    // A file that others may write could send the records of everybody's runs anywhere.
    if fileLayer == .user || fileLayer == .project { throw problem(.auditElsewhere, atKey: table) }
    let table = try self.table(table)
    return try Boxed(AuditSettings()) { settings throws(Problem) in
      try forEachChild(of: table) { node throws(Problem) in try readAuditMember(node, &settings) }
      if !readsRequirements { return }
      if settings.required == nil { settings.required = Stated(true, origin(table)) }
      if !settings.hasSink { try note(problem(.nowhereToWrite, at: table)) }
    }
  }

  private func readAuditMember(_ node: TOMLNode, _ settings: inout AuditSettings) throws(Problem) {
    let name = document.key(of: node)
    let origin = origin(node)
    switch AuditKey(name: name) {
    case .file?:
      let path = try text(node, name)
      guard path.hasPrefix("/") || path.hasPrefix("~/") else {
        throw problem(.relativeTrail, at: node)
      }
      settings.file = Stated(path, origin)
    case .format?:
      settings.format = TrailFormat(rawValue: try word(node, of: TrailFormat.names)).map { Stated($0, origin) }
    case .syslog?: settings.syslog = Stated(try boolean(node, name), origin)
    case .command?: settings.command = Stated(try command(node, name), origin)
    case .timeout?:
      guard case .integer(let milliseconds) = document.value(node), milliseconds > 0, milliseconds <= 3_600_000 else {
        throw problem(.expectedMilliseconds, at: node)
      }
      settings.timeout = Stated(Int(milliseconds), origin)
    case .endpoint?:
      guard let endpoint = Endpoint(try text(node, name)) else {
        throw problem(.endpointElsewhere, at: node)
      }
      settings.endpoint = Stated(endpoint, origin)
    case .arguments?: settings.arguments = Stated(try boolean(node, name), origin)
    case .required?:
      let value = try boolean(node, name)
      // Requirements can't be turned off, so the file itself can't do it either.
      if readsRequirements, !value { throw problem(.requirementNotRequired, at: node) }
      settings.required = Stated(value, origin)
    case .sync?: settings.sync = Stated(try boolean(node, name), origin)
    case nil: throw unknown(node, among: AuditKey.names)
    }
  }

  private func text(_ node: TOMLNode, _ key: ByteString) throws(Problem) -> ByteString {
    let text = try string(node, key: key)
    if holdsNUL(text) { throw problem(.nulInValue, at: node) }
    return text
  }

  /// A program and its arguments; a single string is a command line for the shell.
  private func command(_ node: TOMLNode, _ key: ByteString) throws(Problem) -> List<ByteString> {
    var words = List<ByteString>()
    if case .string = document.value(node) {
      words.append("/bin/sh")
      words.append("-c")
      words.append(try text(node, key))
    } else {
      guard document.isArray(node) else { throw problem(.expectedCommand, at: node) }
      for item in document.children(of: node) {
        guard case .string(let word) = document.value(item), !holdsNUL(word) else {
          throw problem(.expectedCommand, at: item)
        }
        words.append(word)
      }
    }
    guard let program = words.first, program.hasPrefix("/") else {
      throw problem(.expectedCommand, at: node)
    }
    return words
  }
}
