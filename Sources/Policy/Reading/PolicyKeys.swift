import Bytes

/// The top-level tables and keys of a policy file other than settings; `Settings.swift` has those.
package enum FileKey: UInt8, Sendable {
  case policy, profile, profiles, commands, dialect, expect, login, audit

  /// In the order of the cases.
  private static var names: WordTable {
    WordTable(
      """
      shell_environment_policy \
      profile                  \
      profiles                 \
      commands                 \
      dialect                  \
      expect                   \
      login                    \
      audit                    \

      """, width: 25)
  }
}

package extension FileKey {
  var name: ByteString { Self.names[rawValue] }

  init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// Whether it is one of these, or a setting at the top level.
  static func isKnown(_ name: ByteString) -> Bool {
    FileKey(name: name) != nil || Setting(name: name)?.row.place == .beside
  }

  /// The one of all these that `name` was probably meant to be.
  static func nearest(to name: ByteString) -> ByteString? {
    if name.isEmpty { return nil }
    var nearest = Nearest(to: name)
    let key = names.improve(&nearest)
    return Setting.improve(&nearest) { $0.place == .beside } ?? key
  }
}

/// The keys of the table `login`: the shell of a login, and the profile in force there.
enum LoginKey {
  static var shell: ByteString { "shell" }
  static var profile: ByteString { "profile" }
  static var names: ByteString { "shell profile" }
}

/// The keys of the table `requirements` other than the settings whose allowed values it lists.
package enum RequirementKey: UInt8, Sendable {
  case profile, exclude, set, rules, audit

  /// In the order of the cases.
  static var names: WordTable {
    WordTable(
      """
      profile \
      exclude \
      set     \
      rules   \
      audit   \

      """, width: 8)
  }
}

package extension RequirementKey {
  var name: ByteString { Self.names[rawValue] }

  init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// The table that holds them.
  static var table: ByteString { "requirements" }
}
