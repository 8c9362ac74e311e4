import Bytes

/// What a requirement changed in a setting, for the notice.
package struct RequirementEffect: Equatable, Sendable {
  package enum Change: Equatable, Sendable {
    case value(Setting, from: Stated<UInt8>, to: UInt8)
    /// Patterns of `inherit`, which count as `all`: they pick from the core names.
    case inherited(Origin)
    /// The empty name means no profile.
    case profile(from: Stated<ByteString>, to: ByteString)
    /// An assignment that was removed.
    case assignment(name: ByteString, origin: Origin)
  }

  package let change: Change
  /// Where the requirement is stated.
  package let requirement: Origin
}

package extension RequirementEffect {
  init(_ change: Change, by requirement: Origin) {
    self.change = change
    self.requirement = requirement
  }

  /// Whether the changed setting was stated by somebody: the change of a default needs no notice.
  var wasStated: Bool {
    switch change {
    case .value(_, let from, _): from.origin.layer != .builtIn
    case .profile(let from, _): from.origin.layer != .builtIn
    case .inherited, .assignment: true
    }
  }
}
