import Bytes

/// Where policy files may be.
package enum Candidates {
  /// The administrator's: the system's policy, requirements, and a directory of more of these.
  package static var systemDirectory: ByteString { "/etc/envscrub" }
  package static var policyName: ByteString { "config.toml" }
  package static var requirementsName: ByteString { "requirements.toml" }
  package static var requirementsDirectory: ByteString { "/etc/envscrub/requirements.d" }
  package static var projectName: ByteString { ".envscrub.toml" }
  package static var trustListName: ByteString { "trusted" }
  /// Below the home directory.
  package static var stateDirectory: ByteString { ".local/state/envscrub" }

  /// The directory of the user's file, for what `~` is in the password database and nowhere else: no
  /// environment variable has a say in where a policy comes from.
  package static func userDirectory(home: ByteString, _ isCodex: Bool) -> ByteString {
    join(home, isCodex ? ".codex" : ".config/envscrub")
  }

  /// `directory/name`.
  package static func join(_ directory: ByteString, _ name: ByteString) -> ByteString {
    var path = ByteBuffer()
    path.write(directory)
    if let last = directory.last, last != UInt8(ascii: "/") { path.write(UInt8(ascii: "/")) }
    path.write(name)
    return path.finish()
  }

  /// The directory above an absolute one; nil above `/`.
  package static func parent(of directory: ByteString) -> ByteString? {
    guard directory.count > 1, let slash = directory.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return directory[0..<max(slash, 1)]
  }

  /// Whether a file in the directory of requirements is one: `*.toml`.
  package static func isRequirements(_ name: ByteString) -> Bool {
    let ending: ByteString = ".toml"
    return name.count > ending.count && name.dropFirst(name.count - ending.count) == ending
  }
}
