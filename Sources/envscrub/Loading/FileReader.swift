import Bytes
import Policy
import System

/// Reads policy files, after the checks that their layer requires.  `FileSafety` judges the facts.
struct FileReader {
  let run: Run

  struct Text {
    let path: ByteString
    let bytes: ByteString
    /// Whether only root can have written it; false if nobody asked.
    let isRoots: Bool
    /// Whether its mode lets everybody read it.
    var isReadableByAll = true
  }

  /// nil if the directory does not exist.
  func directory(_ path: ByteString, listing: Bool = false) throws(Failure) -> PolicyDirectory? {
    do {
      return try PolicyDirectory.open(path, listing: listing)
    } catch {
      // The name exists, but it is not a directory.
      if error == .notADirectory { throw run.failure(path, error) }
      throw failure(path, error)
    }
  }

  /// The administrator's directory, or one within it; nil if it does not exist.  Anybody who can write it can also
  /// remove requirements, so it must be safe whatever it holds.
  func systemDirectory(_ path: ByteString, listing: Bool = false) throws(Failure) -> PolicyDirectory? {
    guard let directory = try self.directory(path, listing: listing) else { return nil }
    if let fault = FileSafety.fault(ofDirectory: facts(directory.facts, .system)) {
      throw failure(path, fault, in: path, .system)
    }
    return directory
  }

  /// nil if the file does not exist.
  /// - Parameter asksForRoot: whether to determine `isRoots`.
  func read(
    _ name: ByteString, in directory: PolicyDirectory, _ layer: Layer, asksForRoot: Bool = false
  ) throws(Failure) -> Text? {
    let path = Candidates.join(directory.path, name)
    guard let file = try open(name, in: directory, path) else { return nil }
    let bytes = try read(file, layer, path)
    let isRoots = asksForRoot && (layer == .system || fault(of: file, layer: .system) == nil)
    return Text(path: path, bytes: bytes, isRoots: isRoots, isReadableByAll: file.facts.permissions & 0o004 != 0)
  }

  private func open(
    _ name: ByteString, in directory: PolicyDirectory, _ path: ByteString
  ) throws(Failure) -> PolicyFile? {
    do {
      return try PolicyFile.open(name, in: directory)
    } catch {
      throw failure(path, error)
    }
  }

  /// The user vouches for a file given by name: it only has to be a regular file.
  func read(named path: Argument, asksForRoot: Bool = false) throws(Failure) -> Text {
    let file = try open(named: path, withDirectory: asksForRoot)
    let bytes = try read(file, .named, path.written)
    // Examined on the open file and directory: whether it would be accepted as the system's file.
    return Text(path: path.written, bytes: bytes, isRoots: asksForRoot && fault(of: file, layer: .system) == nil)
  }

  private func open(named path: Argument, withDirectory: Bool) throws(Failure) -> PolicyFile {
    do throws(SystemError) {
      if !withDirectory { return try PolicyFile.open(named: path.value) }
      guard let directory = try PolicyDirectory.open(path.value.directory),
        let file = try PolicyFile.open(path.value.lastComponent, in: directory)
      else { throw .noSuchFile }
      return file
    } catch {
      throw run.failure(path.written, error)
    }
  }

  private func read(
    _ file: borrowing PolicyFile, _ layer: Layer, _ path: ByteString
  ) throws(Failure) -> ByteString {
    if let (fault, directory) = fault(of: file, layer: layer) { throw failure(path, fault, in: directory, layer) }
    let text: ByteString
    do {
      text = try file.read(limit: FileSafety.limit)
    } catch {
      throw run.failure(path, error)
    }
    // It may have grown since its size was read.
    if text.count > FileSafety.limit { throw failure(path, .tooLarge, in: "", layer) }
    return text
  }

  /// Why a file is rejected, and the directory concerned: after a link that is not the directory of the lookup.
  private func fault(of file: borrowing PolicyFile, layer: Layer) -> (FileSafety.Fault, ByteString)? {
    var directories = List<FileSafety.Facts>()
    for directory in file.directories { directories.append(facts(directory.facts, layer)) }
    return FileSafety.fault(
      of: facts(file.facts, layer), in: directories, layer: layer, user: ProcessFacts.realUser
    ).map { fault, place in (fault, place < file.directories.count ? file.directories[place].path : "") }
  }

