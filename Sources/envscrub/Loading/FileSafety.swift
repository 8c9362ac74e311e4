import Bytes
import Policy
import System

/// Whether owner, mode and kind of a file keep everybody from writing it who may not write that policy.  It takes facts
/// and gives a verdict; it opens nothing.
enum FileSafety {
  /// The largest policy file, in bytes.
  static let limit = 1 << 20

  /// The facts about an open file or directory.
  struct Facts: Equatable, Sendable {
    let kind: FileFacts.Kind
    let permissions: UInt32
    let owner: UInt32
    let size: UInt64
    /// Whether the owner counts as root here.
    let isRoots: Bool
    /// Whether its group has no member but its owner, and an access list grants nothing to others.
    let isGroupPrivate: Bool

    init(
      kind: FileFacts.Kind, permissions: UInt32, owner: UInt32, size: UInt64, isRoots: Bool, isGroupPrivate: Bool
    ) {
      self.kind = kind
      self.permissions = permissions
      self.owner = owner
      self.size = size
      self.isRoots = isRoots
      self.isGroupPrivate = isGroupPrivate
    }
  }

  enum Fault: Equatable, Sendable {
    case isDirectory, notRegular, tooLarge
    case strangersFile(owner: UInt32), strangersDirectory(owner: UInt32)
    case writableFile(by: Writers), writableDirectory(by: Writers)
  }

  enum Writers: Equatable, Sendable { case group, others }

  /// The first reason not to read `file` as a policy of `layer`, and the index of the directory concerned, if it is a
  /// directory; nil if there is none.
  ///
  /// - Parameters:
  ///   - directories: those that hold the file, and the links that lead to it.
  ///   - user: the real user id, which may own the user's and a project's file, as root may.
  static func fault(
    of file: Facts, in directories: List<Facts>, layer: Layer, user: UInt32
  ) -> (Fault, directory: Int)? {
    if file.kind == .directory { return (.isDirectory, 0) }
    if file.kind != .regular { return (.notRegular, 0) }
    // The user vouches for a file given by name.
    if layer != .named {
      let isUsers = mayBeUsers(layer)
      if !mayOwn(file, user, isUsers) { return (.strangersFile(owner: file.owner), 0) }
      if let writers = writers(of: file) { return (.writableFile(by: writers), 0) }
      for index in directories.indices {
        let directory = directories[index]
        if !mayOwn(directory, user, isUsers) { return (.strangersDirectory(owner: directory.owner), index) }
        if let writers = writers(of: directory) { return (.writableDirectory(by: writers), index) }
      }
    }
    return file.size > UInt64(limit) ? (.tooLarge, 0) : nil
  }

  /// The reason to reject a directory of the administrator's; the same rules as for a file there.
  static func fault(ofDirectory directory: Facts) -> Fault? {
    if !directory.isRoots { return .strangersFile(owner: directory.owner) }
    return writers(of: directory).map { .writableFile(by: $0) }
  }

  /// Whether a file of that layer may belong to the user as well as to root.
  static func mayBeUsers(_ layer: Layer) -> Bool { layer == .user || layer == .project || layer == .trustList }

  /// Whether neither the user nor root owns it.
  static func isStrangers(_ facts: Facts, user: UInt32) -> Bool { !mayOwn(facts, user, true) }

  private static func mayOwn(_ facts: Facts, _ user: UInt32, _ isUsers: Bool) -> Bool {
    facts.isRoots || isUsers && facts.owner == user
  }

  /// Who other than its owner can write it; nil if nobody can.
  static func writers(of facts: Facts) -> Writers? {
    if facts.permissions & 0o002 != 0 { return .others }
    if facts.permissions & 0o020 != 0, !facts.isGroupPrivate { return .group }
    return nil
  }
}
