import Audit
import Bytes
import Policy

/// The report of `--verify-audit`: text for a person, JSON for a program.
struct TrailReport {
  let files: List<ByteString>
  let verifier: UnsafePointer<TrailVerifier>
  /// The digest that the last record should have.
  let head: SHA256?
  /// The last record according to the head file, if that was given.
  let known: Link?
  /// A file that is named like a head file but has another content.
  let noHead: ByteString?

  init(
    files: List<ByteString>, verifier: UnsafePointer<TrailVerifier>, head: SHA256?, known: Link?, noHead: ByteString?
  ) {
    self.files = files
    self.verifier = verifier
    self.head = head
    self.known = known
    self.noHead = noHead
  }

  /// Whether the last record is the expected one, if one was given.
  private var hasHead: Bool {
    if noHead != nil { return false }
    if let head { return head == verifier.pointee.head?.hash }
    guard let known else { return true }
    // The writer may have been killed before it updated the head file; or the record may be in a file that was not
    // given.
    guard let last = verifier.pointee.head, last.sequence >= known.sequence else { return false }
    return verifier.pointee.sought == known.sequence || known.sequence < verifier.pointee.first?.sequence ?? 0
  }

  var isRight: Bool { verifier.pointee.faultCount == 0 && hasHead }

  func writeText(to buffer: inout ByteBuffer) {
    for finding in verifier.pointee.faults { write(line: finding, to: &buffer) }
    let more = verifier.pointee.faultCount - verifier.pointee.faults.count
    if more > 0 {
      buffer.write("and ", decimal: more)
      buffer.write(more == 1 ? " more fault\n" : " more faults\n")
    }
    for finding in verifier.pointee.notes { write(line: finding, to: &buffer) }
    if !hasHead {
      writeHeadFault(to: &buffer)
      buffer.write("\n")
    }
    writeTotal(to: &buffer)
  }

  private func write(line finding: TrailVerifier.Finding, to buffer: inout ByteBuffer) {
    write(finding.place, to: &buffer)
    buffer.write(finding.isFault ? ": " : ": note: ")
    write(message: finding, to: &buffer)
    buffer.write("\n")
  }

  private func write(_ place: TrailVerifier.Place, to buffer: inout ByteBuffer) {
    buffer.write(visible: files[place.file])
    buffer.write(":", decimal: place.line)
  }

  private func write(message finding: TrailVerifier.Finding, to buffer: inout ByteBuffer) {
    buffer.write("record ", decimal: finding.sequence)
    switch finding.kind {
    case .changed: buffer.write(" was changed: its digest does not match the line")
    case .replaced(let next):
      buffer.write(" was changed or inserted: the next one, at ")
      write(next, to: &buffer)
      buffer.write(", continues from another")
    case .missing(let from, let to):
      buffer.write(from == to ? ": record " : ": records ")
      buffer.write(decimal: from)
      if from != to {
        buffer.write(" to ", decimal: to)
      }
      buffer.write(from == to ? " is missing before it" : " are missing before it")
    case .doubled: buffer.write(" is a duplicate: a record with this number came before")
    case .moved: buffer.write(" was moved: it is missing further up")
    case .foreign: buffer.write(": the line before it is not a record")
    case .cut: buffer.write(" was cut off: its line has no end; the next run adds a record that says so")
    case .unended: buffer.write(" is complete, but its line has no end; the next run adds it")
    case .cutIsMissing: buffer.write(" says that a record was cut off before it, but there is none")
    case .cutIsSaid: buffer.write(" says that this line was cut off")
    case .cutAtRotation: buffer.write(" continues in the next file; this line was cut off")
    case .cutInWriting: buffer.write(": its run was stopped while this line was written")
    case .notWritten(let from, let to):
      buffer.write(from == to ? " says that record " : " says that records ")
      buffer.write(decimal: from)
      if from != to {
        buffer.write(" to ", decimal: to)
      }
      buffer.write(from == to ? " was not written: its run was stopped" : " were not written: their runs were stopped")
    }
  }

