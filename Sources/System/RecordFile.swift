import Bytes
import CSystem

/// A file to which several processes append records, opened by one of them.
public struct RecordFile: ~Copyable {
  private let number: Int32
  package let facts: FileFacts
  /// Closing gives up the lock. execve(2) closes the other descriptors.
  private var isLocked = false

  deinit { if isLocked { _ = ck_close(number) } }

  private init(number: Int32) throws(SystemError) {
    self.number = number
    var own = CSystem.ck_facts()
    let result = ck_facts(number, &own)
    facts = FileFacts(own, of: number)
    _ = try SystemError.check(result)
  }
}

package extension RecordFile {
  /// Opens the file, which must not be a link; creates it with mode 600 if it does not exist.
  /// - Parameter appends: whether every write goes to the end of the file.
  static func open(
    _ name: ByteString, in directory: PolicyDirectory, appends: Bool
  ) throws(SystemError) -> RecordFile {
    let name = name.permanentCString()
    while true {
      var number = ck_open_to_write(directory.number, name, appends ? 1 : 0, 0)
      if SystemError(code: -number) == .noSuchFile {
        number = ck_open_to_write(directory.number, name, appends ? 1 : 0, 1)
        // Another process created it in between.
        if SystemError(code: -number) == .fileExists { continue }
      }
      return try RecordFile(number: try SystemError.check(number))
    }
  }

  /// Locks it with `flock(2)`, waiting while another process holds the lock.  Anybody who can open the file, even for
  /// reading, can lock it.
  /// - Returns: whether the name still leads to this file; if not, other processes lock another file.
  mutating func lock(
    at name: ByteString, in directory: PolicyDirectory, until deadline: Clock.Deadline
  ) throws(SystemError) -> Bool {
    isLocked = true
    var result = ck_try_lock(number)
    while result < 0 {
      let error = SystemError(code: -result)
      if error != .wouldBlock, error != .interrupted { throw error }
      if deadline.left == 0 { throw .timedOut }
      Clock.pause()
      result = ck_try_lock(number)
    }
    var there = CSystem.ck_facts()
    return ck_facts_in(directory.number, name.permanentCString(), &there) == 0 && FileIdentity(there) == facts.identity
  }

  /// Gives up the lock.
  consuming func close() {}

  /// The last bytes of the file.
  func tail(_ limit: Int) throws(SystemError) -> ByteString {
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

  /// The first bytes of the file in its current state.
  func start(_ limit: Int) throws(SystemError) -> ByteString {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: limit)
    var got = ck_read_at(number, memory, limit, 0)
    while got < 0, SystemError(code: Int32(-got)) == .interrupted { got = ck_read_at(number, memory, limit, 0) }
    return ByteString(start: memory, count: try SystemError.check(got))
  }

  /// Appends `bytes` with one `write(2)`.  On a full disk a part of them may be written, which is an error.
  func append(_ bytes: borrowing ByteBuffer, sync: Bool) throws(SystemError) {
    try bytes.withBytes { bytes throws(SystemError) in try Output.write(bytes, to: number) }
    if sync { _ = try SystemError.check(ck_sync(number)) }
  }

  /// Overwrites the first bytes of the file.
  func replaceStart(_ bytes: borrowing ByteBuffer, sync: Bool) throws(SystemError) {
    let count = try bytes.withBytes { bytes throws(SystemError) in
      try SystemError.check(ck_write_at(number, bytes.start, bytes.count, 0))
    }
    if count < bytes.count { throw .noSpace }
    if sync { _ = try SystemError.check(ck_sync(number)) }
  }
}

extension PolicyDirectory {
  /// The directory that holds the absolute path `path`, reached without following links that others control.
  ///
  /// - Parameter mayFollow: whether a symbolic link on the way may be followed, given the facts of its directory and of
  ///   the link.
  package static func holding(
    _ path: ByteString, ifLinks mayFollow: (FileFacts, FileFacts) -> Bool
  ) throws(SystemError) -> PolicyDirectory {
    let path = path.directory
    var number = ck_open_unlinked(path.permanentCString(), Int32(CK_OPEN_DIRECTORY))
    if number < 0 {
      let error = SystemError(code: -number)
      // Older kernels, and filters that deny unknown calls.
      guard error == .tooManyLinks || error == .notImplemented || error == .notPermitted else { throw error }
      var walk = try PathWalk(to: path)
      guard let reached = try walk.reach(file: false, ifLinks: mayFollow) else { throw .noSuchFile }
      number = reached
    }
    return PolicyDirectory(number: number, path: path, resolved: "", facts: try FileDescriptor.facts(of: number))
  }
}
