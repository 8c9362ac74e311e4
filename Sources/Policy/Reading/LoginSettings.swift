import Bytes

/// The table `login` of a file: the shell and profile of logins.
package struct LoginSettings: Equatable, Sendable {
  /// An absolute path.
  package var shell: Stated<ByteString>?
  /// Empty for none.
  package var profile: Stated<ByteString>?

  package init() {}
}

package extension LoginSettings {
  var isEmpty: Bool { shell == nil && profile == nil }

  /// Merges the user's settings into the system's: the user's shell counts only if the system names none.
  mutating func merge(_ user: LoginSettings) {
    shell = shell ?? user.shell
    profile = user.profile ?? profile
  }
}
