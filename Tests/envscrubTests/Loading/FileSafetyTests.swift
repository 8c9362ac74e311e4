import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

@Suite struct FileSafetyTests {
  typealias Facts = FileSafety.Facts

  static func file(
    _ permissions: UInt32 = 0o644, owner: UInt32 = 0, group: UInt32 = 0, size: UInt64 = 100, kind: Facts.Kind = .regular
  ) -> Facts {
    Facts(kind: kind, permissions: permissions, owner: owner, group: group, size: size, isRoots: owner == 0)
  }

  static func directory(_ permissions: UInt32 = 0o755, owner: UInt32 = 0, group: UInt32 = 0) -> Facts {
    file(permissions, owner: owner, group: group, kind: .directory)
  }

  /// layer, file, its directories, what speaks against it; the user is 1000
  static let table: [(Layer, Facts, [Facts], FileSafety.Fault?)] = [
    (.system, file(), [directory()], nil),
    (.system, file(0o600), [directory(0o700)], nil),
    (.system, file(owner: 1000), [directory()], .strangersFile(owner: 1000)),
    (.system, file(), [directory(owner: 1000)], .strangersDirectory(owner: 1000)),
    (.system, file(0o664), [directory()], nil),
    (.system, file(0o664, group: 50), [directory()], .writableFile(by: .group)),
    (.system, file(0o646), [directory()], .writableFile(by: .others)),
    (.system, file(0o666, group: 50), [directory()], .writableFile(by: .others)),
    (.system, file(), [directory(0o775, group: 50)], .writableDirectory(by: .group)),
    (.system, file(), [directory(0o777)], .writableDirectory(by: .others)),
    (.system, file(), [directory(0o1777)], .writableDirectory(by: .others)),
    // Behind a link there is another directory.
    (.system, file(), [directory(), directory(0o777)], .writableDirectory(by: .others)),
    (.system, file(), [directory(), directory(owner: 7)], .strangersDirectory(owner: 7)),
    (.user, file(), [directory()], nil),
    (.user, file(owner: 1000, group: 1000), [directory(owner: 1000, group: 1000)], nil),
    // A user-private group has no other member.
    (.user, file(0o664, owner: 1000, group: 1000), [directory(0o775, owner: 1000, group: 1000)], nil),
    (.user, file(0o664, owner: 1000, group: 100), [directory(owner: 1000)], .writableFile(by: .group)),
    (.user, file(owner: 1001), [directory()], .strangersFile(owner: 1001)),
    (.user, file(), [directory(owner: 1001)], .strangersDirectory(owner: 1001)),
    (.user, file(0o622, owner: 1000, group: 1000), [directory()], .writableFile(by: .others)),
    // Whoever names a file vouches for it.
    (.named, file(0o777, owner: 1001, group: 5), [], nil),
    (.named, file(kind: .other), [], .notRegular),
    (.named, file(kind: .directory), [], .isDirectory),
    (.named, file(size: 1 << 20), [], nil),
    (.named, file(size: (1 << 20) + 1), [], .tooLarge),
    (.system, file(size: (1 << 20) + 1), [directory()], .tooLarge),
    (.system, file(kind: .other), [directory()], .notRegular),
  ]

  @Test(arguments: table)
  func judges(layer: Layer, file: Facts, directories: [Facts], fault: FileSafety.Fault?) {
    #expect(FileSafety.fault(of: file, in: List(directories), layer: layer, user: 1000) == fault)
  }
}
