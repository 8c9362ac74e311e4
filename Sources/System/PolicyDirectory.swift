import Bytes
import CSystem

/// A directory that may hold policy files, opened once for all of them.  It stays open until the process
/// becomes another program: closing it would be one more system call, and there are only a few.
package struct PolicyDirectory: Sendable {
  let number: Int32
  package let path: ByteString
  package let facts: FileFacts

  /// nil where it is not there (`ENOENT`, `ENOTDIR`).
  /// - Parameter listing: whether its names are to be read too, for which the right to read it is needed.
  @inline(never)
  package static func open(_ path: ByteString, listing: Bool = false) throws(SystemError) -> PolicyDirectory? {
    do throws(SystemError) {
      let number = try FileDescriptor.open(path, listing ? CK_OPEN_LIST : CK_OPEN_DIRECTORY)
      return PolicyDirectory(number: number, path: path, facts: try FileDescriptor.facts(of: number))
    } catch {
      if error.isAbsence { return nil }
      throw error
    }
  }

  /// The directory that holds `path`; not there is an error.
  @inline(never)
  package static func holding(_ path: ByteString) throws(SystemError) -> PolicyDirectory {
    let slash = path.lastIndex(of: UInt8(ascii: "/"))
    guard let found = try open(slash.map { path[0..<max($0, 1)] } ?? ".") else { throw .noSuchFile }
    return found
  }

  /// Whether others than its owner and its group can reach the files in it, as far as its own mode goes.
  package var isOpenToAll: Bool { facts.permissions & 0o001 != 0 }

  /// Its path as the kernel knows it, links resolved.
  package func realPath() throws(SystemError) -> ByteString { try FileDescriptor.realPath(of: number) }
}
