import Bytes

/// Where policy files may be.
enum Candidates {
  /// The administrator's: the system's policy, requirements, and a directory of more of these.
  static var systemDirectory: ByteString { "/etc/envscrub" }
  static var policyName: ByteString { "config.toml" }
  static var requirementsName: ByteString { "requirements.toml" }
  static var requirementsDirectory: ByteString { "/etc/envscrub/requirements.d" }
  static var projectName: ByteString { ".envscrub.toml" }
  /// Codex's own, for the machine; in a project; and the part of its name that one of a profile has behind it.
  static var codexSystemDirectory: ByteString { "/etc/codex" }
  static var codexDirectoryName: ByteString { ".codex" }
  static var trustListName: ByteString { "trusted" }
  /// Below the home directory.
  static var stateDirectory: ByteString { ".local/state/envscrub" }

  /// The directory of the user's file, for what `~` is in the password database and nowhere else: no
  /// environment variable has a say in where a policy comes from.
  static func userDirectory(home: ByteString, _ isCodex: Bool) -> ByteString {
    join(home, isCodex ? ".codex" : ".config/envscrub")
  }

  /// Codex's file of the profile `name`, beside the user's; nil where no such file can be: as in Codex a name has
  /// letters, digits, `-` and `_`, and so can't lead out of the directory.
  static func codexFile(ofProfile name: ByteString) -> ByteString? {
    if name.isEmpty { return nil }
    for index in 0..<name.count {
      let byte = name[index]
      if byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { continue }
      return nil
    }
    var file = ByteBuffer()
    file.write(name)
    file.write(".")
    file.write(policyName)
    return file.finish()
  }

  /// Whether a path is that of a file of Codex's in a project: `.codex/config.toml`.
  static func isCodexProject(directory: ByteString, name: ByteString) -> Bool {
    name == policyName && directory.lastComponent == codexDirectoryName
  }

  /// `directory/name`.
  static func join(_ directory: ByteString, _ name: ByteString) -> ByteString {
    var path = ByteBuffer()
    path.write(directory)
    if let last = directory.last, last != UInt8(ascii: "/") { path.write(UInt8(ascii: "/")) }
    path.write(name)
    return path.finish()
  }

  /// The directory above an absolute one; nil above `/`.
  static func parent(of directory: ByteString) -> ByteString? {
    guard directory.count > 1, let slash = directory.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return directory[0..<max(slash, 1)]
  }

  /// Whether a file in the directory of requirements is one: `*.toml`, as a shell has it, so without a dot before it.
  static func isRequirements(_ name: ByteString) -> Bool {
    let ending: ByteString = ".toml"
    return !name.hasPrefix(".") && name.count > ending.count && name.dropFirst(name.count - ending.count) == ending
  }

  /// Whether a file there is none, but seems to be meant as one.
  static func isMisnamedRequirements(_ name: ByteString) -> Bool {
    if isRequirements(name) { return false }
    var endings = WordIterator(".toml .toml.txt .conf", separator: UInt8(ascii: " "))
    while let ending = endings.next() {
      if name.count >= ending.count, name.dropFirst(name.count - ending.count).equalsFoldingCase(ending) { return true }
    }
    return false
  }
}
