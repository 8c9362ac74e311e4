import Bytes

/// A policy file that was opened, and what is to be known before it is believed.  Everything is asked
/// of the open files themselves, so that nothing can change places between the question and the reading.
public struct PolicyFile: ~Copyable {
  private let descriptor: FileDescriptor
  package let facts: FileFacts
  /// The directory that holds the file; behind a symbolic link, also the one that holds the file it leads to.
  package private(set) var directories = List<FileFacts>()
  /// The path of the latter; nil where the file is no link.
  package private(set) var directoryBehind: ByteString?

  /// Opens `name` in `directory`; nil where either is not there (`ENOENT`, `ENOTDIR`).
  package static func open(directory: ByteString, name: ByteString) throws(SystemError) -> PolicyFile? {
    do {
      let holder = try FileDescriptor.directory(directory)
      do {
        let descriptor = try FileDescriptor.file(name, in: holder, following: false)
        let facts = try descriptor.facts()
        var file = PolicyFile(descriptor, facts)
        file.directories.append(try holder.facts())
        return file
      } catch .tooManyLinks {
        let descriptor = try FileDescriptor.file(name, in: holder, following: true)
        let path = try descriptor.realPath()
        let directoryBehind = path[0..<max(path.lastIndex(of: UInt8(ascii: "/")) ?? 0, 1)]
        let behind = try FileDescriptor.directory(directoryBehind)
        let facts = try descriptor.facts()
        var file = PolicyFile(descriptor, facts)
        file.directories.append(try holder.facts())
        file.directories.append(try behind.facts())
        file.directoryBehind = directoryBehind
        return file
      }
    } catch {
      if error == .noSuchFile || error == .notADirectory { return nil }
      throw error
    }
  }

  /// Opens the file that somebody named, wherever it is; not there is an error.
  package static func open(named path: ByteString) throws(SystemError) -> PolicyFile {
    let descriptor = try FileDescriptor.file(path)
    let facts = try descriptor.facts()
    return PolicyFile(descriptor, facts)
  }

  private init(_ descriptor: consuming FileDescriptor, _ facts: FileFacts) {
    self.descriptor = descriptor
    self.facts = facts
  }

  /// The whole text; a file that grew beyond `limit` bytes gives one byte more than that.
  package func read(limit: Int) throws(SystemError) -> ByteString {
    try descriptor.read(limit: limit + 1, expecting: Int(min(facts.size, UInt64(limit))))
  }
}
