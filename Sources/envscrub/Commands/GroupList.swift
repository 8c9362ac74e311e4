import Bytes
import Globs
import Secrets

/// `--list-groups`: the built-in patterns, each with its reason.
enum GroupList {
  private static var patternColumns: Int { 30 }

  static func write(to buffer: inout ByteBuffer) {
    var kind: SecretPattern.Kind?
    for secret in SecretPattern.all {
      if secret.kind != kind { buffer.write(heading(of: secret.kind)) }
      kind = secret.kind
      write(secret.glob, secret.reason, to: &buffer)
    }
    for group in Group.all where group != .secrets {
      buffer.write("\n")
      buffer.write(group.name)
      buffer.write("\n")
      var next = group.member(after: nil)
      // A whole group within another is one line.
      if group == .common { write(Group.core.name, "the group above", to: &buffer) }
      while let member = next {
        next = group.member(after: member)
        if group == .common, Group.core.patterns.holds(member.pattern) { continue }
        write(member.pattern, member.reason, to: &buffer)
      }
    }
    buffer.write("\ndetect_values: forms of credentials\n")
    for form in ValueForm.all {
      write(form.name, form.source, to: &buffer)
    }
  }

  private static func heading(of kind: SecretPattern.Kind) -> ByteString {
    switch kind {
    case .secret: "@secrets\n"
    case .plain: "\n@secrets, but not in a name that begins with one of the prefixes below\n"
    case .lead: "\nnot @secrets: what follows these, as in DISABLE_TOKEN_CHECK\n"
    case .open: "\nnot @secrets: KEY, TOKEN and DSN after these, as in VITE_MAPS_KEY\n"
    case .word: "\nnot @secrets: a match that starts within these words, as in KEYBOARD_LAYOUT\n"
    case .tail: "\nnot @secrets: the word right before these, as in TOKEN_EXPIRES_IN\n"
    case .end: "\nnot @secrets: everything before these, as in SECRET_ACCESS_KEY_FILE\n"
    }
  }

  private static func write(_ pattern: ByteString, _ reason: ByteString, to buffer: inout ByteBuffer) {
    buffer.write("  ")
    buffer.write(pattern)
    if !reason.isEmpty {
      buffer.write(UInt8(ascii: " "), count: max(patternColumns - pattern.count, 2))
      buffer.write(reason)
    }
    buffer.write("\n")
  }
}

extension List where Element == Pattern {
  fileprivate func holds(_ source: ByteString) -> Bool {
    for pattern in self where pattern.source == source { return true }
    return false
  }
}

extension Run {
  func printGroups() throws(Failure) -> Int32 {
    var text = ByteBuffer()
    GroupList.write(to: &text)
    return try print(text)
  }
}
