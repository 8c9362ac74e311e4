import Bytes
import Globs
import Policy
import Secrets

/// The English of decisions: why an entry was dropped, kept or set.  Every report and `-v` uses it; JSON has
/// `Reason.name` instead.
extension ByteBuffer {
  /// The rule that decided, its place, and how to keep what a default exclude dropped, or what else drops it.
  mutating func write(rule decision: Decision, in places: Places) {
    write(reason: decision.reason, in: places)
    write(remedyOf: decision, in: places)
  }

  /// The rule that decided, and its place.
  mutating func write(reason: Reason, in places: Places) {
    switch reason {
    case .notDropped: write("no rule drops it")
    case .malformed: write("malformed: no name")
    case .duplicate: write("duplicate: another one counts")
    case .inherit(let mode):
      write("inherit ", inQuotes: mode.value.name)
    case .notInherited: write("not in inherit")
    case .notIncluded: write("not in include_only")
    case .unset(let origin): write(origin.layer == .commandLine ? "-u" : reason.name)
    case .replaced: write("replaced by set")
    case .assigned: write("set")
    case .reserved: write("reserved: Codex never passes it on")
    case .required(let match):
      write("requirement ")
      write(match)
    case .keptBy(let match, let against):
      write("keep ")
      write(match)
      write(" against ")
      write(against)
    case .keptValue(let match, let form):
      write("keep ")
      write(match)
      write(" against value: ")
      write(form.name)
    case .credential(let form, _):
      write("value: ")
      write(form.name)
    case .included(let match), .inherited(let match), .defaultExclude(let match), .exclude(let match):
      write(reason.name)
      write(" ")
      write(match)
    }
    if let origin = reason.origin {
      write("  ")
      write(origin, in: places)
    }
  }

  /// `  (to keep: --keep=NAME or keep = ["NAME"])`; if `keep` doesn't help, the other reason.
  mutating func write(remedyOf decision: Decision, in places: Places) {
    guard let remedy = decision.remedy else { return write(otherReasonOf: decision, in: places) }
    write("  (to keep: ")
    write(word: Decision.option(keeping: remedy))
    write(" or ")
    write(setting: remedy)
    write(")")
  }

  /// `  (also dropped: ...)`: why `keep` would not help; nothing if there is no such reason.
  mutating func write(otherReasonOf decision: Decision, in places: Places) {
    guard let reason = decision.otherReason else { return }
    write("  (also dropped: ")
    write(reason: reason, in: places)
    write(")")
  }

  private mutating func write(setting remedy: ByteString) {
    // A file is UTF-8: any other byte of the name is matched by a "?".
    var pattern = ByteBuffer()
    var rest = remedy
    while let invalid = UTF8Scalar.firstInvalid(in: rest) {
      pattern.write(rest[0..<invalid])
      pattern.write("?")
      rest = rest.dropFirst(invalid + 1)
    }
    pattern.write(rest)
    write("keep = [", inQuotes: pattern.finish(), "]")
  }

  /// The pattern that matched; for a group, the group and its pattern.
  mutating func write(_ match: Match) {
    switch match.rule.value {
    case .pattern(let pattern):
      write(inQuotes: pattern.written)
    case .group(let group):
      write(inQuotes: group.name)
      write(" ", visible: match.pattern.written)
    }
  }
}
