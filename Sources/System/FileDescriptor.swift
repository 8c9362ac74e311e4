import Bytes
import CSystem

/// What `fstat(2)` says of an open file.
package struct FileFacts: Equatable, Sendable {
  package enum Kind: Equatable, Sendable { case regular, directory, other }

  package let kind: Kind
  /// The permission bits, `0o7777`.
  package let permissions: UInt32
  package let owner, group: UInt32
  /// In bytes.
  package let size: UInt64
  /// The number of its hard links.
  package let links: UInt64
  /// Whether its group can write it and has, as far as can be told, no member but the owner.
  package let isGroupPrivate: Bool
  let identity: FileIdentity

  /// - Parameter number: a descriptor of the file, for further questions.  If it is nil, the group doesn't count as
  ///   private.
  init(_ facts: CSystem.ck_facts, of number: Int32? = nil) {
    switch facts.mode & 0o170000 {
    case 0o100000: kind = .regular
    case 0o040000: kind = .directory
    default: kind = .other
    }
    permissions = facts.mode & 0o7777
    owner = facts.owner
    group = facts.group
    size = facts.size
    links = facts.links
    identity = FileIdentity(facts)
    isGroupPrivate = number.map { Self.isGroupPrivate(facts, $0) } ?? false
  }

  /// A user-private group has its user's id, and is not root's: in container images any user may be in group 0.  What
  /// is unknown counts against it: an id that this user namespace doesn't map, or an access control list that can't be
  /// read.
  ///
  /// If the group can't write, the list needs no look: in a file that has a list, the group bits are its mask (acl(5)),
  /// so nobody on the list can write either.
  private static func isGroupPrivate(_ facts: CSystem.ck_facts, _ number: Int32) -> Bool {
    if facts.mode & 0o020 == 0 || facts.group != facts.owner || Root.contains(facts.owner) { return false }
    if facts.mode & 0o170000 != 0o040000 { return ck_has_access_list(number) == 0 }
    // Directories are opened with O_PATH. fgetxattr(2) needs more: a descriptor with the right to read.
    guard let listing = try? FileDescriptor.open(".", CK_OPEN_LIST, in: number) else { return false }
    let isPrivate = ck_has_access_list(listing) == 0
    _ = ck_close(listing)
    return isPrivate
  }
}

/// An open file.  It has one owner, and is closed when that goes out of scope.
public struct FileDescriptor: ~Copyable {
  let number: Int32

  /// - Parameter number: a descriptor that nothing else owns.
  init(taking number: Int32) { self.number = number }

  /// Only where many files are opened: execve(2) closes the few of an ordinary run, and every system call saved counts.
  deinit { Self.close(number) }

  private static func close(_ number: Int32) {
    let many: Int32 = 64
    if number >= many { _ = ck_close(number) }
  }
}

package extension FileDescriptor {
  /// `open(2)`, for reading, without blocking: a relative `path` starts at the working directory, and links are followed.
  static func file(_ path: ByteString) throws(SystemError) -> FileDescriptor {
    FileDescriptor(taking: try open(path, CK_OPEN_FILE))
  }

  /// `fstat(2)`.
  func facts() throws(SystemError) -> FileFacts { try Self.facts(of: number) }

  /// `write(2)` of all bytes; throws the error that ended it.
  func write(_ bytes: ByteString) throws(SystemError) { try Output.write(bytes, to: number) }

  /// `read(2)` to the end of the file, or until there are `limit` bytes.
  /// - Parameters:
  ///   - expecting: about how many bytes there are.
  ///   - isRegular: whether `expecting` is the size of a regular file: a read that asks for more and gets exactly that
  ///     has reached the end.
  func read(limit: Int, expecting: Int, isRegular: Bool = false) throws(SystemError) -> ByteString {
    try Self.read(number, limit: limit, expecting: expecting, isRegular: isRegular)
  }

  /// Passes the lines of the file to `body` until it returns true.  They are read on the stack, 1 KB at a time, and
  /// take no other memory.
  ///
  /// - Parameter body: takes a line without its newline, which it may not keep, and returns true to stop.
  /// - Returns: false if a line is longer than that.
  func forEachLine(_ body: (ByteString) -> Bool) throws(SystemError) -> Bool {
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { memory throws(SystemError) in
      let start = memory.baseAddress.unsafelyUnwrapped
      /// The bytes of a line whose end was not read yet.
      var held = 0
      while held < memory.count {
        let got = ck_read(number, start + held, memory.count - held)
        if got < 0, SystemError(code: Int32(-got)) == .interrupted { continue }
        let end = held + (try SystemError.check(got))
        if end == held {
          if held > 0 { _ = body(ByteString(start: start, count: held)) }
          return true
        }
        var rest = ByteString(start: start, count: end)
        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
          if body(rest[0..<newline]) { return true }
          rest = rest.dropFirst(newline + 1)
        }
        held = rest.count
        UnsafeMutableRawPointer(start).copyMemory(from: rest.start, byteCount: held)
      }
      return false
    }
  }
}

