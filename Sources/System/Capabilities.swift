import CSystem

/// Sets of `capabilities(7)`: bit n for capability n.
enum Capabilities {
  private static let sysPtrace: UInt64 = 1 << 19
  private static let sysAdmin: UInt64 = 1 << 21
  private static let perfmon: UInt64 = 1 << 38

  /// CAP_SYS_PTRACE, CAP_SYS_ADMIN and CAP_PERFMON: each allows reading another process's environment in spite of a
  /// Landlock domain.
  static let lookingIntoProcesses = sysPtrace | sysAdmin | perfmon

  /// Removes them from all sets of this process; does nothing if no set has any.
  static func giveUpLookingIntoProcesses() throws(SystemError) {
    var held = CSystem.ck_capabilities()
    _ = try SystemError.check(ck_capabilities(&held))
    if (held.effective | held.permitted | held.inheritable) & lookingIntoProcesses == 0 { return }
    held.effective &= ~lookingIntoProcesses
    held.permitted &= ~lookingIntoProcesses
    held.inheritable &= ~lookingIntoProcesses
    _ = try SystemError.check(ck_set_capabilities(&held))
  }
}
