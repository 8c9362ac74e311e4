import Bytes
import CSystem

/// A policy file that was opened, and what is to be known before it is believed.  Everything is asked
/// of the open files themselves, so that nothing can change places between the question and the reading.
public struct PolicyFile: ~Copyable {
  private let descriptor: FileDescriptor
  package let facts: FileFacts
  /// The directory that it was looked for in; behind a symbolic link also those that hold the links it leads to, and
  /// the one that holds the file.
  package private(set) var directories = List<PolicyDirectory>()
}

package extension PolicyFile {
  /// Opens `name` in `directory`; nil if nothing of that name is there.  A link that leads nowhere is the error
  /// `noSuchFile`.
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

  /// Opens the file that somebody named, wherever it is; not there is an error.
  static func open(named path: ByteString) throws(SystemError) -> PolicyFile {
    let descriptor = try FileDescriptor.file(path)
    let facts = try descriptor.facts()
    return PolicyFile(descriptor, facts)
  }

  private init(_ descriptor: consuming FileDescriptor, _ facts: FileFacts) {
    self.descriptor = descriptor
    self.facts = facts
  }

  /// The whole text; a file that grew beyond `limit` bytes gives one byte more than that.
  func read(limit: Int) throws(SystemError) -> ByteString {
    try descriptor.read(
      limit: limit + 1, expecting: Int(min(facts.size, UInt64(limit))), isRegular: facts.kind == .regular)
  }
}
