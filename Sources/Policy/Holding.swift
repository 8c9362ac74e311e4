import Bytes
import Globs
import Secrets

/// What a requirement made of a setting, for the notice that says so.
package struct Held: Equatable, Sendable {
  package enum Change: Equatable, Sendable {
    case inherit(from: Stated<Inherit>, to: Inherit)
    /// A boolean, which became the other.
    case boolean(Requirements.Setting, from: Stated<Bool>)
    case seal(from: Stated<Sealing>, to: Sealing)
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
    case .inherit(let from, _): from.origin.layer != .builtIn
    case .boolean(_, let from): from.origin.layer != .builtIn
    case .seal(let from, _): from.origin.layer != .builtIn
    case .profile(let from, _): from.origin.layer != .builtIn
    case .assignment: true
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

  /// A boolean as it may be.
  package func held(_ setting: Setting, _ value: Stated<Bool>) -> (value: Stated<Bool>, held: Held?) {
    guard let allowed = allowed(setting), !allowed.contains(value.value) else { return (value, nil) }
    return (Stated(!value.value, allowed.origin), Held(.boolean(setting, from: value), by: allowed.origin))
  }

  /// The last step of merging: makes `policy` what it may be.
  ///
  /// - Returns: what was changed by it.
  package func hold(_ policy: inout Policy) -> List<Held> {
    var changes = List<Held>()
    if let allowed = allowed(.inherit) { hold(allowed, &policy, &changes) }
    hold(.ignoreDefaultExcludes, &policy.ignoreDefaultExcludes, &changes)
    hold(.detectValues, &policy.detectValues, &changes)
    hold(.closeFds, &policy.closeFds, &changes)
    hold(.noNewPrivs, &policy.noNewPrivs, &changes)
    if let allowed = allowed(.seal) { holdSeal(allowed, &policy, &changes) }
    if let allowed = allowed(.ignoreDefaultExcludes), !allowed.contains(true) {
      policy.defaultExcludes.append(Stated(.group(.secrets), allowed.origin))
    }
    if let allowed = allowed(.detectValues), !allowed.contains(false) { policy.heldDetection = allowed.origin }
    holdAssignments(&policy, &changes)
    policy.lay(audit: audit)
    policy.alwaysExclude = exclude
    policy.alwaysSet = assignments
    return changes
  }

  private func hold(_ allowed: Allowed, _ policy: inout Policy, _ changes: inout List<Held>) {
    // Values are numbered from the loosest on.
    let loosest = UInt8(allowed.values.trailingZeroBitCount)
    if loosest > Inherit.all.rawValue { policy.isHeldToCore = true }
    guard policy.inherit.value.rawValue < loosest, let mode = Inherit(rawValue: loosest) else { return }
    changes.append(Held(.inherit(from: policy.inherit, to: mode), by: allowed.origin))
    policy.inherit = Stated(mode, allowed.origin)
  }

  private func hold(_ setting: Setting, _ value: inout Stated<Bool>, _ changes: inout List<Held>) {
    let result = held(setting, value)
    value = result.value
    if let held = result.held { changes.append(held) }
  }

  /// `if-possible` counts as false unless it is listed; what isn't allowed becomes the other boolean, and where that
  /// isn't allowed either, the word.
  private func holdSeal(_ allowed: Allowed, _ policy: inout Policy, _ changes: inout List<Held>) {
    func allows(_ value: Sealing) -> Bool { allowed.values & 1 << value.rawValue != 0 }
    let seal = policy.seal
    let counted: Sealing = seal.value == .ifPossible && !allows(.ifPossible) ? .no : seal.value
    if allows(counted) { return }
    let other: Sealing = counted == .no ? .yes : .no
    let value = allows(other) ? other : .ifPossible
    changes.append(Held(.seal(from: seal, to: value), by: allowed.origin))
    policy.seal = Stated(value, allowed.origin)
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
  }
}
