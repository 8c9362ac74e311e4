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
    json.member("version", 1)
    json.beginArray("entries")
    for row in explanation.rows { write(row) }
    json.endArray()
    json.beginObject("totals")
    json.member("drop", explanation.count(.dropped))
    json.member("set", explanation.count(.set))
    json.member("keep", explanation.count(.kept))
    if let ignores = explanation.ignoresDefaultExcludes {
      json.member("default_excludes", !ignores.value)
    }
    json.endObject()
    if !explanation.profile.value.isEmpty {
      json.beginObject("profile")
      json.member("name", bytes: explanation.profile.value)
      write(explanation.profile.origin)
      json.endObject()
    }
    json.beginObject("dialect")
    json.member("name", explanation.dialect.value.name)
    write(explanation.dialect.origin)
    json.endObject()
    if !explanation.commands.isEmpty {
      json.key(FileKey.commands.name)
      json.beginArray()
      for command in explanation.commands {
        json.beginObject()
        json.member("name", bytes: command.value)
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
      json.member("sink", bytes: sink)
      write(origin)
      json.endObject()
    }
    json.endArray()
    json.beginArray("held")
    for held in explanation.held where explanation.reports(held) { write(held) }
    json.endArray()
    json.beginArray("replaced")
    for replaced in explanation.replaced where explanation.reports(replaced) { write(replaced) }
    json.endArray()
    json.beginArray("files")
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
      json.member("name", bytes: name)
    case .entry(let number):
      json.member("entry", number)
    }
    json.member("reason", decision.reason.name)
    if case .inherit(let mode) = decision.reason {
      json.member("rule", mode.value.name)
    }
    if let match = decision.reason.match { write(match) }
    if case .keptBy(_, let against) = decision.reason {
      json.beginObject("against")
      write(against)
      json.endObject()
    }
    if let form = decision.reason.form {
      json.member("form", form.name)
    }
    if let origin = decision.reason.origin { write(origin) }
    if let remedy = decision.remedy {
      json.member("remedy", bytes: Decision.option(keeping: remedy))
    }
    if let absence = row.absence {
      json.member("absent", true)
      json.member("depends_on_value", absence == .dependsOnValue)
    }
    json.endObject()
  }

  private mutating func write(_ match: Match) {
    json.member("rule", bytes: match.rule.value.written)
    json.member("pattern", bytes: match.pattern.written)
  }

  private mutating func write(_ origin: Origin) {
    json.member("layer", origin.layer.name)
    guard let (file, location) = explanation.places.place(of: origin) else { return }
    json.place(file, location)
  }

  /// The setting, its old and new value, where the old one was stated, and the requirement.
  private mutating func write(_ held: RequirementEffect) {
    json.beginObject()
    json.member("setting", held.settingName)
    let stated: Origin
    switch held.change {
    case .value(let setting, let from, let to):
      json.key("from")
      write(setting, from.value)
      json.key("to")
      write(setting, to)
      stated = from.origin
    case .inherited(let origin):
      json.member("from", "list")
      json.member("to", Inherit.core.name)
      stated = origin
    case .profile(let from, let to):
      json.member("from", bytes: from.value)
      json.member("to", bytes: to)
      stated = from.origin
    case .assignment(let name, let origin):
      json.member("name", bytes: name)
      stated = origin
    }
    write(stated)
    json.beginObject("requirement")
    write(held.requirement)
    json.endObject()
    json.endObject()
  }

  /// The setting, where it was stated, and where its replacement is stated.
  private mutating func write(_ replaced: Replaced) {
    json.beginObject()
    json.member("setting", replaced.key.name)
    write(replaced.was)
    json.beginObject("by")
    if let origin = replaced.by {
      write(origin)
    } else if let path = explanation.places.sources[replaced.file].path {
      json.member("layer", explanation.places.sources[replaced.file].layer.name)
      json.member("file", bytes: path)
    }
    json.endObject()
    json.endObject()
  }

  private mutating func write(_ setting: Setting, _ value: UInt8) {
    if setting.row.kind == .flag, value < 2 { json.boolean(value == 1) } else { json.string(setting.word(value)) }
  }

  private mutating func write(_ source: PolicySource) {
    json.beginObject()
    json.member("layer", source.layer.name)
    json.key("status")
    switch source.status {
    case .read: json.string("read")
    case .absent: json.string("absent")
    case .skipped: json.string("skipped")
    case .untrusted: json.string("untrusted")
    case .strangers: json.string("strangers")
    case .homeless(let user):
      json.string("homeless")
      json.member("user", Int(user))
    }
    if let path = source.path {
      json.member("path", bytes: path)
    }
    json.endObject()
  }

  private mutating func write(_ command: Explanation.Command) {
    json.beginObject("command")
    json.member("name", bytes: command.name)
    switch command.result {
    case .file(let path):
      json.member("file", bytes: path)
    case .error(let code):
      var text = ByteBuffer()
      text.write(systemError: code)
      json.member("error", text.finish())
    }
    if let rule = command.rule {
      json.beginObject("rule")
      json.member("glob", bytes: rule.glob.written)
      json.member("decision", rule.decision.name)
      write(rule.origin)
      json.endObject()
    }
    json.endObject()
  }
}
