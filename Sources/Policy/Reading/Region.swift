import Bytes

/// What a place in a policy or requirements file holds, as far as reports must know: no report may show the value of a
/// `set`, or the value of an unknown key.
enum Region: Equatable {
  case document, policy, profiles, filters, expectation, login, requirements, requirement, requiredExclude, requiredSet, rule
  case audit
  /// Modes, patterns, names.
  case shown
  /// `include` or `exclude`; anything else here may be a value.
  case filter
  /// What may be a value.
  case hidden

  /// The region of the value of `key`.  The elements of an array are in the region of the array.
  func member(_ key: ByteString) -> Region {
    switch self {
    case .document:
      if key == RequirementKey.table { return .requirements }
      switch FileKey(name: key) {
      case .policy?: return .policy
      case .profiles?, .commands?: return .profiles
      case .expect?: return .expectation
      case .login?: return .login
      case .audit?: return .audit
      case .profile?, .dialect?: return .shown
      case nil: return Self.value(of: key, .beside)
      }
    case .profiles: return .policy
    case .policy:
      if key == AuditKey.table { return .audit }
      return Self.value(of: key, .inTable)
    case .expectation: return key == "kept" || key == "dropped" ? .shown : .hidden
    case .login: return key == LoginKey.shell || key == LoginKey.profile ? .shown : .hidden
    case .requirements:
      if key == RequirementKey.exclude.name { return .requiredExclude }
      if key == RequirementKey.set.name { return .requiredSet }
      if key == RequirementKey.rules.name { return .rule }
      if key == RequirementKey.audit.name { return .audit }
      let isKnown = Setting(held: key) != nil || RequirementKey(name: key) != nil
      return isKnown ? .requirement : .hidden
    case .requirement: return key == "allowed" ? .shown : .hidden
    case .requiredExclude: return key == "always" ? .shown : .hidden
    case .requiredSet: return key == "forbidden" ? .shown : .hidden
    case .rule: return key == "glob" || key == "decision" ? .shown : .hidden
    // The arguments of a command may hold a secret.
    case .audit: return AuditKey(name: key) == .file || AuditKey(name: key) == .format ? .shown : .hidden
    case .filters: return .filter
    // A table in the wrong place may be one of assignments.
    case .shown, .filter, .hidden: return .hidden
    }
  }

  /// The region of the value of a setting, if the setting may be there.
  private static func value(of key: ByteString, _ place: Setting.Place) -> Region {
    guard let row = Setting(name: key)?.row, row.place == place else { return .hidden }
    if row.kind == .filters { return .filters }
    return row.kind.mayHoldValue ? .hidden : .shown
  }
}
