import Bytes
import System

extension ByteBuffer {
  /// Why a command can't be sealed: the end of a sentence, without a newline.
  mutating func write(_ obstacle: Landlock.Obstacle) {
    switch obstacle {
    case .unavailable(.notImplemented): write("this kernel has no Landlock, or a filter hides it; a seal needs Linux 5.19 or later")
    case .unavailable(.notSupported): write("Landlock was disabled when this kernel started (its parameter lsm=)")
    case .unavailable(let error), .domain(let error):
      write("Landlock: ")
      write(systemError: error.code)
    case .tooOld: write("this kernel's Landlock is version 1; a seal needs version 2, in Linux 5.19 or later")
    case .capabilities(let error):
      write("CAP_SYS_PTRACE, CAP_SYS_ADMIN and CAP_PERFMON can't be given up: ")
      write(systemError: error.code)
    case .noNewPrivileges(let error):
      write("no_new_privs: ")
      write(systemError: error.code)
    case .tooDeep: write("16 seals are nested already, which is the kernel's limit")
    }
  }
}
