import Bytes
import Globs
import Secrets

/// What happened to one entry, and why.  It has no value, so nothing made from decisions can show one.  A malformed
/// entry has no name either, since its text may be the secret.  `Messages/ReasonWording.swift` words the reasons.
package struct Decision: Equatable, Sendable {
  package enum Verdict: UInt8, Listed, Sendable {
    // In the order of reports.
    case dropped, set, kept
  }

  package let verdict: Verdict
  package let subject: Subject
  package let reason: Reason
  /// Whether `keep` would override the reason; never in Codex's dialect.
  package let mayBeKept: Bool
  /// For an entry that a default exclude dropped: the reason that would still drop it if `keep` named it; nil if there
  /// is none.
  package let otherReason: Reason?

  package init(verdict: Verdict, subject: Subject, reason: Reason, mayBeKept: Bool = true, otherReason: Reason? = nil) {
    self.verdict = verdict
    self.subject = subject
    self.reason = reason
    self.mayBeKept = mayBeKept
    self.otherReason = otherReason
  }

  /// The same decision about another subject.
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
  /// `keep` overrode this default exclude.
  case keptBy(Match, against: Match)
  /// `keep` overrode `detect_values`, which found a credential of this form in the value.
  case keptValue(Match, against: ValueForm)
  /// `include_only` picked it.
  case included(Match)
  /// A pattern of `inherit` picked it.
  case inherited(Match)
  case malformed
  /// An earlier entry has the same name; in Codex's dialect, a later one.
  case duplicate
  case inherit(Stated<Inherit>)
  /// No pattern of `inherit` matches; the origin is that of the list.
  case notInherited(Origin)
  case defaultExclude(Match)
  /// The value holds a credential of that form; the origin is that of `detect_values`.
  case credential(ValueForm, Origin)
  /// No pattern of `include_only` matches; the origin is that of the list.
  case notIncluded(Origin)
  case exclude(Match)
  /// `-u`, or `unset` in a file.
  case unset(Origin)
  /// The value of `set` replaced its own.
  case replaced(Origin)
  /// `set`, or an operand NAME=VALUE.
  case assigned(Origin)
  /// `always` of a requirement, which overrides every layer.
  case required(Match)
  /// A name that Codex reserves for itself.
  case reserved
}

/// What a policy makes of an environment: the entries for the command, and the decisions for reports.
package struct Outcome: Sendable {
  /// For `execve(2)`, or for the listing of a run without COMMAND.
  package var environment = List<EnvironmentEntry>()
  /// For reports; empty unless they were asked for.
  package var decisions = List<Decision>()
  /// Whether a default exclude dropped an entry: only then may there be a notice about it.
  package var dropsByDefault = false
}

package extension Reason {
  /// Where the deciding rule is stated; nil if no rule decided.
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

  /// The reason's word in JSON: the policy key, if there is one.
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

  /// The item of a pattern list that matched.
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
  /// A variable's name, escaped, or the number of an entry without one.
  package mutating func write(_ subject: Subject) {
    switch subject {
    case .name(let name): write(visible: name)
    case .entry(let number):
      write("entry ", decimal: number)
    }
  }
}
