import Bytes
import CSystem

/// Where and for whom this process runs, for the audit record.
package enum Surroundings {}

package extension Surroundings {
  /// `uname(2)`.
  static var host: ByteString {
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: 256)
    return ck_host_name(memory, 256) < 0 ? "" : ByteString(cString: memory)
  }

  /// The kernel's boot id; empty if /proc isn't mounted.
  static var boot: ByteString { line("/proc/sys/kernel/random/boot_id") }

  static var process: Int { Int(ck_process()) }
  static var parent: Int { Int(ck_parent()) }

  /// The name of a process (`proc_pid_comm(5)`).
  static func name(ofProcess process: Int) -> ByteString {
    var path = ByteBuffer()
    path.write("/proc/", decimal: process, "/comm")
    return line(path.finish())
  }

  /// The terminal on standard input, output or error; nil if none of them is one.
  static var terminal: ByteString? {
    for number in 0..<Int32(3) where ck_terminal_columns(number) >= 0 {
      return (try? FileDescriptor.realPath(of: number)) ?? "/dev/tty"
    }
    return nil
  }

  private static func line(_ path: ByteString) -> ByteString {
    var line: ByteString = ""
    guard let file = try? FileDescriptor.file(path) else { return line }
    _ = try? file.forEachLine { text in
      line = text.copied()
      return true
    }
    return line
  }
}