  private func writeHeadFault(to buffer: inout ByteBuffer) {
    if let noHead {
      buffer.write(visible: noHead, " is not the head of a trail: its text was changed")
    } else if head == nil, let known {
      buffer.write("the trail should end with record ", decimal: known.sequence)
      buffer.write(", according to its head file: records were cut off or changed")
    } else if let sought = verifier.pointee.sought {
      buffer.write("the given head is record ", decimal: sought, ": others were added after it")
    } else {
      buffer.write("the given head is not there: records were cut off or changed")
    }
  }

  private func writeTotal(to buffer: inout ByteBuffer) {
    let faults = verifier.pointee.faultCount + (hasHead ? 0 : 1)
    guard let first = verifier.pointee.first else {
      buffer.write("no records")
      if faults > 0 {
        buffer.write(": ")
        writeCount(faults, to: &buffer)
      }
      buffer.write("\n")
      return
    }
    buffer.write("records ", decimal: first.sequence, " to ")
    buffer.write(decimal: verifier.pointee.head?.sequence ?? first.sequence)
    buffer.write(" in ", decimal: files.count)
    buffer.write(files.count == 1 ? " file: " : " files: ")
    if faults == 0 {
      buffer.write("ok")
    } else {
      writeCount(faults, to: &buffer)
    }
    if let head = verifier.pointee.head {
      buffer.write("; head ")
      buffer.write(head.hash)
    }
    buffer.write("\n")
    if first.sequence > 1 {
      buffer.write("it begins with record ", decimal: first.sequence, ", which continues from ")
      buffer.write(first.previous)
      buffer.write("\n")
    }
  }

  private func writeCount(_ faults: Int, to buffer: inout ByteBuffer) {
    buffer.write(decimal: faults)
    buffer.write(faults == 1 ? " fault" : " faults")
  }

  // MARK: JSON

  /// One JSON object (RFC 8259); envscrub-audit(5) describes its form.
  func writeJSON(to buffer: inout ByteBuffer) {
    var json = JSONWriter()
    json.beginObject()
    json.member("version", 1)
    json.member("ok", isRight)
    json.beginArray("findings")
    for finding in verifier.pointee.faults { write(finding, to: &json) }
    if !hasHead {
      json.beginObject()
      json.member("kind", "head")
      json.key("message")
      var text = ByteBuffer()
      writeHeadFault(to: &text)
      json.string(text.finish())
      json.endObject()
    }
    json.endArray()
    json.beginArray("notes")
    for finding in verifier.pointee.notes { write(finding, to: &json) }
    json.endArray()
    json.member("faults", verifier.pointee.faultCount + (hasHead ? 0 : 1))
    json.member("records", verifier.pointee.recordCount)
    if let first = verifier.pointee.first {
      json.member("first", first.sequence)
    }
    if let head = verifier.pointee.head {
      json.member("last", head.sequence)
      json.key("head")
      var digits = ByteBuffer()
      digits.write(head.hash)
      json.string(digits.finish())
    }
    json.beginArray("files")
    for file in files { json.bytes(file) }
    json.endArray()
    json.endObject()
    buffer.write(json.buffer.finish())
    buffer.write("\n")
  }

  private func write(_ finding: TrailVerifier.Finding, to json: inout JSONWriter) {
    json.beginObject()
    json.key("kind")
    switch finding.kind {
    case .changed, .replaced: json.string("changed")
    case .missing: json.string("removed")
    case .doubled: json.string("doubled")
    case .moved: json.string("moved")
    case .foreign: json.string("foreign")
    case .cut, .unended, .cutIsSaid, .cutAtRotation, .cutInWriting, .notWritten: json.string("cut")
    case .cutIsMissing: json.string("removed")
    }
    json.member("file", bytes: files[finding.place.file])
    json.member("line", finding.place.line)
    json.member("sequence", finding.sequence)
    json.key("message")
    var text = ByteBuffer()
    write(message: finding, to: &text)
    json.bytes(text.finish())
    json.endObject()
  }
}
