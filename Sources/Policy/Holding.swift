import Bytes
import Globs
import Secrets

/// What a requirement made of a setting, for the notice that says so.
package struct Held: Equatable, Sendable {
  package enum Change: Equatable, Sendable {
    case value(Setting, from: Stated<UInt8>, to: UInt8)
    /// Patterns of `inherit`, which count as `all`: they pick from the core names.
    case inherited(Origin)
    /// The empty name is none.
    case profile(from: Stated<ByteString>, to: ByteString)
    /// An assignment that doesn't count.
    case assignment(name: ByteString, origin: Origin)
  }

  package let change: Change
  /// Where the requirement stands.
  package let requirement: Origin

  package init(_ change: Change, by requirement: Origin) {
    self.change = change
    self.requirement = requirement
  }

  /// Whether somebody stated what was changed: of a default nobody need be told.
  package var wasStated: Bool {
    switch change {
    case .value(_, let from, _): from.origin.layer != .builtIn
    case .profile(let from, _): from.origin.layer != .builtIn
    case .inherited, .assignment: true
    }
  }
}

extension Requirements {
  /// Which profile counts where `chosen`, empty for none, was chosen.
  /// - Parameter written: how it was written, where that is not its name: what reports show.
  package func profile(
    _ chosen: Stated<ByteString>, written: ByteString? = nil
  ) -> (name: Stated<ByteString>, held: Held?) {
    guard let profiles, let first = profiles.first else { return (chosen, nil) }
    for profile in profiles where profile.value == chosen.value { return (chosen, nil) }
    // Who chose none need not be told that there is one.
    let shown = Stated(written ?? chosen.value, chosen.origin)
    let held = chosen.value.isEmpty ? nil : Held(.profile(from: shown, to: first.value), by: first.origin)
    return (first, held)
  }

  /// Whether a profile of that name is read from root's files only.
  package func isRoots(profile: ByteString) -> Bool {
    for candidate in profiles ?? List() where candidate.value == profile { return true }
    return false
  }

  /// A value as it may be.
  package func held(_ setting: Setting, _ value: Stated<UInt8>) -> (value: Stated<UInt8>, held: Held?) {
    guard let allowed = allowed(setting) else { return (value, nil) }
    let becomes = allowed.value(for: value.value, setting.row.held)
    if becomes == value.value { return (value, nil) }
    return (Stated(becomes, allowed.origin), Held(.value(setting, from: value, to: becomes), by: allowed.origin))
  }

  /// The last step of merging: makes `policy` what it may be.
  ///
  /// - Returns: what was changed by it.
  package func hold(_ policy: inout Policy) -> List<Held> {
    var changes = List<Held>()
    let stated = policy.values
    stated.forEach { setting, value in
      if setting.row.held == .elsewhere { return }
      if setting == .inherit, policy.inherited != nil {
        // Whatever is allowed beside `all`, a list is held as the allow-list of `none` is.
        if let allowed = allowed(setting), !allowed.contains(value.value) {
          changes.append(Held(.inherited(value.origin), by: allowed.origin))
        }
        return
      }
      let result = held(setting, value)
      policy.values[setting] = result.value
      if let held = result.held { changes.append(held) }
    }
    // Whatever the mode, nothing is looser than the loosest.
    if let allowed = allowed(.inherit), !allowed.contains(Inherit.all.rawValue) { policy.isHeldToCore = true }
    if let allowed = allowed(.ignoreDefaultExcludes), !allowed.contains(1) {
      policy.lists[.defaultExcludes].append(Stated(.group(.secrets), allowed.origin))
    }
    if let allowed = allowed(.detectValues), !allowed.contains(0) { policy.heldDetection = allowed.origin }
    holdAssignments(&policy, &changes)
    policy.lay(audit: audit)
    policy.alwaysExclude = exclude
    policy.alwaysSet = assignments
    return changes
  }

  private func holdAssignments(_ policy: inout Policy, _ changes: inout List<Held>) {
    if forbiddenAssignments.isEmpty { return }
    let forbidden = RuleMatcher(forbiddenAssignments, names: policy.assignments.count)
    var left = List<Assignment>()
    for assignment in policy.assignments {
      guard let name = assignment.entry.name, let match = forbidden.firstMatch(name) else {
        left.append(assignment)
        continue
      }
      changes.append(
        Held(.assignment(name: assignment.shownName, origin: assignment.origin), by: match.rule.origin))
    }
    policy.assignments = left
    if let export = policy.exportDropped, let match = forbidden.firstMatch(export.value) {
      changes.append(Held(.assignment(name: export.value, origin: export.origin), by: match.rule.origin))
      policy.exportDropped = nil
    }
  }
}

extension Requirements.Allowed {
  /// What becomes of a value; of an allowed one itself.
  func value(for value: UInt8, _ hold: Setting.Hold) -> UInt8 {
    switch hold {
    case .never: return value
    // Values are numbered from the loosest on.
    case .atLeast: return max(value, UInt8(values.trailingZeroBitCount))
    case .toAnother, .elsewhere:
      // A word that isn't listed counts as false.
      if contains(value) || value > 1 && contains(0) { return value }
      let other: UInt8 = value == 0 || value > 1 ? 1 : 0
      // Where that isn't allowed either, the word is what is left.
      return contains(other) ? other : 2
    }
  }
}
