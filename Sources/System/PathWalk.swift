import Bytes
import CSystem

/// Walks to a file or directory component by component, opening each relative to the previous one.  So it knows,
/// without /proc, which directory holds what was opened, and whether a name is missing or a link is dangling.
struct PathWalk {
  /// The directory reached so far.
  private(set) var number: Int32
  /// Its path without links; empty if the walk began in a working directory that has no path.
  private(set) var path: ByteString
  /// Directories that hold a link in place of the component.
  private(set) var holders = List<PolicyDirectory>()
  private var rest: ByteString
  /// How many bytes at the end of `rest` come from the requested path; those before come from a link.
  private var ownCount: Int
  private var links = 0

  /// Begins at `/` or at the working directory, depending on `path`.
  init(to path: ByteString) throws(SystemError) {
    (rest, ownCount) = (path, path.count)
    let isAbsolute = path.hasPrefix("/")
    number = try FileDescriptor.open(isAbsolute ? "/" : ".", CK_OPEN_PART)
    self.path = isAbsolute ? "/" : try WorkingDirectory.path() ?? ""
  }

  /// Begins in a directory.
  init(to name: ByteString, in directory: PolicyDirectory) {
    (rest, ownCount) = (name, name.count)
    (number, path) = (directory.number, directory.resolved)
  }

  /// Walks to the directory, or opens the file for reading.
  ///
  /// - Parameter mayFollow: whether a symbolic link may be followed, given the facts about the directory that holds it and
  ///   about the link.  If it may not, the error is `tooManyLinks`.
  /// - Returns: the descriptor; nil if there is no such name.  The error is `noSuchFile` for a dangling link, and
  ///   `notADirectory` if something else has the name of the directory.
  mutating func reach(
    file: Bool, ifLinks mayFollow: (FileFacts, FileFacts) -> Bool = { _, _ in true }
  ) throws(SystemError) -> Int32? {
    while true {
      rest = rest.withoutSlashes
      // A path that leads to a directory through a link to `/` or `..` opens that directory.
      if rest.isEmpty { return file ? try FileDescriptor.open(".", CK_OPEN_LIST, in: number) : number }
      let isOwn = rest.count <= ownCount
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.count
      let part = rest[0..<end]
      rest = rest.dropFirst(end).withoutSlashes
      if isOwn { ownCount = rest.count }
      let isFile = file && rest.isEmpty
      let name = part.permanentCString()
      let opened = ck_open(number, name, Int32(isFile ? CK_OPEN_FILE_NO_LINK : CK_OPEN_PART))
      if opened >= 0 {
        if isFile { return opened }
        number = opened
        enter(part)
        continue
      }
      let error = SystemError(code: -opened)
      if error == .tooManyLinks || error == .notADirectory, try follow(name, mayFollow) { continue }
      if error == .notADirectory, rest.isEmpty { throw error }
      if error.isAbsence {
        if isOwn { return nil }
        throw .noSuchFile
      }
      throw error
    }
  }

  /// The directory reached.
  func directory() throws(SystemError) -> PolicyDirectory {
    PolicyDirectory(number: number, path: path, resolved: path, facts: try FileDescriptor.facts(of: number))
  }

  /// The path has no links, so its text determines the parent directory.
  private mutating func enter(_ part: ByteString) {
    if part == ".." {
      path = path.directory
    } else if part != "." {
      path = path.joined(with: part)
    }
  }

  /// Follows a link.
  /// - Returns: false if the name is no link.
  private mutating func follow(
    _ name: UnsafePointer<CChar>, _ mayFollow: (FileFacts, FileFacts) -> Bool
  ) throws(SystemError) -> Bool {
    let target: ByteString
    do throws(SystemError) {
      target = try FileDescriptor.target(of: name, in: number, into: .allocate(capacity: FileDescriptor.linkSize))
    } catch {
      if error == .invalidArgument { return false }
      throw error
    }
    var link = CSystem.ck_facts()
    _ = try SystemError.check(ck_facts_in(number, name, &link))
    links += 1
    let holder = try FileDescriptor.facts(of: number)
    if links > 40 || !mayFollow(holder, FileFacts(link)) { throw .tooManyLinks }
    if rest.isEmpty { holders.append(try directory()) }
    if target.hasPrefix("/") {
      number = try FileDescriptor.open("/", CK_OPEN_PART)
      path = "/"
    }
    rest = rest.isEmpty ? target : target.joined(with: rest)
    return true
  }
}

extension ByteString {
  fileprivate var withoutSlashes: ByteString {
    var start = 0
    while start < count, self[start] == UInt8(ascii: "/") { start += 1 }
    return dropFirst(start)
  }

  /// Joins two parts with a `/`, unless there is one already.
  fileprivate func joined(with other: ByteString) -> ByteString {
    var text = ByteBuffer()
    text.write(self)
    if last != UInt8(ascii: "/") { text.write("/") }
    text.write(other)
    return text.finish()
  }
}
