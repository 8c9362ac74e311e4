import Bytes

/// The keys of the table `shell_environment_policy`: the one place that lists them.  The reader, its
/// errors and the test of the manual page go by it.
package enum PolicyKey: UInt8, Sendable {
  case inherit, ignoreDefaultExcludes, defaultExcludes, detectValues, keep, includeOnly, exclude, set

  package enum Form: Equatable, Sendable { case mode, boolean, patterns, assignments }

  /// In the order of the cases.
  private static var names: ByteString {
    "inherit ignore_default_excludes default_excludes detect_values keep include_only exclude set"
  }

  package var name: ByteString { WordIterator.word(rawValue, of: Self.names) }

  package var form: Form {
    switch self {
    case .inherit: .mode
    case .ignoreDefaultExcludes, .detectValues: .boolean
    case .defaultExcludes, .keep, .includeOnly, .exclude: .patterns
    case .set: .assignments
    }
  }

  /// Whether reports may show what stands there: modes and patterns.  A string where true or false should
  /// stand is anybody's guess.
  var holdsNoValue: Bool { form == .mode || form == .patterns }

  package init?(name: ByteString) {
    guard let number = WordIterator.number(of: name, in: Self.names) else { return nil }
    self.init(rawValue: number)
  }

  /// The next of the keys; the first after none.
  package static func after(_ key: PolicyKey?) -> PolicyKey? {
    PolicyKey(rawValue: key.map { $0.rawValue + 1 } ?? 0)
  }

  /// The table that holds them.
  package static var table: ByteString { "shell_environment_policy" }
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
}
