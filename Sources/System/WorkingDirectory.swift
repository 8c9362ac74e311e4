import Bytes
import CSystem

/// The working directory of this process, and whose file is at a path.
package enum WorkingDirectory {}

package extension WorkingDirectory {
  /// `chdir(2)`.
  static func change(to path: ByteString) throws(SystemError) {
    _ = try SystemError.check(ck_chdir(path.permanentCString()))
  }

  /// `fchdir(2)`.
  static func change(to directory: PolicyDirectory) throws(SystemError) {
    _ = try SystemError.check(ck_fchdir(directory.number))
  }

  /// `getcwd(2)`: its path without links; nil if it has none from here, because it was removed or is outside this
  /// process's root.
  static func path() throws(SystemError) -> ByteString? {
    do throws(SystemError) {
      // The buffer is on the stack; only the path takes memory, which is never freed.
      return try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { memory throws(SystemError) in
        try read(into: memory.baseAddress.unsafelyUnwrapped, memory.count)
      }
    } catch {
      if error == .resultTooLarge {
        let size = 4096
        return try read(into: .allocate(capacity: size), size)
      }
      if error.isAbsence { return nil }
      throw error
    }
  }

  private static func read(into memory: UnsafeMutablePointer<CChar>, _ size: Int) throws(SystemError) -> ByteString? {
    _ = try SystemError.check(ck_getcwd(memory, size))
    let path = ByteString(cString: memory)
    return path.hasPrefix("/") ? path.copied() : nil
  }

  /// The owner of the file at `path` itself, without following a link; nil if it does not exist or can't be examined.
  static func owner(of path: ByteString) -> UInt32? {
    var owner: UInt32 = 0
    return ck_owner(path.permanentCString(), &owner) == 0 ? owner : nil
  }
}
