import Bytes

extension ByteString {
  /// A copy followed by a NUL, for system calls.  They ignore everything after a NUL inside it.
  func permanentCString() -> UnsafePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count + 1)
    UnsafeMutableRawPointer(copy).copyMemory(from: start, byteCount: count)
    copy[count] = 0
    return UnsafePointer(copy)
  }
}

/// An array of strings for `execve(2)`, ended by NULL.
package struct CStringArray {
  let start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  let count: Int
}

package extension CStringArray {
  /// - Parameters:
  ///   - count: the number of strings.
  ///   - string: the string at an index, ended by NUL; it must stay valid until the call.
  init(count: Int, string: (Int) -> UnsafePointer<CChar>) {
    start = .allocate(capacity: count + 1)
    self.count = count
    for index in 0..<count { start[index] = UnsafeMutablePointer(mutating: string(index)) }
    start[count] = nil
  }

  /// Copies of `strings`.
  init(_ strings: List<ByteString>) {
    self.init(count: strings.count) { strings[$0].permanentCString() }
  }
}
