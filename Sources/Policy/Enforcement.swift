import Bytes
import Globs
import Secrets

/// What requirements change in a merged policy.
package extension Requirements {
  /// The profile that counts if `chosen` (empty for none) was chosen.
  /// - Parameter written: how it was written, for reports, if that differs from its name.
  func profile(
    _ chosen: Stated<ByteString>, written: ByteString? = nil
  ) -> (name: Stated<ByteString>, held: RequirementEffect?) {
    guard let profiles, let first = profiles.first else { return (chosen, nil) }
    for profile in profiles where profile.value == chosen.value { return (chosen, nil) }
    // Somebody who chose no profile need not be told of the default.
    let shown = Stated(written ?? chosen.value, chosen.origin)
    let held = chosen.value.isEmpty ? nil : RequirementEffect(.profile(from: shown, to: first.value), by: first.origin)
    return (first, held)
  }

  /// Whether a profile of that name may come from root's files only.
  func isRoots(profile: ByteString) -> Bool {
    for candidate in profiles ?? List() where candidate.value == profile { return true }
    return false
  }

  /// The value that requirements allow in place of `value`, and the requirement.
  func held(_ setting: Setting, _ value: Stated<UInt8>) -> (value: Stated<UInt8>, held: RequirementEffect?) {
    guard let allowed = allowed(setting) else { return (value, nil) }
    let becomes = allowed.value(for: value.value, setting.row.held)
    if becomes == value.value { return (value, nil) }
    return (Stated(becomes, allowed.origin), RequirementEffect(.value(setting, from: value, to: becomes), by: allowed.origin))
  }

  /// The last step of merging: restricts `policy` to what is allowed.
  ///
  /// - Returns: what was changed.
  func enforce(on policy: inout Policy) -> List<RequirementEffect> {
    var changes = List<RequirementEffect>()
    let stated = policy.values
    stated.forEach { setting, value in
      if setting.row.held == .elsewhere { return }
      if setting == .inherit, policy.inherited != nil {
        // If `all` is not allowed, a list of patterns is restricted as the allow-list of `none` is, whatever else is
        // allowed.
        if let allowed = allowed(setting), !allowed.contains(value.value) {
          changes.append(RequirementEffect(.inherited(value.origin), by: allowed.origin))
        }
        return
      }
      let result = held(setting, value)
      policy.values[setting] = result.value
      if let held = result.held { changes.append(held) }
    }
    // In every mode, an allow-list picks from no more than the loosest allowed mode.
    if let allowed = allowed(.inherit), !allowed.contains(Inherit.all.rawValue) { policy.isLimitedToCore = true }
    if let allowed = allowed(.ignoreDefaultExcludes), !allowed.contains(1) {
      policy.lists[.defaultExcludes].append(Stated(.group(.secrets), allowed.origin))
    }
    if let allowed = allowed(.detectValues), !allowed.contains(0) { policy.requiredDetection = allowed.origin }
    enforceAssignments(&policy, &changes)
    policy.merge(audit: audit)
    policy.alwaysExclude = exclude
    policy.alwaysSet = assignments
    return changes
  }

  private func enforceAssignments(_ policy: inout Policy, _ changes: inout List<RequirementEffect>) {
    if forbiddenAssignments.isEmpty { return }
    let forbidden = RuleMatcher(forbiddenAssignments, names: policy.assignments.count)
    var left = List<Assignment>()
    for assignment in policy.assignments {
      guard let name = assignment.entry.name, let match = forbidden.firstMatch(name) else {
        left.append(assignment)
        continue
      }
      changes.append(
        RequirementEffect(.assignment(name: assignment.shownName, origin: assignment.origin), by: match.rule.origin))
    }
    policy.assignments = left
    if let export = policy.exportDropped, let match = forbidden.firstMatch(export.value) {
      changes.append(RequirementEffect(.assignment(name: export.value, origin: export.origin), by: match.rule.origin))
      policy.exportDropped = nil
    }
  }
}

extension Requirements.Allowed {
  /// The allowed value for `value`, which may be `value` itself.
  func value(for value: UInt8, _ hold: Setting.Hold) -> UInt8 {
    switch hold {
    case .never: return value
    // Values are numbered from the loosest to the strictest.
    case .atLeast: return max(value, UInt8(values.trailingZeroBitCount))
    case .toAnother, .elsewhere:
      // A word that isn't listed counts as false.
      if contains(value) || value > 1 && contains(0) { return value }
      let other: UInt8 = value == 0 || value > 1 ? 1 : 0
      // If that isn't allowed either, the word is the only value left.
      return contains(other) ? other : 2
    }
  }
}
