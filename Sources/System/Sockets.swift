import Bytes
import CSystem

/// Sockets and FIFOs in the file system that this process may write to, whoever listens there.  Nothing is sent to
/// them: a connection could trigger whatever listens.
package struct Sockets {
  /// The ones found so far: `/run` and `/var/run` may be the same directory.
  private var found = List<FileIdentity>()

  package init() {}
}

package extension Sockets {
  /// Whether this process may write to it, and it was not found before.
  mutating func reaches(_ path: ByteString) -> Bool {
    var facts = CSystem.ck_facts()
    let name = path.permanentCString()
    guard ck_facts_at(name, &facts) == 0 else { return false }
    let kind = facts.mode & 0o170000
    guard kind == 0o140000 || kind == 0o010000, ck_may_write(name) == 0 else { return false }
    let identity = FileIdentity(facts)
    if found.contains(identity) { return false }
    found.append(identity)
    return true
  }

  /// Passes to `body` each matching path not found before.
  ///
  /// - Parameters:
  ///   - pattern: a path; a `*` at the end of a component matches the rest of any name that doesn't begin with a dot.
  ///   - start: where the pattern begins, after the names matched so far, which may hold a `*` themselves.
  mutating func forEachReached(
    _ pattern: ByteString, from start: Int = 0, _ body: (ByteString) -> Void
  ) throws(SystemError) {
    guard let star = pattern.firstIndex(of: UInt8(ascii: "*"), from: start) else {
      if reaches(pattern) { body(pattern) }
      return
    }
    let head = pattern[0..<star]
    let beginning = head.lastComponent
    let directory = head[0..<star - beginning.count]
    for name in try Self.names(in: directory) where name.hasPrefix(beginning) {
      var path = ByteBuffer()
      path.write(directory)
      path.write(name)
      let end = path.count
      path.write(pattern.dropFirst(star + 1))
      try forEachReached(path.finish(), from: end, body)
    }
  }

  private static func names(in path: ByteString) throws(SystemError) -> List<ByteString> {
    do throws(SystemError) {
      let directory = try FileDescriptor.open(path, CK_OPEN_LIST)
      let names = try DirectoryListing.names(of: directory)
      _ = ck_close(directory)
      return names
    } catch {
      if error.meansOutOfReach { return List() }
      throw error
    }
  }
}
