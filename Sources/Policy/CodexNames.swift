import Bytes

/// Names that Codex's own dialect knows: the core, and those it never hands on.  ASCII letters without case,
/// and nothing of what its patterns fold beside.
enum CodexNames {
  static func isCore(_ name: ByteString) -> Bool {
    isAmong("PATH SHELL TMPDIR TEMP TMP HOME LANG LC_ALL LC_CTYPE LOGNAME USER", name)
  }

  static func isReserved(_ name: ByteString) -> Bool {
    isAmong(
      """
      CODEX_EXEC_SERVER_NOISE_AUTH_TOKEN NODE_REPL_AUTH_TOKEN OPENAI_FEDERATION_RULE_ID \
      OPENAI_IDENTITY_TOKEN_FILE OPENAI_WORKLOAD_IDENTITY_CONTEXT
      """, name)
  }

  private static func isAmong(_ names: ByteString, _ name: ByteString) -> Bool {
    var words = WordIterator(names, separator: UInt8(ascii: " "))
    while let word = words.next() {
      if word.equalsFoldingCase(name) { return true }
    }
    return false
  }
}
