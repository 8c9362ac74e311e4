import Glibc

/// A page followed by unreadable memory: code that reads past the end of bytes at its end crashes.
package struct PageEnd {
  private let end: UnsafeMutablePointer<UInt8>

  package init() {
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let pages = mmap(nil, size * 3, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
    mprotect(pages + size * 2, size, PROT_NONE)
    end = (pages + size * 2).assumingMemoryBound(to: UInt8.self)
  }

  /// Puts the bytes at the end of the page, replacing earlier ones, and returns where they begin.
  package func place(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let start = end - bytes.count
    start.update(from: bytes, count: bytes.count)
    return UnsafePointer(start)
  }
}
