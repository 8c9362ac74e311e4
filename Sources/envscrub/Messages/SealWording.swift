import Bytes

/// Why a command can't be sealed.
enum SealObstacle: Equatable, Sendable {
  /// The system's error when asked about Landlock, `errno(3)`.
  case unavailable(Int32)
  case tooOld
  case capabilities(Int32)
  case noNewPrivileges(Int32)
  case tooDeep
  case domain(Int32)
}

extension ByteBuffer {
  /// Ends a sentence, without a newline.
  mutating func write(_ obstacle: SealObstacle) {
    let notImplemented: Int32 = 38
    let notSupported: Int32 = 95
    switch obstacle {
    case .unavailable(notImplemented): write("this kernel has no Landlock, or a filter hides it; a seal needs Linux 5.19 or later")
    case .unavailable(notSupported): write("Landlock was disabled when this kernel started (its parameter lsm=)")
    case .unavailable(let code), .domain(let code):
      write("Landlock: ")
      write(systemError: code)
    case .tooOld: write("this kernel's Landlock is version 1; a seal needs version 2, in Linux 5.19 or later")
    case .capabilities(let code):
      write("CAP_SYS_PTRACE, CAP_SYS_ADMIN and CAP_PERFMON can't be given up: ")
      write(systemError: code)
    case .noNewPrivileges(let code):
      write("no_new_privs: ")
      write(systemError: code)
    case .tooDeep: write("16 seals are nested already, which is the kernel's limit")
    }
  }
}
