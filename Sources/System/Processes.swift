import Bytes
import CSystem

/// Other processes, as `proc(5)` shows them to this one.
package enum Processes {}

package extension Processes {
  /// The ids of all visible processes, sorted.
  static func all() throws(SystemError) -> List<Int32> { try numbers(in: "/proc") }

  /// The text of a process's file in /proc; nil if the process is gone, or may not be read.
  /// - Parameter process: nil for this process.
  static func text(_ name: ByteString, of process: Int32?) throws(SystemError) -> ByteString? {
    var path = ByteBuffer()
    path.write("/proc/")
    if let process { path.write(decimal: Int(process)) } else { path.write("self") }
    path.write("/")
    path.write(name)
    return try text(path.finish())
  }

  /// The text of a kernel file; nil if it does not exist or may not be read.
  static func text(_ path: ByteString) throws(SystemError) -> ByteString? {
    do throws(SystemError) {
      let file = try FileDescriptor.open(path, CK_OPEN_FILE)
      // Closed at once: thousands may be opened, one after another.
      defer { _ = ck_close(file) }
      // execve(2) takes at most 6 MB.  A larger text is discarded, since a part of it would be misleading.
      let limit = 1 << 23
      let text = try FileDescriptor.read(file, limit: limit, expecting: 4095)
      if text.count == limit { throw .fileTooLarge }
      return text
    } catch {
      if error.meansOutOfReach { return nil }
      throw error
    }
  }

  /// The soft limit of core files, RLIMIT_CORE of `getrlimit(2)`.
  static func coreLimit() throws(SystemError) -> UInt64 {
    var limit: UInt64 = 0
    _ = try SystemError.check(ck_core_limit(&limit))
    return limit
  }

  private static func numbers(in path: ByteString) throws(SystemError) -> List<Int32> {
    let directory = try FileDescriptor.open(path, CK_OPEN_LIST)
    var numbers = List<Int32>()
    for name in try DirectoryListing.names(of: directory) {
      if let number = name.decimal { numbers.append(number) }
    }
    _ = ck_close(directory)
    numbers.sort { $0 < $1 }
    return numbers
  }

  /// Calls `body` for each file that this process inherited, other than 0, 1 and 2.  Its own files are close-on-exec,
  /// and inherited ones can't be.
  ///
  /// - Parameter body: takes the number, the kernel's description (a path or `pipe:[123]`), and the access: 1 for
  ///   reading plus 2 for writing.
  static func forEachInheritedFile(_ body: (Int32, ByteString, Int32) -> Void) throws(SystemError) {
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: FileDescriptor.linkSize)
    for number in try numbers(in: "/proc/self/fd") where number > 2 {
      let mode = ck_access_mode(number)
      guard mode >= 0, ck_is_closed_on_exec(number) == 0 else { continue }
      // Closed meanwhile, if there is none.  The memory is reused: thousands of files may be open.
      let target = try? FileDescriptor.target(of: FileDescriptor.link(to: number).permanentCString(), into: memory)
      body(number, target?.copied() ?? "", mode)
    }
  }
}
