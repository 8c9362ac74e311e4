import Bytes

/// Names that Codex's dialect treats specially: the core names, and those that it never passes on.  They are compared
/// without ASCII case only, unlike its patterns.
package enum CodexNames {
  static func isCore(_ name: ByteString) -> Bool { isAmong(core, name) }

  /// Separated by blanks.
  static var core: ByteString { "PATH SHELL TMPDIR TEMP TMP HOME LANG LC_ALL LC_CTYPE LOGNAME USER" }

  static func isReserved(_ name: ByteString) -> Bool { isAmong(reserved, name) }

  /// Separated by blanks.
  package static var reserved: ByteString {
    """
    CODEX_EXEC_SERVER_NOISE_AUTH_TOKEN CODEX_GUARDIAN_DECISIONS_API_KEY NODE_REPL_AUTH_TOKEN \
    OPENAI_FEDERATION_RULE_ID OPENAI_IDENTITY_TOKEN_FILE OPENAI_WORKLOAD_IDENTITY_CONTEXT
    """
  }

  private static func isAmong(_ names: ByteString, _ name: ByteString) -> Bool {
    var words = WordIterator(names, separator: UInt8(ascii: " "))
    while let word = words.next() {
      if word.equalsFoldingCase(name) { return true }
    }
    return false
  }
}
