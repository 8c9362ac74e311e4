import Bytes
import CSystem

/// A socket on this host (`socket(7)`), whose calls wait no longer than a deadline.
public struct LocalSocket: ~Copyable {
  private let number: Int32

  deinit { _ = ck_close(number) }
}

package extension LocalSocket {
  /// - Parameters:
  ///   - isDatagram: whether it takes datagrams, as `/dev/log` does, rather than a stream.
  ///   - deadline: how long to wait while its queue is full.
  init(path: ByteString, isDatagram: Bool, until deadline: Clock.Deadline) throws(SystemError) {
    let path = path.permanentCString()
    var result = ck_connect_path(path, isDatagram ? 1 : 0)
    // unix(7) offers nothing to poll for that.
    while result < 0, SystemError(code: -result).isTransient {
      if deadline.left == 0 { throw .timedOut }
      Clock.pause()
      result = ck_connect_path(path, isDatagram ? 1 : 0)
    }
    number = try SystemError.check(result)
  }

  /// TCP to 127.0.0.1 or ::1.
  init(port: Int, isVersion6: Bool) throws(SystemError) {
    number = try SystemError.check(ck_connect_port(Int32(port), isVersion6 ? 1 : 0))
  }

  /// Sends all bytes.
  func send(_ bytes: ByteString, until deadline: Clock.Deadline) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      try wait(toWrite: true, deadline)
      let count = ck_send(number, rest.start, rest.count)
      if count < 0, SystemError(code: Int32(-count)).isTransient { continue }
      rest = rest.dropFirst(try SystemError.check(count))
    }
  }

  /// Receives at most `limit` bytes, until `isEnough` is true.
  /// - Parameter isEnough: takes all bytes received so far, and whether the other side has closed; after that it is not
  ///   called again.
  func receive(
    _ limit: Int, until deadline: Clock.Deadline, _ isEnough: (ByteString, Bool) -> Bool
  ) throws(SystemError) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: limit)
    var count = 0
    while count < limit {
      try wait(toWrite: false, deadline)
      let got = ck_read(number, memory + count, limit - count)
      if got < 0, SystemError(code: Int32(-got)).isTransient { continue }
      let more = try SystemError.check(got)
      count += more
      if isEnough(ByteString(start: memory, count: count), more == 0) || more == 0 { return }
    }
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
