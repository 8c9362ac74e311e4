import Bytes
import CSystem

/// The way to a file or a directory, part by part, each opened relative to the one before it.  So it is known, without
/// /proc, which directory holds what was opened, and whether a name isn't there or a link leads nowhere.
struct PathWalk {
  /// The directory that the way has come to.
  private(set) var number: Int32
  /// Its path without links; empty below a working directory that has none.
  private(set) var path: ByteString
  /// Directories that hold a link in the place of what is looked for.
  private(set) var holders = List<PolicyDirectory>()
  private var rest: ByteString
  /// How many bytes of the rest were asked for; those before them are a link's.
  private var ownCount: Int
  private var links = 0

  /// Begins at `/` or at the working directory, as `path` does.
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

  /// Goes to the directory, or opens the file, to be read.
  ///
  /// - Parameter mayFollow: whether a symbolic link may be followed: what is said of the directory that holds it, and
  ///   of the link.  One that may not is the error `tooManyLinks`.
  /// - Returns: its number; nil where it isn't there.  A link that leads nowhere is the error `noSuchFile`, something else
  ///   in the place of the directory `notADirectory`.
  mutating func reach(
    file: Bool, ifLinks mayFollow: (FileFacts, FileFacts) -> Bool = { _, _ in true }
  ) throws(SystemError) -> Int32? {
    while true {
      rest = rest.withoutSlashes
      // A file's path that leads to a directory, by a link to `/` or `..`, is that directory.
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

  /// Where the way has come to.
  func directory() throws(SystemError) -> PolicyDirectory {
    PolicyDirectory(number: number, path: path, resolved: path, facts: try FileDescriptor.facts(of: number))
  }

  /// The path has no links, so what its text says of the directory above is so.
  private mutating func enter(_ part: ByteString) {
    if part == ".." {
      path = path.directory
    } else if part != "." {
      path = path.joined(with: part)
    }
  }

  /// - Returns: false where the name is no link.
  private mutating func follow(
    _ name: UnsafePointer<CChar>, _ mayFollow: (FileFacts, FileFacts) -> Bool
  ) throws(SystemError) -> Bool {
    let size = 4096
    let memory = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    let count = ck_readlink(number, name, memory, size)
    if SystemError(code: Int32(-count)) == .invalidArgument { return false }
    if try SystemError.check(count) == size { throw .nameTooLong }
    var link = CSystem.ck_facts()
    _ = try SystemError.check(ck_facts_in(number, name, &link))
    links += 1
    let holder = try FileDescriptor.facts(of: number)
    if links > 40 || !mayFollow(holder, FileFacts(link)) { throw .tooManyLinks }
    if rest.isEmpty { holders.append(try directory()) }
    let target = ByteString(start: UnsafeRawPointer(memory).assumingMemoryBound(to: UInt8.self), count: count)
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

  /// With a `/` between the two, unless one is there.
  fileprivate func joined(with other: ByteString) -> ByteString {
    var text = ByteBuffer()
    text.write(self)
    if last != UInt8(ascii: "/") { text.write("/") }
    text.write(other)
    return text.finish()
  }
}
