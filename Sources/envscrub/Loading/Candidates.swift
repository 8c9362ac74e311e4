import Bytes

/// Where policy files are looked for: the fixed paths and names.
enum Candidates {
  /// The administrator's directory: the system policy, requirements, and a directory of further requirements.
  static var systemDirectory: ByteString { "/etc/envscrub" }
  static var policyName: ByteString { "config.toml" }
  static var requirementsName: ByteString { "requirements.toml" }
  static var requirementsDirectory: ByteString { "/etc/envscrub/requirements.d" }
  static var projectName: ByteString { ".envscrub.toml" }
  /// Codex's own: the system directory, the directory in a project, and the suffix of a profile's file.
  static var codexSystemDirectory: ByteString { "/etc/codex" }
  static var codexDirectoryName: ByteString { ".codex" }
  static var trustListName: ByteString { "trusted" }
  /// Relative to the home directory.
  static var stateDirectory: ByteString { ".local/state/envscrub" }

  /// The directory of the user's file.  The home directory comes only from the password database: no environment
  /// variable influences where a policy comes from.
  static func userDirectory(home: ByteString, _ isCodex: Bool) -> ByteString {
    join(home, isCodex ? ".codex" : ".config/envscrub")
  }

  /// Codex's file for the profile `name`, next to the user's; nil if the name allows no such file.  As in Codex, a name
  /// has only letters, digits, `-` and `_`, so it can't leave the directory.
  static func codexFile(ofProfile name: ByteString) -> ByteString? {
    if name.isEmpty { return nil }
    for index in name.indices {
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

  /// Whether a path is that of a project file of Codex: `.codex/config.toml`.
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

  /// The parent of an absolute directory; nil for `/`.
  static func parent(of directory: ByteString) -> ByteString? {
    guard directory.count > 1, let slash = directory.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return directory[0..<max(slash, 1)]
  }

  /// Whether a name in requirements.d counts: `*.toml` as in a shell, so not with a leading dot.
  static func isRequirements(_ name: ByteString) -> Bool {
    let ending: ByteString = ".toml"
    return !name.hasPrefix(".") && name.count > ending.count && name.hasSuffix(ending)
  }

  /// Whether a name there does not count, but was probably meant to.
  static func isMisnamedRequirements(_ name: ByteString) -> Bool {
    if isRequirements(name) { return false }
    var endings = WordIterator(".toml .toml.txt .conf", separator: UInt8(ascii: " "))
    while let ending = endings.next() {
      if name.count >= ending.count, name.dropFirst(name.count - ending.count).equalsFoldingCase(ending) { return true }
    }
    return false
  }
}
