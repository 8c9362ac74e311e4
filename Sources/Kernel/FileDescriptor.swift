import Bytes
import CKernel

/// What `fstat(2)` says of an opened file.
package struct FileFacts: Equatable, Sendable {
  package enum Kind: Equatable, Sendable { case regular, directory, other }

  package let kind: Kind
  /// The permission bits, `0o7777`.
  package let permissions: UInt32
  package let owner: UInt32
  package let group: UInt32
  /// In bytes.
  package let size: UInt64
}

/// An open file.  It has one owner, and closes when the owner lets go.
public struct FileDescriptor: ~Copyable {
  let number: Int32

  private init(number: Int32) { self.number = number }

  deinit { _ = ck_close(number) }

  /// `openat(2)`: a directory, for opening what it holds.  A relative `path` starts at the working directory.
  package static func directory(_ path: ByteString) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try SystemError.check(ck_open(Int32(CK_AT_CWD), path.permanentCString(), Int32(CK_OPEN_DIRECTORY))))
  }

  /// `openat(2)`, for reading, without blocking.
  /// - Parameter following: whether a symbolic link in the last component is followed; where it is not,
  ///   it is the error `tooManyLinks`.
  package static func file(_ path: ByteString, in directory: borrowing FileDescriptor, following: Bool)
    throws(SystemError) -> FileDescriptor
  {
    let how = Int32(following ? CK_OPEN_FILE : CK_OPEN_FILE_NO_LINK)
    return FileDescriptor(number: try SystemError.check(ck_open(directory.number, path.permanentCString(), how)))
  }

  /// The same, a relative `path` starting at the working directory and links followed.
  package static func file(_ path: ByteString) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try SystemError.check(ck_open(Int32(CK_AT_CWD), path.permanentCString(), Int32(CK_OPEN_FILE))))
  }

  /// `fstat(2)`.
  package func facts() throws(SystemError) -> FileFacts {
    var facts = CKernel.ck_facts()
    _ = try SystemError.check(ck_facts(number, &facts))
    let kind: FileFacts.Kind
    switch facts.mode & 0o170000 {
    case 0o100000: kind = .regular
    case 0o040000: kind = .directory
    default: kind = .other
    }
    return FileFacts(
      kind: kind, permissions: facts.mode & 0o7777, owner: facts.owner, group: facts.group, size: facts.size)
  }

  /// `read(2)` to the end of the file, or until `limit` bytes are there.
  /// - Parameter expecting: about how many there are.
  package func read(limit: Int, expecting: Int) throws(SystemError) -> ByteString {
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
    }
    return ByteString(start: memory, count: count)
  }

  /// The path under which the kernel knows what is open, `/proc/self/fd/N`.
  package func realPath() throws(SystemError) -> ByteString {
    var link = ByteBuffer()
    link.write("/proc/self/fd/")
    link.write(decimal: Int(number))
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: 4096)
    let count = try SystemError.check(ck_readlink(link.finish().permanentCString(), memory, 4096))
    if count == 4096 { throw .nameTooLong }
    return ByteString(start: UnsafeRawPointer(memory).assumingMemoryBound(to: UInt8.self), count: count)
  }
}