  /// Whether users other than this user and root own it, and whether they can write it.
  func othersRights(to facts: FileFacts) -> (owned: Bool, writable: Bool) {
    let facts = self.facts(facts, .user)
    return (FileSafety.isStrangers(facts, user: ProcessFacts.realUser), FileSafety.writers(of: facts) != nil)
  }

  /// Why the user can't rely on the content of a directory; nil if they can.
  func fault(of directory: FileFacts) -> FileSafety.Fault? {
    let facts = self.facts(directory, .user)
    if FileSafety.isStrangers(facts, user: ProcessFacts.realUser) { return .strangersFile(owner: facts.owner) }
    return FileSafety.writers(of: facts).map { .writableFile(by: $0) }
  }

  private func facts(_ facts: FileFacts, _ layer: Layer) -> FileSafety.Facts {
    // Finding out who is root requires reading, and doesn't matter for a file of the user's own.
    let isUsers = FileSafety.mayBeUsers(layer) && facts.owner == ProcessFacts.realUser
    return FileSafety.Facts(
      kind: facts.kind, permissions: facts.permissions, owner: facts.owner, size: facts.size,
      isRoots: layer != .named && !isUsers && Root.contains(facts.owner), isGroupPrivate: facts.isGroupPrivate)
  }

  private func failure(
    _ path: ByteString, _ fault: FileSafety.Fault, in directory: ByteString, _ layer: Layer
  ) -> Failure {
    run.failure(of: path) {
      $0.write(visible: path, ": ")
      $0.write(
        fault, file: path, directory: directory, owner: FileSafety.mayBeUsers(layer) ? ProcessFacts.realUser : 0)
    }
  }

  /// A system error about a policy file or directory, and the command that fixes it, if there is one.
  private func failure(_ path: ByteString, _ error: SystemError) -> Failure {
    run.failure(of: path) {
      $0.write(visible: path, ": ")
      if error.isAbsence { return $0.write("a symbolic link that leads nowhere") }
      $0.write(systemError: error.code)
      if error != .accessDenied { return }
      // The file's own mode is at fault, or that of a directory above it.
      let isOwn = WorkingDirectory.owner(of: path) != nil
      guard let closed = isOwn ? path : PolicyDirectory.end(of: path) else { return }
      let isUsers = WorkingDirectory.owner(of: closed) == ProcessFacts.realUser
      $0.write(mendOfClosed: closed, isUsers: isUsers, isRead: isOwn)
    }
  }

  /// The names in a directory, sorted.
  func names(in directory: PolicyDirectory) throws(Failure) -> List<ByteString> {
    do {
      return try DirectoryListing.names(in: directory)
    } catch {
      throw run.failure(directory.path, error)
    }
  }

  static var passwordFile: ByteString { "/etc/passwd" }

  /// Passes the real user's line of passwd(5) to `body`, if the file has one.
  /// - Returns: false if it has a line that is too long to be read in this way.
  static func findUser(
    in file: borrowing FileDescriptor, _ body: (PasswordLine) -> Void
  ) throws(SystemError) -> Bool {
    let user = ProcessFacts.realUser
    return try file.forEachLine { line in
      guard let found = PasswordLine(line), found.user == user else { return false }
      body(found)
      return true
    }
  }

  /// The real user's home directory, only from passwd(5); nil for an unknown user.
  func home() throws(Failure) -> ByteString? {
    let path = Self.passwordFile
    do {
      let file = try FileDescriptor.file(path)
      var isFound = false
      var home: ByteString?
      let isRead = try Self.findUser(in: file) { line in
        isFound = true
        home = line.home.hasPrefix("/") ? line.home.copied() : nil
      }
      if isFound { return home }
      // A FIFO seems to be empty, and a device may have no end.
      if try file.facts().kind == .regular {
        if isRead { return nil }
        let bytes = try FileDescriptor.file(path).read(limit: 1 << 28, expecting: 1 << 15)
        return PasswordLine.home(of: ProcessFacts.realUser, in: bytes)
      }
    } catch {
      if error == .noSuchFile, WorkingDirectory.owner(of: path) == nil { return nil }
      throw failure(path, error)
    }
    throw failure(path, .notRegular, in: "", .system)
  }
}
