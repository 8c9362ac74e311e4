import Bytes
import Policy

/// What `--check` found, for a person and for a program.
package struct CheckReport {
  private let findings: List<Finding>
  private let places: Places
  private let program: ByteString

  package init(findings: List<Finding>, places: Places, program: ByteString) {
    self.findings = findings
    self.places = places
    self.program = program
  }

  /// Each with its line and a caret.
  package func writeFindings(to buffer: inout ByteBuffer) {
    for finding in findings {
      let source = places.sources[finding.file]
      guard let location = finding.location else {
        buffer.write(finding.message)
        continue
      }
      buffer.write(visible: source.path ?? "")
      buffer.write(":")
      buffer.write(decimal: location.line)
      buffer.write(":")
      buffer.write(decimal: location.column)
      buffer.write(finding.isWarning ? ": warning: " : ": error: ")
      buffer.write(finding.message)
      buffer.write("\n")
      buffer.writeExcerpt(of: source.text, at: location, hiddenFrom: finding.hiddenFrom)
    }
  }

  /// Which files were looked at, and how much was found in each.
  package func writeFiles(to buffer: inout ByteBuffer) {
    for source in places.sources {
      guard let path = source.path else { continue }
      switch source.status {
      case .absent where source.layer != .trustList:
        buffer.write("no file ")
        buffer.write(path: path, home: places.home)
        buffer.write("\n")
      case .untrusted:
        buffer.write("skipped ")
        buffer.write(path: path, home: places.home)
        buffer.write(": not trusted; to check it: envscrub --check ")
        buffer.write(word: path)
        buffer.write("\n")
      default: break
      }
    }
    for index in places.sources.indices where places.sources[index].isChecked {
      buffer.write(path: places.sources[index].path ?? "", home: places.home)
      let (errors, warnings) = count(index)
      buffer.write(": ")
      if errors == 0, warnings == 0 {
        buffer.write("ok\n")
        continue
      }
      buffer.write(decimal: errors)
      buffer.write(errors == 1 ? " error, " : " errors, ")
      buffer.write(decimal: warnings)
      buffer.write(warnings == 1 ? " warning\n" : " warnings\n")
    }
  }

  private func count(_ file: Int) -> (errors: Int, warnings: Int) {
    var (errors, warnings) = (0, 0)
    for finding in findings where finding.file == file {
      if finding.isWarning { warnings += 1 } else { errors += 1 }
    }
    return (errors, warnings)
  }

  /// One object (RFC 8259), whose form envscrub(1) describes.
  package func writeJSON(to buffer: inout ByteBuffer) {
    var json = JSONWriter()
    json.beginObject()
    json.key("version")
    json.number(1)
    json.key("findings")
    json.beginArray()
    for finding in findings { write(finding, to: &json) }
    json.endArray()
    json.key("files")
    json.beginArray()
    for index in places.sources.indices where places.sources[index].isChecked {
      let (errors, warnings) = count(index)
      json.beginObject()
      json.key("path")
      json.bytes(places.sources[index].path ?? "")
      json.key("errors")
      json.number(errors)
      json.key("warnings")
      json.number(warnings)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    buffer.write(json.buffer.finish())
    buffer.write("\n")
  }

  private func write(_ finding: Finding, to json: inout JSONWriter) {
    json.beginObject()
    json.key("severity")
    json.string(finding.isWarning ? "warning" : "error")
    json.key("message")
    let path = places.sources[finding.file].path ?? ""
    if let location = finding.location {
      json.bytes(finding.message)
      json.place(path, location)
    } else {
      // The first line, without the program's name.
      let message = finding.message
      let line = message[0..<(message.firstIndex(of: UInt8(ascii: "\n")) ?? message.count)]
      json.bytes(line.hasPrefix(program) ? line.dropFirst(min(program.count + 2, line.count)) : line)
      json.key("file")
      json.bytes(path)
    }
    json.endObject()
  }
}

extension PolicySource {
  fileprivate var isChecked: Bool { status == .read && layer != .trustList }
}
