import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// What is wrong with a file, and the command that fixes it.
struct FileFaultTests {
  static let table: [(FileSafety.Fault, UInt32, String)] = [
    (.isDirectory, 0, "Is a directory"),
    (.notRegular, 0, "not a regular file"),
    (.tooLarge, 0, "larger than 1 MiB"),
    (.strangersFile(owner: 7), 0, "it belongs to user id 7, who may not set this policy; mend with: chown root '/a b/f'"),
    (.strangersFile(owner: 7), 1000, "it belongs to user id 7, who may not set this policy; mend with: chown 1000 '/a b/f'"),
    (.strangersDirectory(owner: 7), 0, "its directory belongs to user id 7, who may not set this policy; mend with: chown root '/a b'"),
    (.writableFile(by: .group), 0, "its group can write it; mend with: chmod go-w '/a b/f'"),
    (.writableFile(by: .others), 0, "others can write it; mend with: chmod go-w '/a b/f'"),
    (.writableDirectory(by: .others), 0, "its directory can be written by others; mend with: chmod go-w '/a b'"),
  ]
  @Test(arguments: table)
  func words(fault: FileSafety.Fault, owner: UInt32, expected: String) {
    #expect(written { $0.write(fault, file: "/a b/f", directory: "/a b", owner: owner) } == expected)
  }

  static let closed: [(Bool, Bool, String)] = [
    (true, true, "; mend with: chmod u+rX /f"), (true, false, "; mend with: chmod u+x /f"),
    (false, true, "; mend with: chmod go+rX /f"), (false, false, "; mend with: chmod go+x /f"),
  ]
  @Test(arguments: closed)
  func mendOfClosed(isUsers: Bool, isRead: Bool, expected: String) {
    #expect(written { $0.write(mendOfClosed: "/f", isUsers: isUsers, isRead: isRead) } == expected)
  }
}
