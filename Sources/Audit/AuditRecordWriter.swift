import Bytes
import Policy

/// Writes the body of a record: everything but its trailer, which `ByteBuffer.write(record:)` adds.
package struct AuditRecordWriter: ~Copyable {
  private let format: TrailFormat
  private var json = JSONWriter()
  /// The lists that a shortened record omits: the key of the list or the reason for dropping, and how many items it
  /// had. nil unless the record is shortened.
  private var omitted: List<(key: ByteString, count: Int, isReason: Bool)>?

  /// The most bytes of a text in a shortened record.
  private static var textLimit: Int { 1024 }

  private mutating func write(_ record: AuditRecord) {
    begin(record)
    writeWho(record)
    writeWhat(record)
    writePolicy(record)
  }

  /// A record which states that the bytes after the last whole record were cut off.
  /// - Parameter after: the last record before it, if others may have been between, or be missing.
  package static func body(
    ofCut bytes: Int, _ digest: SHA256, after: SHA256?, in record: AuditRecord, _ format: TrailFormat
  ) -> ByteString {
    var writer = AuditRecordWriter(format: format)
    let cut = (bytes, digits(of: digest), after.map { digits(of: $0) })
    writer.begin(record, cut: cut)
    if format == .otlpJSON {
      writer.number("cut.bytes", "", bytes)
      writer.text("cut.sha256", "", cut.1)
      if let after = cut.2 { writer.text("cut.after", "", after) }
    }
    writer.number("pid", "process.pid", record.process)
    return writer.json.buffer.finish()
  }

  private init(format: TrailFormat) { self.format = format }

  private static func digits(of digest: SHA256) -> ByteString {
    var digits = ByteBuffer()
    digits.write(digest)
    return digits.finish()
  }

  private mutating func begin(
    _ record: AuditRecord, cut: (bytes: Int, digest: ByteString, after: ByteString?)? = nil
  ) {
    json.beginObject()
    if format == .jsonl {
      json.member("version", 1)
      json.member("event", cut == nil ? "run" : "cut")
      if let cut {
        json.beginObject("cut")
        json.member("bytes", cut.bytes)
        json.member("sha256", cut.digest)
        if let after = cut.after {
          json.member("after", after)
        }
        json.endObject()
      }
      var time = ByteBuffer()
      time.write(time: record.time.seconds, nanoseconds: record.time.nanoseconds)
      text("time", "", time.finish())
      text("host", "", record.host)
      return
    }
    json.beginArray("resourceLogs")
    json.beginObject()
    json.beginObject("resource")
    json.beginArray("attributes")
    text("", "service.name", "envscrub")
    text("", "host.name", record.host)
    json.endArray()
    json.endObject()
    json.beginArray("scopeLogs")
    json.beginObject()
    json.beginObject("scope")
    json.member("name", "envscrub")
    json.endObject()
    json.beginArray("logRecords")
    json.beginObject()
    json.key("timeUnixNano")
    var nanoseconds = ByteBuffer()
    nanoseconds.write(decimal: Int(record.time.seconds))
    nanoseconds.write(decimal: Int(record.time.nanoseconds), digits: 9)
    json.string(nanoseconds.finish())
    json.member("severityNumber", record.outcome == .run ? 9 : 13)
    json.member("severityText", record.outcome == .run ? "INFO" : "WARN")
    json.beginObject("body")
    json.key("stringValue")
    var summary = ByteBuffer()
    summary.write(cut == nil ? record.outcome.name : "cut")
    if cut == nil, let program = record.program {
      summary.write(" ", visible: shown(program))
    }
    json.string(summary.finish())
    json.endObject()
    json.beginArray("attributes")
  }

  private mutating func writeWho(_ record: AuditRecord) {
    text("boot_id", "host.boot.id", record.boot)
    text("user", "user.name", record.userName)
    number("uid", "process.real_user.id", Int(record.realUser))
    number("euid", "process.user.id", Int(record.effectiveUser))
    number("pid", "process.pid", record.process)
    number("ppid", "process.parent_pid", record.parent)
    text("parent", "", record.parentName)
    text("terminal", "", record.terminal)
    text("directory", "process.working_directory", record.directory)
  }

  private mutating func writeWhat(_ record: AuditRecord) {
    text("program", "process.executable.path", record.program)
    if let arguments = record.arguments { list("arguments", "process.command_args", arguments) }
    text("use", "", record.use.name)
    text("outcome", "", record.outcome.name)
    if let status = record.status { number("status", "", Int(status)) }
    if let error = record.error { text("error", "", error) }
    if !record.seal.isEmpty { text("seal", "", record.seal) }
  }

  private mutating func writePolicy(_ record: AuditRecord) {
    list("files", "", record.files)
    if let policy = record.policy { text("policy", "", Self.digits(of: policy)) }
    if !record.profile.isEmpty { text("profile", "", record.profile) }
    list("held", "", record.held)
    if let decisions = record.decisions { write(decisions) }
  }

  /// The names by the reason for which they were dropped, then the names set, then the number of each.
  private mutating func write(_ decisions: List<Decision>) {
    if format == .jsonl, omitted == nil { json.beginObject("dropped") }
    var reasons = WordIterator(
      "malformed duplicate inherit default_excludes detect_values include_only exclude unset replaced required reserved",
      separator: UInt8(ascii: " "))
    while let reason = reasons.next() {
      var names = List<ByteString>()
      for decision in decisions where decision.verdict == .dropped && decision.reason.name == reason {
        names.append(decision.subjectName)
      }
      if names.isEmpty { continue }
      var attribute = ByteBuffer()
      attribute.write("envscrub.dropped.")
      attribute.write(reason)
      if omitted != nil {
        omitted?.append((reason, names.count, true))
        continue
      }
      list(reason, attribute.finish(), names)
    }
    if format == .jsonl, omitted == nil { json.endObject() }
    var set = List<ByteString>()
    var counts: InlineArray<3, Int> = [0, 0, 0]
    for decision in decisions {
      counts[Int(decision.verdict.rawValue)] += 1
      if decision.verdict == .set { set.append(decision.subjectName) }
    }
    list("set", "", set)
    if format == .jsonl { json.beginObject("counts") }
    number("drop", "envscrub.counts.drop", counts[0])
    number("set", "envscrub.counts.set", counts[1])
    number("keep", "envscrub.counts.keep", counts[2])
    if format == .jsonl { json.endObject() }
  }

  /// The member `shortened`: how many bytes the record had, and how much was omitted from which list.
  private mutating func writeOmitted(from full: Int) {
    guard let omitted else { return }
    if format == .jsonl { json.beginObject("shortened") }
    number("bytes", "envscrub.shortened.bytes", full)
    var isInDropped = false
    for row in omitted {
      if format == .jsonl, row.isReason != isInDropped {
        isInDropped = row.isReason
        if isInDropped { json.beginObject("dropped") } else { json.endObject() }
      }
      var attribute = ByteBuffer()
      attribute.write(row.isReason ? "envscrub.shortened.dropped." : "envscrub.shortened.")
      attribute.write(row.key)
      number(row.key, attribute.finish(), row.count)
    }
    if format == .jsonl {
      if isInDropped { json.endObject() }
      json.endObject()
    }
  }

  /// A text; in a shortened record only its start, in whole UTF-8 characters, and how much was omitted.
  private func shown(_ text: ByteString) -> ByteString {
    if omitted == nil || text.count <= Self.textLimit { return text }
    var end = Self.textLimit
    while end > Self.textLimit - 3, text[end] & 0xC0 == 0x80 { end -= 1 }
    var short = ByteBuffer()
    short.write(text[0..<end])
    short.write("[", decimal: text.count - end, " bytes more]")
    return short.finish()
  }

  // MARK: Members, or attributes

  /// - Parameter attribute: the name in OTLP; if empty, envscrub's prefix and the key.
  private mutating func text(_ key: ByteString, _ attribute: ByteString, _ value: ByteString?) {
    let value = value.map { shown($0) }
    if format == .jsonl {
      json.key(key)
      if let value { json.bytes(value) } else { json.null() }
    } else if let value {
      beginAttribute(key, attribute, "stringValue")
      json.string(Self.printable(value))
      endAttribute()
    }
  }

  private mutating func number(_ key: ByteString, _ attribute: ByteString, _ value: Int) {
    if format == .jsonl {
      json.key(key)
      json.number(value)
    } else {
      beginAttribute(key, attribute, "intValue")
      var digits = ByteBuffer()
      digits.write(decimal: value)
      json.string(digits.finish())
      endAttribute()
    }
  }

  private mutating func list(_ key: ByteString, _ attribute: ByteString, _ values: List<ByteString>) {
    if omitted != nil {
      omitted?.append((key, values.count, false))
      return
    }
    if format == .jsonl {
      json.key(key)
      json.beginArray()
      for value in values { json.bytes(value) }
      json.endArray()
    } else {
      beginAttribute(key, attribute, "arrayValue")
      json.beginObject()
      json.beginArray("values")
      for value in values {
        json.beginObject()
        json.member("stringValue", Self.printable(value))
        json.endObject()
      }
      json.endArray()
      json.endObject()
      endAttribute()
    }
  }

  private mutating func beginAttribute(_ key: ByteString, _ attribute: ByteString, _ kind: ByteString) {
    json.beginObject()
    json.key("key")
    if attribute.isEmpty {
      var name = ByteBuffer()
      if !key.hasPrefix("envscrub.") { name.write("envscrub.") }
      name.write(key)
      json.string(name.finish())
    } else {
      json.string(attribute)
    }
    json.beginObject("value")
    json.key(kind)
  }

  private mutating func endAttribute() {
    json.endObject()
    json.endObject()
  }

  /// A protobuf string must be UTF-8.
  private static func printable(_ bytes: ByteString) -> ByteString {
    if UTF8Scalar.firstInvalid(in: bytes) == nil { return bytes }
    var text = ByteBuffer()
    text.write(visible: bytes)
    return text.finish()
  }
}

package extension AuditRecordWriter {
  /// The most bytes of a record: a reader of a trail holds one record in memory.
  static var limit: Int { 8 << 20 }

  /// The record without its trailer, shortened if it has more than `limit` bytes.
  static func body(of record: AuditRecord, _ format: TrailFormat) -> (text: ByteString, isShort: Bool) {
    var writer = AuditRecordWriter(format: format)
    writer.write(record)
    let count = writer.json.buffer.count
    if count > limit { return (body(ofShort: record, format, from: count), true) }
    return (writer.json.buffer.finish(), false)
  }

  /// The shortened record: counts instead of names and arguments, and only the starts of long texts.
  /// - Parameter full: how many bytes it had.
  static func body(ofShort record: AuditRecord, _ format: TrailFormat, from full: Int) -> ByteString {
    var writer = AuditRecordWriter(format: format)
    writer.omitted = List()
    writer.write(record)
    writer.writeOmitted(from: full)
    return writer.json.buffer.finish()
  }
}

extension Decision {
  /// The name, or `entry 12` if there is none.
  fileprivate var subjectName: ByteString {
    switch subject {
    case .name(let name): return name
    case .entry:
      var text = ByteBuffer()
      text.write(subject)
      return text.finish()
    }
  }
}
