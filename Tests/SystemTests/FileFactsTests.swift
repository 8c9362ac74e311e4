import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

/// Which groups are private.  Giving files to others takes root, with all user ids; without it these tests are skipped.
@Suite(.enabled(if: ScriptRunner.canHaveUsers, "takes root, with all user ids")) struct FileFactsTests {
  /// mode, owner, group, whether it has an access control list, whether its group is its owner's private one
  static let table: [(mode_t, uid_t, gid_t, Bool, Bool)] = [
    (0o664, 4321, 4321, false, true),
    (0o664, 4321, 4322, false, false),
    (0o664, 0, 0, false, false),
    (0o664, 4321, 0, false, false),
    (0o664, 4321, 4321, true, false),
    // If the group can't write, the question doesn't arise.
    (0o644, 4321, 4321, false, false),
  ]

  @Test(arguments: table, [false, true])
  func group(row: (mode_t, uid_t, gid_t, Bool, Bool), isDirectory: Bool) throws {
    let (mode, owner, group, hasList, isPrivate) = row
    let scratch = try TemporaryDirectory()
    let path = scratch.path + "/file"
    if isDirectory {
      #expect(mkdir(path, 0o755) == 0)
    } else {
      try Data().write(to: URL(fileURLWithPath: path))
    }
    #expect(chown(path, owner, group) == 0)
    if hasList {
      guard setAccessList(path) else { return }
    } else {
      #expect(chmod(path, mode | (isDirectory ? 0o111 : 0)) == 0)
    }
    let parent = try #require(try PolicyDirectory.open(ByteString(scratch.path)))
    let facts: FileFacts
    if isDirectory {
      facts = try #require(try PolicyDirectory.open(ByteString(path))).facts
    } else {
      guard let file = try PolicyFile.open("file", in: parent) else {
        Issue.record("not there")
        return
      }
      facts = file.facts
    }
    #expect(facts.permissions & 0o020 == mode & 0o020)
    #expect(facts.isGroupPrivate == isPrivate)
  }

  /// Sets `u::rw- u:65534:rw- g::r-- m::rw- o::r--`, in the format of acl(5) and xattr(7): it shows as mode 664.
  /// Swift's library has no setxattr(2).
  /// - Returns: false if the file system has no access control lists.
  private func setAccessList(_ path: String) -> Bool {
    let program = """
      import os, struct, sys
      entries = (1, 6, -1), (2, 6, 65534), (4, 4, -1), (16, 6, -1), (32, 4, -1)
      text = b"".join(struct.pack("<HHI", tag, mode, number & 0xFFFFFFFF) for tag, mode, number in entries)
      os.setxattr(sys.argv[1], "system.posix_acl_access", struct.pack("<I", 2) + text)
      """
    let command = ["python3", "-c", program, path].map { Array($0.utf8) }
    return (try? Command("/usr/bin/env", [Array("env".utf8)] + command).run().status) == .exited(0)
  }
}
