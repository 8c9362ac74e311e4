import Bytes
import CSystem

/// Room for a line of any of several files; it grows with the longest, and is one for all.
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
  /// The lines of a file of any size, one after another, as long as `body` gives true.  A pipe is waited for.
  ///
  /// - Parameters:
  ///   - limit: in bytes, a power of 2 from 65536; a line that is longer comes in pieces of that size.
  ///   - body: gets a line without its newline, which it may not keep, and whether there was one: there was none
  ///     where the same line goes on, or the file ends.
  package func forEachLongLine(
    in room: inout LineRoom, limit: Int, _ body: (ByteString, Bool) -> Bool
  ) throws(SystemError) {
    /// Bytes of a line whose end is still to come; they hold no newline.
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
