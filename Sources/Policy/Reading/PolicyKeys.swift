import Bytes

/// The keys of the table `shell_environment_policy`, and of a profile: the one place that lists them.  The
/// reader, its errors and the test of the manual page go by it.
package enum PolicyKey: UInt8, Sendable {
  case inherit, ignoreDefaultExcludes, defaultExcludes, detectValues, keep, includeOnly, exclude, filters, set

  package enum Form: Equatable, Sendable { case mode, boolean, patterns, filters, assignments }

  /// In the order of the cases.
  static var names: WordTable {
    WordTable(
      """
      inherit                 \
      ignore_default_excludes \
      default_excludes        \
      detect_values           \
      keep                    \
      include_only            \
      exclude                 \
      filters                 \
      set                     \

      """, width: 24)
  }

  package var name: ByteString { Self.names[rawValue] }

  package var form: Form {
    switch self {
    case .inherit: .mode
    case .ignoreDefaultExcludes, .detectValues: .boolean
    case .defaultExcludes, .keep, .includeOnly, .exclude: .patterns
    case .filters: .filters
    case .set: .assignments
    }
  }

  /// Whether Codex has the key too.
  var isCodex: Bool {
    switch self {
    case .inherit, .ignoreDefaultExcludes, .includeOnly, .exclude, .filters, .set: true
    case .defaultExcludes, .detectValues, .keep: false
    }
  }

  package init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// The next of the keys; the first after none.
  package static func after(_ key: PolicyKey?) -> PolicyKey? {
    PolicyKey(rawValue: key.map { $0.rawValue + 1 } ?? 0)
  }

  /// The table that holds them.
  package static var table: ByteString { "shell_environment_policy" }
}

/// The keys of a policy file.
package enum FileKey: UInt8, Sendable {
  case policy, profile, profiles, dialect, expect, allowLoginShell, login, seal, closeFds, noNewPrivs, audit

  /// In the order of the cases.
  static var names: WordTable {
    WordTable(
      """
      shell_environment_policy \
      profile                  \
      profiles                 \
      dialect                  \
      expect                   \
      allow_login_shell        \
      login                    \
      seal                     \
      close_fds                \
      no_new_privs             \
      audit                    \

      """, width: 25)
  }

  package var name: ByteString { Self.names[rawValue] }

  package init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// The next of the keys; the first after none.
  package static func after(_ key: FileKey?) -> FileKey? {
    FileKey(rawValue: key.map { $0.rawValue + 1 } ?? 0)
  }
}

/// The keys of the table `login`: the shell that a login gets, and the profile that counts there.
package enum LoginKey {
  package static var shell: ByteString { "shell" }
  package static var profile: ByteString { "profile" }
  static var names: ByteString { "shell profile" }
}

/// Keys that Codex's own files have beside `shell_environment_policy`: somebody who has one here has
/// mistaken one kind of file for the other.
package enum CodexKeys {
  package static func contains(_ name: ByteString) -> Bool {
    let names: ByteString = """
      sandbox_mode approval_policy mcp_servers otel model model_provider model_providers \
      model_reasoning_effort sandbox_workspace_write projects features tui notify history \
      hide_agent_reasoning project_doc_max_bytes file_opener disable_response_storage tools \
      experimental_use_profile
      """
    return WordIterator.number(of: name, in: names) != nil
  }

  /// In Codex's policy table a boolean that nobody reads.
  static var unread: ByteString { "experimental_use_profile" }
}

/// The keys of a requirements file, below its table `requirements`: beside the settings with allowed values.
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

  package var name: ByteString { Self.names[rawValue] }

  package init?(name: ByteString) {
    guard let number = Self.names.number(of: name) else { return nil }
    self.init(rawValue: number)
  }

  /// The next of the keys; the first after none.
  package static func after(_ key: RequirementKey?) -> RequirementKey? {
    RequirementKey(rawValue: key.map { $0.rawValue + 1 } ?? 0)
  }

  /// The table that holds them.
  package static var table: ByteString { "requirements" }
}
