import Bytes
import Globs
import Policy
import Secrets

/// `--json`: the explanation as one JSON object (RFC 8259); envscrub(1) describes its form.  A change that breaks
/// readers increments `version`.
struct ExplanationJSON: ~Copyable {
  private let explanation: Explanation
  private var json = JSONWriter()

  static func write(_ explanation: Explanation, to buffer: inout ByteBuffer) {
    var writer = ExplanationJSON(explanation: explanation)
    writer.writeAll()
    writer.json.buffer.withBytes { buffer.write($0) }
    buffer.write("\n")
  }

  private init(explanation: Explanation) { self.explanation = explanation }

  private mutating func writeAll() {
    json.beginObject()
    json.key("version")
    json.number(1)
    json.key("entries")
    json.beginArray()
    for row in explanation.rows { write(row) }
    json.endArray()
    json.key("totals")
    json.beginObject()
    json.key("drop")
    json.number(explanation.count(.dropped))
    json.key("set")
    json.number(explanation.count(.set))
    json.key("keep")
    json.number(explanation.count(.kept))
    if let ignores = explanation.ignoresDefaultExcludes {
      json.key("default_excludes")
      json.boolean(!ignores.value)
    }
    json.endObject()
    if !explanation.profile.value.isEmpty {
      json.key("profile")
      json.beginObject()
      json.key("name")
      json.bytes(explanation.profile.value)
      write(explanation.profile.origin)
      json.endObject()
    }
    json.key("dialect")
    json.beginObject()
    json.key("name")
    json.string(explanation.dialect.value.name)
    write(explanation.dialect.origin)
    json.endObject()
    if !explanation.commands.isEmpty {
      json.key(FileKey.commands.name)
      json.beginArray()
      for command in explanation.commands {
        json.beginObject()
        json.key("name")
        json.bytes(command.value)
        write(command.origin)
        json.endObject()
      }
      json.endArray()
    }
    let settings = explanation.atStart
    settings.forEach { setting, value in
      json.key(setting.name)
      json.beginObject()
      json.key("value")
      write(setting, value.value)
      write(value.origin)
      json.endObject()
    }
    json.key(FileKey.audit.name)
    json.beginArray()
    settings.audit?.value.forEachSink { sink, origin in
      json.beginObject()
      json.key("sink")
      json.bytes(sink)
      write(origin)
      json.endObject()
    }
    json.endArray()
    json.key("held")
    json.beginArray()
    for held in explanation.held where explanation.reports(held) { write(held) }
    json.endArray()
    json.key("replaced")
    json.beginArray()
    for replaced in explanation.replaced where explanation.reports(replaced) { write(replaced) }
    json.endArray()
    json.key("files")
    json.beginArray()
    for source in explanation.places.sources { write(source) }
    json.endArray()
    if let command = explanation.command { write(command) }
    json.endObject()
  }

  private mutating func write(_ row: Explanation.Row) {
    let decision = row.decision
    json.beginObject()
    json.key("decision")
    switch decision.verdict {
    case .dropped: json.string("drop")
    case .set: json.string("set")
    case .kept: json.string("keep")
    }
    switch decision.subject {
    case .name(let name):
      json.key("name")
      json.bytes(name)
    case .entry(let number):
      json.key("entry")
      json.number(number)
    }
    json.key("reason")
    json.string(decision.reason.name)
    if case .inherit(let mode) = decision.reason {
      json.key("rule")
      json.string(mode.value.name)
    }
    if let match = decision.reason.match { write(match) }
    if case .keptBy(_, let against) = decision.reason {
      json.key("against")
      json.beginObject()
      write(against)
      json.endObject()
    }
    if let form = decision.reason.form {
      json.key("form")
      json.string(form.name)
    }
    if let origin = decision.reason.origin { write(origin) }
    if let remedy = decision.remedy {
      json.key("remedy")
      json.bytes(Decision.option(keeping: remedy))
    }
    if let absence = row.absence {
      json.key("absent")
      json.boolean(true)
      json.key("depends_on_value")
      json.boolean(absence == .dependsOnValue)
    }
    json.endObject()
  }

  private mutating func write(_ match: Match) {
    json.key("rule")
    json.bytes(match.rule.value.written)
    json.key("pattern")
    json.bytes(match.pattern.written)
  }

  private mutating func write(_ origin: Origin) {
    json.key("layer")
    json.string(origin.layer.name)
    guard let (file, location) = explanation.places.place(of: origin) else { return }
    json.place(file, location)
  }

  /// The setting, its old and new value, where the old one was stated, and the requirement.
  private mutating func write(_ held: RequirementEffect) {
    json.beginObject()
    json.key("setting")
    json.string(held.settingName)
    let stated: Origin
    switch held.change {
    case .value(let setting, let from, let to):
      json.key("from")
      write(setting, from.value)
      json.key("to")
      write(setting, to)
      stated = from.origin
    case .inherited(let origin):
      json.key("from")
      json.string("list")
      json.key("to")
      json.string(Inherit.core.name)
      stated = origin
    case .profile(let from, let to):
      json.key("from")
      json.bytes(from.value)
      json.key("to")
      json.bytes(to)
      stated = from.origin
    case .assignment(let name, let origin):
      json.key("name")
      json.bytes(name)
      stated = origin
    }
    write(stated)
    json.key("requirement")
    json.beginObject()
    write(held.requirement)
    json.endObject()
    json.endObject()
  }

  /// The setting, where it was stated, and where its replacement is stated.
  private mutating func write(_ replaced: Replaced) {
    json.beginObject()
    json.key("setting")
    json.string(replaced.key.name)
    write(replaced.was)
    json.key("by")
    json.beginObject()
    if let origin = replaced.by {
      write(origin)
    } else if let path = explanation.places.sources[replaced.file].path {
      json.key("layer")
      json.string(explanation.places.sources[replaced.file].layer.name)
      json.key("file")
      json.bytes(path)
    }
    json.endObject()
    json.endObject()
  }

  private mutating func write(_ setting: Setting, _ value: UInt8) {
    if setting.row.kind == .flag, value < 2 { json.boolean(value == 1) } else { json.string(setting.word(value)) }
  }

  private mutating func write(_ source: PolicySource) {
    json.beginObject()
    json.key("layer")
    json.string(source.layer.name)
    json.key("status")
    switch source.status {
    case .read: json.string("read")
    case .absent: json.string("absent")
    case .skipped: json.string("skipped")
    case .untrusted: json.string("untrusted")
    case .strangers: json.string("strangers")
    case .homeless(let user):
      json.string("homeless")
      json.key("user")
      json.number(Int(user))
    }
    if let path = source.path {
      json.key("path")
      json.bytes(path)
    }
    json.endObject()
  }

  private mutating func write(_ command: Explanation.Command) {
    json.key("command")
    json.beginObject()
    json.key("name")
    json.bytes(command.name)
    switch command.result {
    case .file(let path):
      json.key("file")
      json.bytes(path)
    case .error(let code):
      var text = ByteBuffer()
      text.write(systemError: code)
      json.key("error")
      json.string(text.finish())
    }
    if let rule = command.rule {
      json.key("rule")
      json.beginObject()
      json.key("glob")
      json.bytes(rule.glob.written)
      json.key("decision")
      json.string(rule.decision.name)
      write(rule.origin)
      json.endObject()
    }
    json.endObject()
  }
}
