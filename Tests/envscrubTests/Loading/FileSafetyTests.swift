import Bytes
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

@Suite struct FileSafetyTests {
  typealias Facts = FileSafety.Facts

  static func file(
    _ permissions: UInt32 = 0o644, owner: UInt32 = 0, private isPrivate: Bool = false, size: UInt64 = 100,
    kind: FileFacts.Kind = .regular
  ) -> Facts {
    Facts(
      kind: kind, permissions: permissions, owner: owner, size: size, isRoots: owner == 0, isGroupPrivate: isPrivate)
  }

  static func directory(_ permissions: UInt32 = 0o755, owner: UInt32 = 0, private isPrivate: Bool = false) -> Facts {
    file(permissions, owner: owner, private: isPrivate, kind: .directory)
  }

  /// layer, file, its directories, the fault; the user is 1000.  FileFactsTests tests private groups, with real files.
  static let table: [(Layer, Facts, [Facts], FileSafety.Fault?)] = [
    (.system, file(), [directory()], nil),
    (.system, file(0o600), [directory(0o700)], nil),
    (.system, file(owner: 1000), [directory()], .strangersFile(owner: 1000)),
    (.system, file(), [directory(owner: 1000)], .strangersDirectory(owner: 1000)),
    (.system, file(0o664), [directory()], .writableFile(by: .group)),
    (.system, file(0o646), [directory()], .writableFile(by: .others)),
    (.system, file(0o666), [directory()], .writableFile(by: .others)),
    (.system, file(), [directory(0o775)], .writableDirectory(by: .group)),
    (.system, file(), [directory(0o777)], .writableDirectory(by: .others)),
    (.system, file(), [directory(0o1777)], .writableDirectory(by: .others)),
    // A link leads to another directory.
    (.system, file(), [directory(), directory(0o777)], .writableDirectory(by: .others)),
    (.system, file(), [directory(), directory(owner: 7)], .strangersDirectory(owner: 7)),
    (.user, file(), [directory()], nil),
    (.user, file(owner: 1000), [directory(owner: 1000)], nil),
    // A user-private group has no other member.
    (.user, file(0o664, owner: 1000, private: true), [directory(0o775, owner: 1000, private: true)], nil),
    (.user, file(0o664, owner: 1000), [directory(owner: 1000)], .writableFile(by: .group)),
    (.user, file(owner: 1000), [directory(0o775, owner: 1000)], .writableDirectory(by: .group)),
    (.user, file(owner: 1001), [directory()], .strangersFile(owner: 1001)),
    (.user, file(), [directory(owner: 1001)], .strangersDirectory(owner: 1001)),
    (.user, file(0o622, owner: 1000, private: true), [directory()], .writableFile(by: .others)),
    // The user vouches for a file given by name.
    (.named, file(0o777, owner: 1001), [], nil),
    (.named, file(kind: .other), [], .notRegular),
    (.named, file(kind: .directory), [], .isDirectory),
    (.named, file(size: 1 << 20), [], nil),
    (.named, file(size: (1 << 20) + 1), [], .tooLarge),
    (.system, file(size: (1 << 20) + 1), [directory()], .tooLarge),
    (.system, file(kind: .other), [directory()], .notRegular),
  ]

  @Test(arguments: table)
  func judges(layer: Layer, file: Facts, directories: [Facts], fault: FileSafety.Fault?) {
    #expect(FileSafety.fault(of: file, in: List(directories), layer: layer, user: 1000)?.0 == fault)
  }

  @Test func namesTheDirectoryThatItIsAbout() {
    let found = FileSafety.fault(
      of: Self.file(), in: List([Self.directory(), Self.directory(), Self.directory(0o777)]), layer: .system, user: 0)
    #expect(found?.directory == 2)
  }
}
