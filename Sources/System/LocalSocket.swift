import Bytes
import CSystem

/// A socket of this host, `socket(7)`, that nobody waits for longer than until a deadline.
public struct LocalSocket: ~Copyable {
  private let number: Int32

  deinit { _ = ck_close(number) }

  /// - Parameter isDatagram: whether it takes messages, as `/dev/log` does, and no stream.
  package init(path: ByteString, isDatagram: Bool) throws(SystemError) {
    number = try SystemError.check(ck_connect_path(path.permanentCString(), isDatagram ? 1 : 0))
  }

  /// TCP to 127.0.0.1, or ::1.
  package init(port: Int, isVersion6: Bool) throws(SystemError) {
    number = try SystemError.check(ck_connect_port(Int32(port), isVersion6 ? 1 : 0))
  }

  /// All of it.
  package func send(_ bytes: ByteString, until deadline: Clock.Deadline) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      try wait(toWrite: true, deadline)
      let count = ck_send(number, rest.start, rest.count)
      if count < 0, SystemError(code: Int32(-count)).isTransient { continue }
      rest = rest.dropFirst(try SystemError.check(count))
    }
  }

  /// What comes first, at most `limit` bytes; fewer than `least` where the other side has ended.
  package func receive(_ least: Int, _ limit: Int, until deadline: Clock.Deadline) throws(SystemError) -> ByteString {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: limit)
    var count = 0
    while count < least {
      try wait(toWrite: false, deadline)
      let got = ck_read(number, memory + count, limit - count)
      if got < 0, SystemError(code: Int32(-got)).isTransient { continue }
      if try SystemError.check(got) == 0 { break }
      count += got
    }
    return ByteString(start: memory, count: count)
  }

  private func wait(toWrite: Bool, _ deadline: Clock.Deadline) throws(SystemError) {
    let result = ck_wait_until_ready(number, toWrite ? 1 : 0, deadline.left)
    if result == 0 { throw .timedOut }
    if result < 0, SystemError(code: -result) != .interrupted { throw SystemError(code: -result) }
  }
}

extension SystemError {
  fileprivate var isTransient: Bool { self == .interrupted || self == .wouldBlock }
}
