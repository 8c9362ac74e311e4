import Bytes
import CSystem

/// A buffer for lines.  It grows with the longest line, and several files share it.
package struct LineRoom {
  fileprivate var start: UnsafeMutablePointer<UInt8>
  fileprivate var capacity = 1 << 16

  package init() { start = .allocate(capacity: capacity) }

  fileprivate mutating func grow(keeping count: Int) {
    capacity *= 2
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    UnsafeMutableRawPointer(larger).copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
  }
}

extension FileDescriptor {
  /// Passes the lines of a file of any size to `body` as long as it returns true.  It waits for a pipe.
  ///
  /// - Parameters:
  ///   - limit: in bytes, a power of 2 of at least 65536; a longer line comes in pieces of that size.
  ///   - body: takes a line without its newline, which it may not keep, and whether there was a newline: there is none
  ///     if the line continues, or if the file ends.
  package func forEachLongLine(
    in room: inout LineRoom, limit: Int, _ body: (ByteString, Bool) -> Bool
  ) throws(SystemError) {
    /// The bytes of a line whose end was not read yet; they hold no newline.
    var held = 0
    while true {
      if held == room.capacity {
        if held < limit {
          room.grow(keeping: held)
        } else {
          if !body(ByteString(start: room.start, count: held), false) { return }
          held = 0
        }
      }
      let got = ck_read(number, room.start + held, room.capacity - held)
      if got < 0, SystemError(code: Int32(-got)) == .interrupted { continue }
      if got < 0, SystemError(code: Int32(-got)) == .wouldBlock {
        _ = ck_wait_until_ready(number, 0, -1)
        continue
      }
      let count = try SystemError.check(got)
      if count == 0 {
        if held > 0 { _ = body(ByteString(start: room.start, count: held), false) }
        return
      }
      var rest = ByteString(start: room.start, count: held + count)
      var searched = held
      while let newline = rest.firstIndex(of: UInt8(ascii: "\n"), from: searched) {
        if !body(rest[0..<newline], true) { return }
        rest = rest.dropFirst(newline + 1)
        searched = 0
      }
      held = rest.count
      if searched == 0 { UnsafeMutableRawPointer(room.start).copyMemory(from: rest.start, byteCount: held) }
    }
  }
}
