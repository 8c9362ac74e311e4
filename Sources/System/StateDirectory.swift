import Bytes
import CSystem

/// A directory in which envscrub keeps state for the user, with a lock: concurrent writers wait, so that none
/// overwrites the work of another.
public struct StateDirectory: ~Copyable {
  private let descriptor: FileDescriptor
  package let directory: PolicyDirectory
}

package extension StateDirectory {
  /// Opens it, creates what is missing below `base` with mode 700, and waits for the lock.
  ///
  /// - Parameters:
  ///   - base: an existing directory.
  ///   - components: directories below it, separated by `/`.
  static func lock(_ base: ByteString, _ components: ByteString) throws(SystemError) -> StateDirectory {
    var path = ByteBuffer()
    path.write(base)
    var parts = WordIterator(components, separator: UInt8(ascii: "/"))
    while let part = parts.next() {
      path.write("/")
      path.write(part)
      let made = ck_make_directory(Int32(CK_AT_CWD), path.finish().permanentCString(), 0o700)
      if made < 0, SystemError(code: -made) != .fileExists { throw SystemError(code: -made) }
    }
    guard let directory = try PolicyDirectory.open(path.finish()) else { throw .noSuchFile }
    let descriptor = try FileDescriptor.listing(of: directory.number)
    while true {
      let result = ck_lock(descriptor.number)
      if result < 0, SystemError(code: -result) == .interrupted { continue }
      _ = try SystemError.check(result)
      return StateDirectory(descriptor: descriptor, directory: directory)
    }
  }

  /// Replaces the file by `text`, with mode 600.  An empty text removes the file, which every start would open.
  func replace(_ name: ByteString, with text: ByteString) throws(SystemError) {
    if text.isEmpty {
      let result = ck_remove(descriptor.number, name.permanentCString())
      if result < 0, SystemError(code: -result) != .noSuchFile { throw SystemError(code: -result) }
      return
    }
    var temporary = ByteBuffer()
    temporary.write(name)
    temporary.write(".new")
    // The lock keeps other writers out.
    try directory.replace(name, through: temporary.finish(), with: text, permissions: 0o600)
  }
}
