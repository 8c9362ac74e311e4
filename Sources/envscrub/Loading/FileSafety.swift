import Bytes
import Policy

/// Whether a file's owner, mode and kind let anybody but those who may write the policy do so: facts
/// in, verdict out.
enum FileSafety {
  /// The largest policy file, in bytes.
  static let limit = 1 << 20

  /// What was asked of an open file or directory.
  struct Facts: Equatable, Sendable {
    enum Kind: Equatable, Sendable { case regular, directory, other }

    let kind: Kind
    let permissions: UInt32
    let owner: UInt32
    let size: UInt64
    /// Whether the owner counts as root here.
    let isRoots: Bool
    /// Whether its group has no member but its owner, and nobody else was given rights.
    let isGroupPrivate: Bool

    init(
      kind: Kind, permissions: UInt32, owner: UInt32, size: UInt64, isRoots: Bool, isGroupPrivate: Bool
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

  /// The first thing that speaks against reading `file` as a policy of `layer`, and the number of the directory that it
  /// is about, where it is about one; nil if nothing does.
  ///
  /// - Parameters:
  ///   - directories: those that hold the file, and the links that lead to it.
  ///   - user: the real user id, who may own the user's and a project's file beside root.
  static func fault(
    of file: Facts, in directories: List<Facts>, layer: Layer, user: UInt32
  ) -> (Fault, directory: Int)? {
    if file.kind == .directory { return (.isDirectory, 0) }
    if file.kind != .regular { return (.notRegular, 0) }
    // Whoever names a file vouches for it.
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

  /// What speaks against a directory of the administrator's by itself: the same as against a file there.
  static func fault(ofDirectory directory: Facts) -> Fault? {
    if !directory.isRoots { return .strangersFile(owner: directory.owner) }
    return writers(of: directory).map { .writableFile(by: $0) }
  }

  /// Whether a file of that layer may belong to the user beside root.
  static func mayBeUsers(_ layer: Layer) -> Bool { layer == .user || layer == .project || layer == .trustList }

  /// Whether neither the user nor root owns it.
  static func isStrangers(_ facts: Facts, user: UInt32) -> Bool { !mayOwn(facts, user, true) }

  private static func mayOwn(_ facts: Facts, _ user: UInt32, _ isUsers: Bool) -> Bool {
    facts.isRoots || isUsers && facts.owner == user
  }

  /// Who else than its owner can write it; nil for nobody.
  static func writers(of facts: Facts) -> Writers? {
    if facts.permissions & 0o002 != 0 { return .others }
    if facts.permissions & 0o020 != 0, !facts.isGroupPrivate { return .group }
    return nil
  }
}
