import Bytes
import CSystem

/// A directory that may hold policy files, opened once for all of them.  It stays open until the process executes
/// another program: closing it would cost one of the few system calls of a run.
package struct PolicyDirectory: Sendable {
  let number: Int32
  package let path: ByteString
  /// Its path without links; empty if it has none.
  let resolved: ByteString
  package let facts: FileFacts
}

package extension PolicyDirectory {
  /// nil if it does not exist.  A dangling link in the path is the error `noSuchFile`; a file of another kind with
  /// its name is `notADirectory`.
  /// - Parameter listing: whether its names will be read too, which needs read permission.
  static func open(_ path: ByteString, listing: Bool = false) throws(SystemError) -> PolicyDirectory? {
    var number = ck_open_unlinked(path.permanentCString(), Int32(listing ? CK_OPEN_LIST : CK_OPEN_DIRECTORY))
    var resolved = path
    if number < 0 {
      // Without a link on the way, either the name does not exist, or a part of the path is no directory.
      let error = SystemError(code: -number)
      if error == .notADirectory, WorkingDirectory.owner(of: path) != nil { throw error }
      if error.isAbsence { return nil }
      var walk = try PathWalk(to: path)
      guard let reached = try walk.reach(file: false) else { return nil }
      number = listing ? try FileDescriptor.open(".", CK_OPEN_LIST, in: reached) : reached
      resolved = walk.path
    }
    return PolicyDirectory(
      number: number, path: path, resolved: resolved, facts: try FileDescriptor.facts(of: number))
  }

  /// The directory in which a command is to start, opened as `chdir(2)` would find it.  If it does not exist, that is
  /// an error.
  static func start(_ path: ByteString) throws(SystemError) -> PolicyDirectory {
    let number = try FileDescriptor.open(path, CK_OPEN_DIRECTORY)
    return PolicyDirectory(number: number, path: path, resolved: "", facts: try FileDescriptor.facts(of: number))
  }

  /// Whether its mode lets users other than its owner and group reach the files in it.
  var isOpenToAll: Bool { facts.permissions & 0o001 != 0 }

  /// The path of a directory without links; nil if it has none from here.  If it does not exist, that is an error.
  ///
  /// - Parameter known: that directory, if it was opened before; if another one has taken its place, the error is
  ///   `staleHandle`.
  static func realPath(_ path: ByteString, of known: PolicyDirectory? = nil) throws(SystemError) -> ByteString? {
    var walk = try PathWalk(to: path)
    guard let number = try walk.reach(file: false) else { throw .noSuchFile }
    if let known {
      if try FileDescriptor.facts(of: number).identity != known.facts.identity { throw .staleHandle }
    }
    return walk.path.isEmpty ? nil : walk.path
  }

  /// The last directory on the way to `path` that can be reached.
  static func end(of path: ByteString) -> ByteString? {
    guard var walk = try? PathWalk(to: path) else { return nil }
    _ = try? walk.reach(file: false)
    return walk.path
  }
}

extension ByteString {
  /// The part of a path before its last component; it may be `/` or `.`.
  package var directory: ByteString { lastIndex(of: UInt8(ascii: "/")).map { self[0..<max($0, 1)] } ?? "." }
}
