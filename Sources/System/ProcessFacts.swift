import Bytes
import CSystem

/// What the kernel passed to this process at its start (`getauxval(3)`, `environ(7)`), without a system call.
package enum ProcessFacts {}

package extension ProcessFacts {
  static var realUser: UInt32 { UInt32(ck_auxiliary(UInt(CK_AUX_REAL_USER))) }
  static var effectiveUser: UInt32 { UInt32(ck_auxiliary(UInt(CK_AUX_EFFECTIVE_USER))) }

  /// Whether real and effective ids differ, as in a set-user-ID or set-group-ID program.
  static var hasBorrowedIds: Bool {
    ck_auxiliary(UInt(CK_AUX_REAL_USER)) != ck_auxiliary(UInt(CK_AUX_EFFECTIVE_USER))
      || ck_auxiliary(UInt(CK_AUX_REAL_GROUP)) != ck_auxiliary(UInt(CK_AUX_EFFECTIVE_GROUP))
  }

  /// Whether the kernel requests secure execution (AT_SECURE): ids differ, the file has capabilities, or a security
  /// module requests it.
  static var isSecureExecution: Bool { ck_auxiliary(UInt(CK_AUX_SECURE)) != 0 }

  /// The path that execve(2) was given; for a script the path of the script.  Empty if the kernel didn't pass it.
  static var executedPath: ByteString {
    guard let path = UnsafePointer<CChar>(bitPattern: ck_auxiliary(UInt(CK_AUX_EXECUTED))) else { return "" }
    return ByteString(cString: path)
  }

  /// Whether `path` is the file that is running here, under any name or link.
  static func isThisProgram(_ path: ByteString) -> Bool {
    guard let own = try? FileIdentity(of: executedPath), let other = try? FileIdentity(of: path) else { return false }
    return own == other
  }

  /// An absolute path by which others can call the running file.  It is the path that was executed, if that still leads
  /// to the file: the target of a link may change with each version.
  static func ownPath() throws(SystemError) -> ByteString {
    let link: ByteString = "/proc/self/exe"
    let own = try FileIdentity(of: link)
    let executed = executedPath
    let isOfProcess = executed.hasPrefix("/proc/") || executed.hasPrefix("/dev/")
    if executed.hasPrefix("/"), !isOfProcess, try FileIdentity(of: executed) == own { return executed }
    let path = try FileDescriptor.target(of: link)
    // The file may have been removed, or be outside this process's root.
    guard path.hasPrefix("/"), try FileIdentity(of: path) == own else { throw .noSuchFile }
    return path
  }

  /// Eight random bytes from the kernel, drawn for this process.
  static var randomSeed: UInt64 {
    guard let bytes = UnsafeRawPointer(bitPattern: ck_auxiliary(UInt(CK_AUX_RANDOM))) else { return 0 }
    // The first eight are the C library's stack guard.
    return bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
  }

  /// The number of strings in `environ(7)`.
  static var entryCount: Int {
    guard let first = ck_environment() else { return 0 }
    var count = 0
    while first[count] != nil { count &+= 1 }
    return count
  }

  /// Passes the strings of `environ(7)` to `body` in their order.
  static func forEachEntry(_ body: (UnsafePointer<CChar>) -> Void) {
    guard var next = ck_environment() else { return }
    while let string = next.pointee {
      body(UnsafePointer(string))
      next += 1
    }
  }
}
