import Bytes
import CSystem

/// Sockets and FIFOs of the file system that this process may write to, whoever listens there.  Nothing is sent to them:
/// a connection could start what waits for one.
package struct Sockets {
  private struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// What was found so far: `/run` and `/var/run` may be one.
  private var found = List<Identity>()

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
    let identity = Identity(device: facts.device, inode: facts.inode)
    if found.contains(identity) { return false }
    found.append(identity)
    return true
  }

  /// Those whose paths match, not found before.
  ///
  /// - Parameters:
  ///   - pattern: a path; `*` at the end of a component is any end of a name, which begins with no dot.
  ///   - start: where it begins, behind names that were found; they may hold a `*` themselves.
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
