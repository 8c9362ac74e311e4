import Bytes
import CSystem

/// Identifies a file, whatever path leads to it.
package struct FileIdentity: Equatable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  init(_ facts: CSystem.ck_facts) {
    device = facts.device
    inode = facts.inode
  }

  /// By `stat(2)`: links are followed.
  package init(of path: ByteString) throws(SystemError) {
    var facts = CSystem.ck_facts()
    _ = try SystemError.check(ck_facts_at(path.permanentCString(), &facts))
    self.init(facts)
  }
}
