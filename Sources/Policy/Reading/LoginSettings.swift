import Bytes

/// What a file says of login shells, its table `login`.
package struct LoginSettings: Equatable, Sendable {
  /// An absolute path.
  package var shell: Stated<ByteString>?
  /// Empty for none.
  package var profile: Stated<ByteString>?

  package init() {}
}

package extension LoginSettings {
  var isEmpty: Bool { shell == nil && profile == nil }

  /// Lays the user's over the system's: the user's shell counts where the system has none.
  mutating func merge(_ user: LoginSettings) {
    shell = shell ?? user.shell
    profile = user.profile ?? profile
  }
}