extension FileDescriptor {
  /// `openat(2)` for reading, without blocking.
  /// - Parameters:
  ///   - directory: an open directory.
  ///   - following: whether a symbolic link in the last component is followed; if not, a link is the error
  ///     `tooManyLinks`.
  static func file(_ path: ByteString, in directory: Int32, following: Bool) throws(SystemError) -> FileDescriptor {
    FileDescriptor(taking: try open(path, following ? CK_OPEN_FILE : CK_OPEN_FILE_NO_LINK, in: directory))
  }

  /// Opens an open directory again, for listing or locking, which needs the right to read it.
  static func listing(of directory: Int32) throws(SystemError) -> FileDescriptor {
    FileDescriptor(taking: try open(".", CK_OPEN_LIST, in: directory))
  }

  /// `openat(2)`; the caller owns the descriptor.
  /// - Parameter how: one of the `CK_OPEN_` values of `CSystem`.
  static func open<How: BinaryInteger>(
    _ path: ByteString, _ how: How, in directory: Int32 = Int32(CK_AT_CWD)
  ) throws(SystemError) -> Int32 {
    try SystemError.check(ck_open(directory, path.permanentCString(), Int32(how)))
  }

  static func facts(of number: Int32) throws(SystemError) -> FileFacts {
    var facts = CSystem.ck_facts()
    _ = try SystemError.check(ck_facts(number, &facts))
    return FileFacts(facts, of: number)
  }

  static func read(
    _ number: Int32, limit: Int, expecting: Int, isRegular: Bool = false
  ) throws(SystemError) -> ByteString {
    var capacity = min(max(expecting, 0), limit) + 1
    var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    var count = 0
    while count < limit {
      if count == capacity {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        larger.update(from: memory, count: count)
        memory = larger
        capacity *= 2
      }
      let got = ck_read(number, memory + count, min(capacity, limit) - count)
      if got < 0, SystemError(code: Int32(-got)) == .interrupted { continue }
      if try SystemError.check(got) == 0 { break }
      count += got
      if isRegular, count == got, count == expecting { break }
    }
    return ByteString(start: memory, count: count)
  }

  /// The path that the kernel has for the open file: `/proc/self/fd/N`; on macOS F_GETPATH of `fcntl(2)`.
  func realPath() throws(SystemError) -> ByteString { try Self.realPath(of: number) }

  static func realPath(of number: Int32) throws(SystemError) -> ByteString {
    #if os(macOS)
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: 4096)
    _ = try SystemError.check(ck_path(number, memory))
    return ByteString(cString: memory)
    #else
    return try target(of: link(to: number))
    #endif
  }

  /// The path of the link to an open file, see `proc(5)`.
  static func link(to number: Int32) -> ByteString {
    var link = ByteBuffer()
    link.write("/proc/self/fd/", decimal: Int(number))
    return link.finish()
  }

  static func target(of link: ByteString) throws(SystemError) -> ByteString {
    try target(of: link.permanentCString(), into: .allocate(capacity: linkSize))
  }

  /// The most bytes of a link's target, plus one: PATH_MAX.
  static var linkSize: Int { 4096 }

  /// `readlinkat(2)`.
  /// - Parameter memory: `linkSize` bytes, which the result is in.
  static func target(
    of link: UnsafePointer<CChar>, in directory: Int32 = Int32(CK_AT_CWD), into memory: UnsafeMutablePointer<CChar>
  ) throws(SystemError) -> ByteString {
    let count = try SystemError.check(ck_readlink(directory, link, memory, linkSize))
    if count == linkSize { throw .nameTooLong }
    return ByteString(start: UnsafeRawPointer(memory).assumingMemoryBound(to: UInt8.self), count: count)
  }
}
