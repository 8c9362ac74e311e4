import Bytes
import CKernel

/// A file that several processes append records to, opened for one of them and locked, `flock(2)`.
public struct RecordFile: ~Copyable {
  private let number: Int32
  package let facts: FileFacts
  private let own: CKernel.ck_facts

  deinit { _ = ck_close(number) }

  private init(number: Int32) throws(SystemError) {
    self.number = number
    var own = CKernel.ck_facts()
    let result = ck_facts(number, &own)
    self.own = own
    facts = FileFacts(own, of: number)
    _ = try SystemError.check(result)
  }

  /// Opens the file, which may be no link, and makes it where it isn't there, mode 600.  Where it was locked, waits
  /// until it isn't; where it was renamed meanwhile, as at its rotation, takes the one that stands there now.
  package static func lock(_ path: ByteString, until deadline: Clock.Deadline) throws(SystemError) -> RecordFile {
    let name = path.permanentCString()
    while true {
      let number = try open(name, append: true)
      var result = ck_try_lock(number)
      while result < 0 {
        guard deadline.left > 0 else {
          _ = ck_close(number)
          throw .timedOut
        }
        Clock.pause()
        result = ck_try_lock(number)
      }
      let file = try RecordFile(number: number)
      if file.stands(at: name) { return file }
    }
  }

  /// The file for a few bytes that are replaced; whoever opens it has the lock of another.
  package static func small(_ path: ByteString) throws(SystemError) -> RecordFile {
    try RecordFile(number: try open(path.permanentCString(), append: false))
  }

  private static func open(_ name: UnsafePointer<CChar>, append: Bool) throws(SystemError) -> Int32 {
    while true {
      var number = ck_open_to_write(name, append ? 1 : 0, 0)
      if SystemError(code: -number) == .noSuchFile {
        number = ck_open_to_write(name, append ? 1 : 0, 1)
        // Somebody else made it in between.
        if SystemError(code: -number) == .fileExists { continue }
      }
      return try SystemError.check(number)
    }
  }

  private func stands(at name: UnsafePointer<CChar>) -> Bool {
    var there = CKernel.ck_facts()
    return ck_facts_at(name, &there) == 0 && own.device == there.device && own.inode == there.inode
  }

  /// Gives up the lock.
  package consuming func close() {}

  /// The last bytes of the file.
  package func tail(_ limit: Int) throws(SystemError) -> ByteString {
    let count = Int(min(facts.size, UInt64(limit)))
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
    var done = 0
    while done < count {
      let offset = Int64(facts.size) - Int64(count - done)
      let got = ck_read_at(number, memory + done, count - done, offset)
      if got < 0, SystemError(code: Int32(-got)) == .interrupted { continue }
      if try SystemError.check(got) == 0 { break }
      done += got
    }
    return ByteString(start: memory, count: done)
  }

  /// Adds `bytes` at the end, with one `write(2)`: a full disk may take a part of them only, which is an error.
  package func append(_ bytes: borrowing ByteBuffer, sync: Bool) throws(SystemError) {
    try bytes.withBytes { bytes throws(SystemError) in try Output.write(bytes, to: number) }
    if sync { _ = try SystemError.check(ck_sync(number)) }
  }

  /// Puts `bytes` in the place of all that the file has.
  package func replace(_ bytes: borrowing ByteBuffer, sync: Bool) throws(SystemError) {
    let count = try bytes.withBytes { bytes throws(SystemError) in
      try SystemError.check(ck_write_at(number, bytes.start, bytes.count, 0))
    }
    if facts.size > UInt64(count) { _ = try SystemError.check(ck_truncate(number, Int64(count))) }
    if sync { _ = try SystemError.check(ck_sync(number)) }
  }
}
