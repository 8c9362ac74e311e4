import Bytes
import CSystem

/// What the kernel said of this process when it started (`getauxval(3)`): no system call.
package enum ProcessFacts {}

package extension ProcessFacts {
  static var realUser: UInt32 { UInt32(ck_auxiliary(UInt(CK_AUX_REAL_USER))) }
  static var effectiveUser: UInt32 { UInt32(ck_auxiliary(UInt(CK_AUX_EFFECTIVE_USER))) }

  /// Whether real and effective ids differ: a set-user-ID or set-group-ID program.
  static var hasBorrowedIds: Bool {
    ck_auxiliary(UInt(CK_AUX_REAL_USER)) != ck_auxiliary(UInt(CK_AUX_EFFECTIVE_USER))
      || ck_auxiliary(UInt(CK_AUX_REAL_GROUP)) != ck_auxiliary(UInt(CK_AUX_EFFECTIVE_GROUP))
  }

  /// Whether the kernel asks for secure execution (AT_SECURE): the ids differ, the file has capabilities, or a security
  /// module wants it.
  static var isSecureExecution: Bool { ck_auxiliary(UInt(CK_AUX_SECURE)) != 0 }

  /// The path that execve(2) was given, of a script where it was one; empty if the kernel didn't say.
  static var executedPath: ByteString {
    guard let path = UnsafePointer<CChar>(bitPattern: ck_auxiliary(UInt(CK_AUX_EXECUTED))) else { return "" }
    return ByteString(cString: path)
  }

  /// Whether `path` is the very file that runs here, whatever it is called: another link to it, or itself.
  static func isThisProgram(_ path: ByteString) -> Bool {
    var own = CSystem.ck_facts()
    var other = CSystem.ck_facts()
    return ck_facts_at(executedPath.permanentCString(), &own) == 0 && ck_facts_at(path.permanentCString(), &other) == 0
      && own.device == other.device && own.inode == other.inode
  }

  /// A path of the file that runs here for others to call it by: absolute, and the one that it was executed by where
  /// that leads to it, since what a link leads to may change with each version.
  static func ownPath() throws(SystemError) -> ByteString {
    let link: ByteString = "/proc/self/exe"
    let own = try FileIdentity(of: link)
    let executed = executedPath
    let isOfProcess = executed.hasPrefix("/proc/") || executed.hasPrefix("/dev/")
    if executed.hasPrefix("/"), !isOfProcess, try FileIdentity(of: executed) == own { return executed }
    let path = try FileDescriptor.target(of: link)
    // The file may have been removed, or lie outside of this process's root.
    guard path.hasPrefix("/"), try FileIdentity(of: path) == own else { throw .noSuchFile }
    return path
  }

  /// Eight bytes that the kernel drew for this process.
  static var randomSeed: UInt64 {
    guard let bytes = UnsafeRawPointer(bitPattern: ck_auxiliary(UInt(CK_AUX_RANDOM))) else { return 0 }
    // The C library takes its stack guard from the first eight.
    return bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
  }

  /// How many strings `environ(7)` has.
  static var entryCount: Int {
    guard let first = ck_environment() else { return 0 }
    var count = 0
    while first[count] != nil { count &+= 1 }
    return count
  }

  /// The strings of `environ(7)`, as this process got them, in their order.
  static func forEachEntry(_ body: (UnsafePointer<CChar>) -> Void) {
    guard var next = ck_environment() else { return }
    while let string = next.pointee {
      body(UnsafePointer(string))
      next += 1
    }
  }
}
