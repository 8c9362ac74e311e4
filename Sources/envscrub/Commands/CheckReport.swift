import Bytes
import Policy

/// The report of `--check`: text for a person, JSON for a program.
struct CheckReport {
  /// Sorted by place.
  private var findings = List<Finding>()
  private let omissions: List<Omission>
  private let places: Places
  private let program: ByteString
  private var counts = List<Omission>()
  /// The numbers of the files in the order of the report, and for each file its rank in that order.
  private var order = List<Int>()
  private var ranks = List<Int>()

  /// Findings in a file that were counted but not listed: nobody reads more.
  struct Omission: Sendable {
    let file: Int
    let errors: Int
    let warnings: Int

    init(file: Int, errors: Int, warnings: Int) {
      self.file = file
      self.errors = errors
      self.warnings = warnings
    }
  }

  /// - Parameter first: the numbers of the files that are reported first; the others follow in their order.
  init(_ findings: Findings, _ places: Places, first: Range<Int> = 0..<0, program: ByteString) {
    omissions = findings.omissions
    self.places = places
    self.program = program
    for file in places.sources.indices {
      counts.append(Omission(file: file, errors: 0, warnings: 0))
      ranks.append(0)
    }
    for file in first { order.append(file) }
    for file in places.sources.indices where !first.contains(file) { order.append(file) }
    for rank in order.indices { ranks.replace(order[rank], by: rank) }
    self.findings = findings.list
    let ranks = ranks
    self.findings.sort { $0.precedes($1, ranks) }
    for finding in self.findings { add(finding.file, finding.isWarning ? 0 : 1, finding.isWarning ? 1 : 0) }
    for omission in omissions { add(omission.file, omission.errors, omission.warnings) }
  }

  private mutating func add(_ file: Int, _ errors: Int, _ warnings: Int) {
    let before = counts[file]
    counts.replace(file, by: Omission(file: file, errors: before.errors + errors, warnings: before.warnings + warnings))
  }

  /// Each finding with its line and a caret.
  func writeFindings(to buffer: inout ByteBuffer) {
    for finding in findings {
      let source = places.sources[finding.file]
      guard let location = finding.location else {
        buffer.write(finding.message)
        continue
      }
      buffer.write(visible: source.path ?? "")
      buffer.write(":", decimal: location.line, ":")
      buffer.write(decimal: location.column)
      buffer.write(finding.isWarning ? ": warning: " : ": error: ")
      buffer.write(finding.message)
      buffer.write("\n")
      buffer.writeExcerpt(
        of: source.text, at: location, hiddenFrom: finding.hiddenFrom,
        lineStart: places.start(ofLine: location.line, inFile: finding.file))
    }
    for omission in omissions {
      buffer.write(visible: places.sources[omission.file].path ?? "", ": ")
      buffer.write(errors: omission.errors, warnings: omission.warnings)
      buffer.write(" more, which are not shown\n")
    }
  }

  /// Which files were checked, and how much was found in each.
  func writeFiles(to buffer: inout ByteBuffer) {
    for index in order {
      let source = places.sources[index]
      guard let path = source.path else { continue }
      switch source.status {
      case .absent where source.layer != .trustList:
        buffer.write("no file ")
        buffer.write(path: path, home: places.home)
        buffer.write("\n")
      case .untrusted:
        buffer.write("skipped ")
        buffer.write(path: path, home: places.home)
        buffer.write(": not trusted; to check it: envscrub ")
        if path.lastComponent == Candidates.policyName { buffer.write("--codex ") }
        buffer.write("--check ")
        buffer.write(word: path)
        buffer.write("\n")
      case .absent, .read, .skipped, .strangers, .homeless: break
      }
    }
    for index in order where places.sources[index].isChecked {
      buffer.write(path: places.sources[index].path ?? "", home: places.home)
      let count = counts[index]
      buffer.write(": ")
      if count.errors == 0, count.warnings == 0 {
        buffer.write("ok\n")
        continue
      }
      buffer.write(errors: count.errors, warnings: count.warnings)
      buffer.write("\n")
    }
  }

  /// One JSON object (RFC 8259); envscrub(1) describes its form.
  func writeJSON(to buffer: inout ByteBuffer) {
    var json = JSONWriter()
    json.beginObject()
    json.member("version", 1)
    json.beginArray("findings")
    for finding in findings { write(finding, to: &json) }
    json.endArray()
    json.beginArray("files")
    for index in order where places.sources[index].isChecked {
      let count = counts[index]
      var omitted = 0
      for omission in omissions where omission.file == index { omitted += omission.errors + omission.warnings }
      json.beginObject()
      json.member("path", bytes: places.sources[index].path ?? "")
      json.member("errors", count.errors)
      json.member("warnings", count.warnings)
      if omitted > 0 {
        json.member("omitted", omitted)
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.buffer.withBytes { buffer.write($0) }
    buffer.write("\n")
  }

  private func write(_ finding: Finding, to json: inout JSONWriter) {
    json.beginObject()
    json.member("severity", finding.isWarning ? "warning" : "error")
    json.key("message")
    let path = places.sources[finding.file].path ?? ""
    if let location = finding.location {
      json.bytes(finding.message)
      json.place(path, location)
    } else {
      json.bytes(finding.message.firstLine(without: program))
      json.member("file", bytes: path)
    }
    json.endObject()
  }
}

extension ByteBuffer {
  fileprivate mutating func write(errors: Int, warnings: Int) {
    write(decimal: errors)
    write(errors == 1 ? " error, " : " errors, ")
    write(decimal: warnings)
    write(warnings == 1 ? " warning" : " warnings")
  }
}

extension PolicySource {
  fileprivate var isChecked: Bool { status == .read && layer != .trustList }
}
