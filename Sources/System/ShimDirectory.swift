import Bytes
import CSystem

/// A directory for shims: created if it is missing; each file in it is replaced atomically.
package extension PolicyDirectory {
  /// Opens the directory; creates it and its missing parents with mode 755.
  static func make(_ path: ByteString) throws(SystemError) -> PolicyDirectory {
    if let found = try open(path) { return found }
    var end = 0
    while end < path.count {
      end = path.firstIndex(of: UInt8(ascii: "/"), from: end + 1) ?? path.count
      let made = ck_make_directory(Int32(CK_AT_CWD), path[0..<end].permanentCString(), 0o755)
      if made < 0, SystemError(code: -made) != .fileExists { throw SystemError(code: -made) }
    }
    guard let directory = try open(path) else { throw .noSuchFile }
    return directory
  }

  /// The beginning of a file, and its permission bits; nil if the name does not exist.  A symbolic link, or anything
  /// else that is no regular file, has no text.
  func beginning(of name: ByteString, limit: Int) throws(SystemError) -> (text: ByteString?, permissions: UInt32)? {
    do throws(SystemError) {
      let file = try FileDescriptor.file(name, in: number, following: false)
      let facts = try file.facts()
      if facts.kind != .regular { return (nil, facts.permissions) }
      return (try file.read(limit: limit, expecting: limit), facts.permissions)
    } catch {
      if error == .tooManyLinks { return (nil, 0) }
      if error.isAbsence { return nil }
      throw error
    }
  }

  /// Replaces the file by `text`.
  func replace(_ name: ByteString, with text: ByteString, permissions: UInt32) throws(SystemError) {
    var temporary = ByteBuffer()
    temporary.write(".envscrub.", decimal: Surroundings.process, ".new")
    try replace(name, through: temporary.finish(), with: text, permissions: permissions)
  }

  /// Replaces the file by `text`: writes a new file next to it, then renames that.
  /// - Parameter new: the name of the new file.  Only this process may use it; a file that is there is the rest of a
  ///   writer that was killed, and is removed.
  internal func replace(
    _ name: ByteString, through new: ByteString, with text: ByteString, permissions: UInt32
  ) throws(SystemError) {
    let new = new.permanentCString()
    _ = ck_remove(number, new)
    let file = try SystemError.check(ck_create(number, new, permissions))
    do throws(SystemError) {
      // A file that is open for writing can't be executed.
      defer { _ = ck_close(file) }
      try Output.write(text, to: file)
      _ = try SystemError.check(ck_sync(file))
    } catch {
      _ = ck_remove(number, new)
      throw error
    }
    let renamed = ck_rename(number, new, name.permanentCString())
    if renamed < 0 {
      _ = ck_remove(number, new)
      throw SystemError(code: -renamed)
    }
  }

  /// The same directory under another path.
  func called(_ path: ByteString) -> PolicyDirectory {
    PolicyDirectory(number: number, path: path, resolved: resolved, facts: facts)
  }
}
