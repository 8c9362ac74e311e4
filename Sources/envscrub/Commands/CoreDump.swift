import Bytes

/// Where the kernel writes the memory of a crashing process (`core(5)`): secrets in its environment are written too.
struct CoreDump: Equatable, Sendable {
  /// The kernel's `core_pattern`; empty if the file is named only after the process id, nil if it can't be read.
  let pattern: ByteString?
  /// Whether it is passed to a program instead of a file.
  var isPiped: Bool { pattern?.hasPrefix("|") ?? false }

  /// nil if nothing is written.
  /// - Parameters:
  ///   - limit: the soft limit RLIMIT_CORE.  A process may raise it, but has not done so.
  ///   - pattern: the text of `/proc/sys/kernel/core_pattern`; nil if it can't be read.
  ///   - usesProcessId: the text of `core_uses_pid`.
  init?(limit: UInt64, pattern: ByteString?, usesProcessId: ByteString?) {
    if limit == 0 { return nil }
    let line = pattern.map { $0[0..<($0.firstIndex(of: UInt8(ascii: "\n")) ?? $0.count)] }
    if let line, line.isEmpty, usesProcessId?.hasPrefix("0") == true { return nil }
    self.pattern = line
  }
}
