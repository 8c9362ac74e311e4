import Bytes

extension ByteString {
  /// A copy with a NUL behind it, for system calls; bytes behind a NUL inside are lost to them.
  func permanentCString() -> UnsafePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count + 1)
    UnsafeMutableRawPointer(copy).copyMemory(from: start, byteCount: count)
    copy[count] = 0
    return UnsafePointer(copy)
  }
}

/// The array of strings that `execve(2)` takes, ended by NULL.
package struct CStringArray {
  let start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  let count: Int
}

package extension CStringArray {
  /// - Parameters:
  ///   - count: how many strings there are.
  ///   - string: the one at an index, ended by a NUL, and there until the call.
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
