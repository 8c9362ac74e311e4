import Bytes

/// Where the memory of a process that crashes goes, `core(5)`: a kept secret in its environment goes with it.
struct CoreDump: Equatable, Sendable {
  /// That of the kernel, `core_pattern`; empty if the file is called after the process id alone, nil if nobody can
  /// tell.
  let pattern: ByteString?
  /// Whether it goes to a program, and not to a file.
  var isPiped: Bool { pattern?.hasPrefix("|") ?? false }

  /// nil if it goes nowhere.
  /// - Parameters:
  ///   - limit: RLIMIT_CORE as it stands; who may raise it has not raised it.
  ///   - pattern: the text of `/proc/sys/kernel/core_pattern`; nil if it can't be read.
  ///   - usesProcessId: that of `core_uses_pid`.
  init?(limit: UInt64, pattern: ByteString?, usesProcessId: ByteString?) {
    if limit == 0 { return nil }
    let line = pattern.map { $0[0..<($0.firstIndex(of: UInt8(ascii: "\n")) ?? $0.count)] }
    if let line, line.isEmpty, usesProcessId?.hasPrefix("0") == true { return nil }
    self.pattern = line
  }
}
