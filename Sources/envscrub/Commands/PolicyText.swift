import Bytes
import Globs
import Policy

/// A policy file as it was read, for whoever is to trust it: all of it but the values of `set`.
extension ByteBuffer {
  package mutating func write(_ content: PolicyContent, _ dialect: Dialect, of path: ByteString) {
    write(visible: path)
    write("\n")
    if dialect == .codex { write(setting: "dialect", dialect.name) }
    if let profile = content.profile { write(setting: "profile", profile.value) }
    write(content.layer)
    for profile in content.profiles {
      write("profile ")
      write(visible: profile.name.value)
      write("\n")
      write(profile.layer)
    }
  }

  private mutating func write(_ layer: PolicyLayer) {
    if let inherit = layer.inherit { write(setting: PolicyKey.inherit.name, inherit.value.name) }
    write(.ignoreDefaultExcludes, layer.ignoreDefaultExcludes)
    write(.detectValues, layer.detectValues)
    if let allow = layer.allowLoginShell { write(setting: FileKey.allowLoginShell.name, allow.value ? "true" : "false") }
    if let seal = layer.seal { write(setting: FileKey.seal.name, seal.value.name) }
    if let close = layer.closeFds { write(setting: FileKey.closeFds.name, close.value ? "true" : "false") }
    if let deny = layer.noNewPrivs { write(setting: FileKey.noNewPrivs.name, deny.value ? "true" : "false") }
    write(.defaultExcludes, layer.defaultExcludes)
    write(.keep, layer.keep)
    write(.includeOnly, layer.includeOnly)
    write(.exclude, layer.exclude)
    if let filters = layer.filters {
      for filter in filters {
        write(key: PolicyKey.filters.name)
        write(inQuotes: filter.rule.value.written)
        write(filter.includes ? " = include\n" : " = exclude\n")
      }
    }
    if layer.assignments.isEmpty { return }
    write(key: PolicyKey.set.name)
    for index in layer.assignments.indices {
      if index > 0 { write(", ") }
      write(visible: layer.assignments[index].shownName)
    }
    write("  (values are in the file)\n")
  }

  private mutating func write(_ key: PolicyKey, _ value: Stated<Bool>?) {
    if let value { write(setting: key.name, value.value ? "true" : "false") }
  }

  private mutating func write(_ key: PolicyKey, _ rules: List<Stated<Rule>>?) {
    guard let rules else { return }
    write(key: key.name)
    if rules.isEmpty { write("none") }
    for index in rules.indices {
      if index > 0 { write(", ") }
      write(inQuotes: rules[index].value.written)
    }
    write("\n")
  }

  private mutating func write(setting key: ByteString, _ value: ByteString) {
    write(key: key)
    write(visible: value)
    write("\n")
  }

  private mutating func write(key: ByteString) {
    write("  ")
    write(key)
    write(UInt8(ascii: " "), count: 24 - key.count)
  }
}

extension ByteBuffer {
  /// A line that `sha256sum -c` reads: with a backslash in front where one stands for something in the path.
  /// Other control characters it would have as they are, which no terminal should.
  package mutating func write(lineOf record: TrustList.Record) {
    var path = ByteBuffer()
    var isEscaped = false
    for index in 0..<record.path.count {
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
