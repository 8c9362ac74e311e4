import Bytes
import Globs
import Secrets

/// What happened to one entry, and why.  It has no value, so that nothing which is made from decisions
/// can show one; a malformed entry has no name either, its text may be the secret.
package struct Decision: Equatable, Sendable {
  package enum Verdict: UInt8, Sendable {
    // In the order in which reports have them.
    case dropped, set, kept

    package static func after(_ verdict: Verdict?) -> Verdict? {
      Verdict(rawValue: verdict.map { $0.rawValue + 1 } ?? 0)
    }
  }

  package let verdict: Verdict
  package let subject: Subject
  package let reason: Reason
  /// Whether `keep` holds against default excludes, which it does but in Codex's dialect.
  package let mayBeKept: Bool
  /// Of what a default exclude dropped: why it would not pass either if `keep` named it; nil where it would.
  package let otherReason: Reason?

  package init(verdict: Verdict, subject: Subject, reason: Reason, mayBeKept: Bool = true, otherReason: Reason? = nil) {
    self.verdict = verdict
    self.subject = subject
    self.reason = reason
    self.mayBeKept = mayBeKept
    self.otherReason = otherReason
  }

  /// The same of another subject.
  package func on(_ subject: Subject) -> Decision {
    Decision(verdict: verdict, subject: subject, reason: reason, mayBeKept: mayBeKept, otherReason: otherReason)
  }
}

package enum Subject: Equatable, Sendable {
  case name(ByteString)
  /// The number of an entry without a name, from 1.
  case entry(Int)
}

package enum Reason: Equatable, Sendable {
  /// No rule dropped it.
  case notDropped
  /// `keep` held against this default exclude.
  case keptBy(Match, against: Match)
  /// `keep` held against the credential that the value holds.
  case keptValue(Match, against: ValueForm)
  /// `include_only` picked it.
  case included(Match)
  /// A pattern of `inherit` picked it.
  case inherited(Match)
  case malformed
  /// An entry of that name stood before it; in Codex's dialect, stands behind it.
  case duplicate
  case inherit(Stated<Inherit>)
  /// No pattern of `inherit` names it; where the list stands.
  case notInherited(Origin)
  case defaultExclude(Match)
  /// The value holds a credential of that form; where `detect_values` stands.
  case credential(ValueForm, Origin)
  /// No pattern of `include_only` names it; where the list stands.
  case notIncluded(Origin)
  case exclude(Match)
  /// `-u`, or `unset` in a file.
  case unset(Origin)
  /// Its value gave way to that of `set`.
  case replaced(Origin)
  /// `set`, or an operand NAME=VALUE.
  case assigned(Origin)
  /// `always` of a requirement, which holds against every layer.
  case required(Match)
  /// One of the names that Codex keeps to itself.
  case reserved
}

/// What a policy makes of an environment.
package struct Outcome: Sendable {
  /// For `execve(2)`, and the listing of a run without COMMAND.
  package var environment = List<EnvironmentEntry>()
  /// For reports; empty where nobody asked for them.
  package var decisions = List<Decision>()
  /// Whether a default exclude dropped any entry: then there may be something to tell at a terminal.
  package var dropsByDefault = false
}

package extension Reason {
  /// Where the rule stands that decided; nil for what no rule decides.
  var origin: Origin? {
    switch self {
    case .notDropped, .malformed, .duplicate, .reserved: nil
    case .keptBy(let match, _), .keptValue(let match, _), .included(let match), .inherited(let match),
      .defaultExclude(let match), .exclude(let match), .required(let match):
      match.rule.origin
    case .credential(_, let origin): origin
    case .inherit(let stated): stated.origin
    case .notInherited(let origin), .notIncluded(let origin), .unset(let origin), .replaced(let origin), .assigned(let origin):
      origin
    }
  }

  /// The word that JSON has for it, and the key of the policy where there is one.
  var name: ByteString {
    switch self {
    case .notDropped: "none"
    case .keptBy, .keptValue: "keep"
    case .included, .notIncluded: "include_only"
    case .malformed: "malformed"
    case .duplicate: "duplicate"
    case .inherit, .inherited, .notInherited: "inherit"
    case .defaultExclude: "default_excludes"
    case .credential: "detect_values"
    case .exclude: "exclude"
    case .unset: "unset"
    case .replaced: "replaced"
    case .assigned: "set"
    case .required: "required"
    case .reserved: "reserved"
    }
  }

  /// The pattern list's item that matched.
  var match: Match? {
    switch self {
    case .keptBy(let match, _), .keptValue(let match, _), .included(let match), .inherited(let match),
      .defaultExclude(let match), .exclude(let match), .required(let match):
      match
    case .notDropped, .malformed, .duplicate, .inherit, .notInherited, .credential, .notIncluded, .unset, .replaced, .assigned,
      .reserved:
      nil
    }
  }

  /// The form of a credential that the value holds.
  var form: ValueForm? {
    switch self {
    case .credential(let form, _), .keptValue(_, let form): form
    case .notDropped, .keptBy, .included, .inherited, .malformed, .duplicate, .inherit, .notInherited, .defaultExclude,
      .notIncluded, .exclude, .unset, .replaced, .assigned, .required, .reserved:
      nil
    }
  }
}

extension ByteBuffer {
  /// A variable's name, escaped, or the number of an entry that has none.
  package mutating func write(_ subject: Subject) {
    switch subject {
    case .name(let name): write(visible: name)
    case .entry(let number):
      write("entry ")
      write(decimal: number)
    }
  }
}
