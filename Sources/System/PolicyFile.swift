import Bytes
import CSystem

/// An open policy file, and the facts that decide whether it is trusted.  All facts come from open descriptors, so that
/// nothing can be exchanged between the check and the reading.
public struct PolicyFile: ~Copyable {
  private let descriptor: FileDescriptor
  package let facts: FileFacts
  /// The directory in which it was looked up; after a symbolic link also those that hold the links on the way, and the
  /// one that holds the file.
  package private(set) var directories = List<PolicyDirectory>()
}

package extension PolicyFile {
  /// Opens `name` in `directory`; nil if it does not exist.  A dangling link is the error `noSuchFile`.
  static func open(_ name: ByteString, in directory: PolicyDirectory) throws(SystemError) -> PolicyFile? {
    do throws(SystemError) {
      let descriptor = try FileDescriptor.file(name, in: directory.number, following: false)
      let facts = try descriptor.facts()
      var file = PolicyFile(descriptor, facts)
      file.directories.append(directory)
      return file
    } catch {
      if error == .tooManyLinks { return try openLink(name, in: directory) }
      if error.isAbsence { return nil }
      throw error
    }
  }

  private static func openLink(_ name: ByteString, in directory: PolicyDirectory) throws(SystemError) -> PolicyFile {
    var walk = PathWalk(to: name, in: directory)
    guard let number = try walk.reach(file: true) else { throw .noSuchFile }
    let descriptor = FileDescriptor(taking: number)
    let facts = try descriptor.facts()
    var file = PolicyFile(descriptor, facts)
    file.directories = walk.holders
    file.directories.append(try walk.directory())
    return file
  }

  /// Opens a file given by its path.  If it does not exist, that is an error.
  static func open(named path: ByteString) throws(SystemError) -> PolicyFile {
    let descriptor = try FileDescriptor.file(path)
    let facts = try descriptor.facts()
    return PolicyFile(descriptor, facts)
  }

  private init(_ descriptor: consuming FileDescriptor, _ facts: FileFacts) {
    self.descriptor = descriptor
    self.facts = facts
  }

  /// The whole text; if the file has grown beyond `limit` bytes, `limit` plus one bytes.
  func read(limit: Int) throws(SystemError) -> ByteString {
    try descriptor.read(
      limit: limit + 1, expecting: Int(min(facts.size, UInt64(limit))), isRegular: facts.kind == .regular)
  }
}
