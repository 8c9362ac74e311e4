import Bytes
import CSystem

/// Processes by their numbers, as `proc(5)` shows them to this one.
package enum Processes {}

package extension Processes {
  /// All that can be seen, in the order of their numbers.
  static func all() throws(SystemError) -> List<Int32> { try numbers(in: "/proc") }

  /// The text of a file of a process; nil if the process is gone, or may not be looked into.
  /// - Parameter process: nil for this one.
  static func text(_ name: ByteString, of process: Int32?) throws(SystemError) -> ByteString? {
    var path = ByteBuffer()
    path.write("/proc/")
    if let process { path.write(decimal: Int(process)) } else { path.write("self") }
    path.write("/")
    path.write(name)
    return try text(path.finish())
  }

  /// The text of a file of the kernel; nil if it is not there, or may not be read.
  static func text(_ path: ByteString) throws(SystemError) -> ByteString? {
    do throws(SystemError) {
      let file = try FileDescriptor.open(path, CK_OPEN_FILE)
      // Thousands of them may be opened one after another, and few at a time.
      defer { _ = ck_close(file) }
      // execve(2) takes 6 MB at most.  Of half a text nobody knows what the other half has.
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

  /// The open files that this process was started with, beside 0, 1 and 2.  What it opened itself is close-on-exec, and
  /// what it was started with can't be.
  ///
  /// - Parameter body: gets the number, what the kernel says that it is, a path or `pipe:[123]`, and for what it is open:
  ///   1 to be read, 2 to be written, both added up.
  static func forEachInheritedFile(_ body: (Int32, ByteString, Int32) -> Void) throws(SystemError) {
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: 4096)
    for number in try numbers(in: "/proc/self/fd") where number > 2 {
      let mode = ck_access_mode(number)
      guard mode >= 0, ck_is_closed_on_exec(number) == 0 else { continue }
      var link = ByteBuffer()
      link.write("/proc/self/fd/")
      link.write(decimal: Int(number))
      let count = ck_readlink(Int32(CK_AT_CWD), link.finish().permanentCString(), memory, 4096)
      let target = ByteString(start: UnsafeRawPointer(memory).assumingMemoryBound(to: UInt8.self), count: max(count, 0))
      body(number, target.copied(), mode)
    }
  }
}
