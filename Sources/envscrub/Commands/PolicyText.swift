import Bytes
import Globs
import Policy

/// A policy file as it was read, shown to the user who is about to trust it: everything but the values of `set`.
extension ByteBuffer {
  mutating func write(_ content: PolicyContent, _ dialect: Dialect, of path: ByteString) {
    write(visible: path, "\n")
    if dialect == .codex { write(setting: "dialect", dialect.name) }
    if let profile = content.profile { write(setting: "profile", profile.value) }
    write(content.layer)
    for profile in content.profiles { write("profile ", profile) }
    for command in content.commands { write("command ", command) }
  }

  private mutating func write(_ what: ByteString, _ profile: PolicyContent.Profile) {
    write(what)
    write(visible: profile.name.value, "\n")
    write(profile.layer)
  }

  private mutating func write(_ layer: PolicyLayer) {
    for setting in Setting.all {
      switch setting.row.kind {
      case .mode, .flag:
        guard let value = layer.values[setting] else { continue }
        if setting == .inherit, let rules = layer.inherited { write(setting.name, rules) } else { write(setting: setting.name, setting.word(value.value)) }
      case .patterns:
        if let rules = layer.lists[setting] { write(setting.name, rules) }
      case .name:
        if let name = layer.exportDropped { write(setting: setting.name, name.value) }
      case .names: write(setting.name, layer.unset)
      case .filters:
        for filter in layer.filters ?? List() {
          write(key: setting.name)
          write(inQuotes: filter.rule.value.written)
          write(filter.includes ? " = include\n" : " = exclude\n")
        }
      case .assignments: write(setting.name, layer.assignments)
      }
    }
  }

  private mutating func write(_ key: ByteString, _ names: List<Stated<ByteString>>) {
    if names.isEmpty { return }
    write(key: key)
    for index in names.indices {
      if index > 0 { write(", ") }
      write(inQuotes: names[index].value)
    }
    write("\n")
  }

  private mutating func write(_ key: ByteString, _ assignments: List<Assignment>) {
    if assignments.isEmpty { return }
    write(key: key)
    for index in assignments.indices {
      if index > 0 { write(", ") }
      write(visible: assignments[index].shownName)
    }
    write("  (values are in the file)\n")
  }

  private mutating func write(_ key: ByteString, _ rules: List<Stated<Rule>>) {
    write(key: key)
    if rules.isEmpty { write("none") }
    for index in rules.indices {
      if index > 0 { write(", ") }
      write(inQuotes: rules[index].value.written)
    }
    write("\n")
  }

  private mutating func write(setting key: ByteString, _ value: ByteString) {
    write(key: key)
    write(visible: value, "\n")
  }

  private mutating func write(key: ByteString) {
    write("  ")
    write(key)
    write(UInt8(ascii: " "), count: 24 - key.count)
  }
}

extension ByteBuffer {
  /// A line for `sha256sum -c`, with a leading backslash if the path has escapes.  That format leaves other control
  /// characters as they are; here they are escaped, since a terminal must not get them.
  mutating func write(lineOf record: TrustList.Record) {
    var path = ByteBuffer()
    var isEscaped = false
    for index in record.path.indices {
      switch record.path[index] {
      case UInt8(ascii: "\\"): path.write("\\\\")
      case UInt8(ascii: "\n"): path.write("\\n")
      case UInt8(ascii: "\r"): path.write("\\r")
      case let byte:
        path.write(byte)
        continue
      }
      isEscaped = true
    }
    if isEscaped { write("\\") }
    write(record.digest)
    write("  ")
    write(visible: path.finish(), doublingBackslashes: false)
    write("\n")
  }
}
