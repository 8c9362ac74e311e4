import Bytes

/// What a requirement made of a setting, for the notice that says so.
package struct RequirementEffect: Equatable, Sendable {
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
}

package extension RequirementEffect {
  init(_ change: Change, by requirement: Origin) {
    self.change = change
    self.requirement = requirement
  }

  /// Whether somebody stated what was changed: of a default nobody need be told.
  var wasStated: Bool {
    switch change {
    case .value(_, let from, _): from.origin.layer != .builtIn
    case .profile(let from, _): from.origin.layer != .builtIn
    case .inherited, .assignment: true
    }
  }
}
