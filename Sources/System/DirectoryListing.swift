import Bytes
import CSystem

/// The names in a directory, by `getdents64(2)`.
package enum DirectoryListing {
  /// All names but `.` and `..`, sorted by their bytes.
  /// - Parameter directory: opened for listing, and not listed before.
  package static func names(in directory: PolicyDirectory) throws(SystemError) -> List<ByteString> {
    try names(of: directory.number, hidden: true)
  }

  /// - Parameters:
  ///   - descriptor: of a directory, opened for listing.
  ///   - hidden: whether to include names that begin with a dot.
  static func names(of descriptor: Int32, hidden: Bool = false) throws(SystemError) -> List<ByteString> {
    var names = List<ByteString>()
    // The buffer is on the stack; only the names take memory, which is never freed.
    try withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { buffer throws(SystemError) in
      let start = buffer.baseAddress.unsafelyUnwrapped
      while true {
        let count = try SystemError.check(ck_list(descriptor, start, buffer.count))
        if count == 0 { return }
        var offset = 0
        while offset < count {
          // struct linux_dirent64: inode and offset of 8 bytes each, record length (2), type (1), then the name.
          let length = start.loadUnaligned(fromByteOffset: offset + 16, as: UInt16.self)
          let name = ByteString(cString: (start + offset + 19).assumingMemoryBound(to: CChar.self))
          let isHidden = name.hasPrefix(".")
          if !isHidden || hidden && name != "." && name != ".." { names.append(name.copied()) }
          offset += Int(length)
        }
      }
    }
    names.sort { $0.precedes($1) }
    return names
  }
}
