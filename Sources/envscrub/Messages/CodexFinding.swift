import Bytes
import Policy

/// What `--check` found in a policy of Codex's dialect, in words.  It proposes only what that dialect has.
extension Finding {
  static func warning(_ warning: CodexWarning) -> ByteString {
    var text = ByteBuffer()
    switch warning {
    case .unknownKey(let key, let nearest):
      text.write("Codex ignores the unknown key ", inQuotes: key)
      text.write(nearest: nearest)
    case .notInCodex(let key):
      text.write("Codex ignores ", inQuotes: key, ", which its dialect doesn't have")
    case .rootKey(let key):
      text.write("Codex ignores ", inQuotes: key, " in this table; it belongs at the top level of the file")
    case .misplacedKey(let key):
      text.write("Codex ignores ", inQuotes: key, " here; it belongs in the table [")
      text.write(Setting.table)
      text.write("]")
    case .misplacedTable:
      text.write("Codex ignores this table within another; it belongs at the top level, as [")
      text.write(Setting.table)
      text.write("]")
    case .misspeltTable(let key):
      text.write("Codex ignores the unknown table ", inQuotes: key)
      text.write(nearest: Setting.table)
    case .noTable:
      text.write("this file has no table [")
      text.write(Setting.table)
      text.write("], so it drops nothing")
    case .leavesNothing:
      text.write("this leaves nothing: in Codex's dialect include_only only drops, and never brings back what ")
      text.write("inherit, the default excludes or exclude dropped")
    case .secretsPass(let names):
      for index in names.indices {
        if index > 0 { text.write(index == names.count - 1 ? " and " : ", ") }
        text.write(names[index])
      }
      text.write(names.count == 1 ? " passes" : " pass")
      text.write(": no rule drops secrets, and Codex's default excludes are off; write ignore_default_excludes = false")
    }
    return text.finish()
  }
}
