import CSystem

/// `capabilities(7)`: sets of them, bit n for number n.
enum Capabilities {
  private static let sysPtrace: UInt64 = 1 << 19
  private static let sysAdmin: UInt64 = 1 << 21
  private static let perfmon: UInt64 = 1 << 38

  /// CAP_SYS_PTRACE, CAP_SYS_ADMIN and CAP_PERFMON: who holds one of them can read another process's environment
  /// whatever domain it is in.
  static let lookingIntoProcesses = sysPtrace | sysAdmin | perfmon

  /// Takes them out of all sets of this process; nothing is done where none is in any.
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
