import Bytes
import CSystem

/// The open descriptors of this process.
package enum Descriptors {
  /// Closes all but 0, 1, 2 and those of `kept`, with `close_range(2)` if the kernel has it.
  package static func closeAll(but kept: List<Int32>) throws(SystemError) {
    var kept = kept
    kept.sort { $0 < $1 }
    var first: UInt32 = 3
    for number in kept where number >= first {
      if UInt32(number) > first { try close(first, UInt32(number) - 1) }
      first = UInt32(number) + 1
    }
    try close(first, UInt32(Int32.max))
  }

  /// The default of fs.nr_open: a system that raised it has close_range(2) or /proc.
  private static let most: UInt32 = 1 << 20

  private static func close(_ first: UInt32, _ last: UInt32) throws(SystemError) {
    if ck_close_range(first, last) == 0 { return }
    // Linux before 5.9, or a seccomp(2) filter that denies unknown calls: close them one by one.
    if try closeListed(first, last) { return }
    // The limit of open files doesn't apply to those opened before it was lowered.
    var number = first
    while number <= min(last, most) {
      _ = ck_close(Int32(number))
      number += 1
    }
  }

  /// Closes those that /proc lists.
  /// - Returns: false if /proc is not mounted.
  private static func closeListed(_ first: UInt32, _ last: UInt32) throws(SystemError) -> Bool {
    guard let own = try? FileDescriptor.open("/proc/self/fd", CK_OPEN_LIST) else { return false }
    for name in try DirectoryListing.names(of: own) {
      guard let number = name.decimal, number >= first, number <= last else { continue }
      _ = ck_close(number)
    }
    return true
  }
}
