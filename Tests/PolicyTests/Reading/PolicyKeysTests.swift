import Bytes
@testable import Policy
import TestSupport
import Testing

/// The keys of a file other than settings: each is found by exactly its name.
@Suite struct PolicyKeysTests {
  @Test func keysOfFiles() {
    let keys = allValues(of: FileKey.self)
    #expect(
      keys.map(\.name.text) == [
        "shell_environment_policy", "profile", "profiles", "commands", "dialect", "expect", "login", "audit",
      ])
    for key in keys {
      #expect(FileKey(name: key.name) == key && FileKey.isKnown(key.name))
      for name in namesNear(key.name) where name != "profile" { #expect(FileKey(name: name) == nil, "\(name.debugDescription)") }
    }
  }

  @Test func keysOfRequirements() {
    let keys = allValues(of: RequirementKey.self)
    #expect(keys.map(\.name.text) == ["profile", "exclude", "set", "rules", "audit"])
    for key in keys {
      #expect(RequirementKey(name: key.name) == key)
      for name in namesNear(key.name) { #expect(RequirementKey(name: name) == nil, "\(name.debugDescription)") }
    }
  }

  @Test func keysOfTheTrail() {
    let keys = allValues(of: AuditKey.self)
    #expect(keys.map(\.name.text).joined(separator: " ") == AuditKey.names.text)
    for key in keys {
      #expect(AuditKey(name: key.name) == key)
      for name in namesNear(key.name) { #expect(AuditKey(name: name) == nil, "\(name.debugDescription)") }
    }
  }

  /// a key, whether it is allowed at the top level of a file
  static let known: [(ByteString, Bool)] = [
    ("seal", true), ("show_dropped", true), ("audit", true), ("keep", false), ("codex", false), ("requirements", false),
    ("seal                    0", false), ("audit ", false), ("", false),
  ]
  @Test(arguments: known)
  func isKnown(key: ByteString, expected: Bool) { #expect(FileKey.isKnown(key) == expected) }

  /// a key, the one that it was probably meant to be
  static let nearest: [(ByteString, ByteString?)] = [
    ("profil", "profile"), ("profiless", "profiles"), ("seel", "seal"), ("shell_enviroment_policy", "shell_environment_policy"),
    ("seal ", "seal"), ("keeep", nil), ("xyzzy", nil), ("", nil),
  ]
  @Test(arguments: nearest)
  func nearestKey(key: ByteString, expected: ByteString?) { #expect(FileKey.nearest(to: key) == expected) }
}
