import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct FileIdentityTests {
  @Test func identifiesAFileByAnyPath() throws {
    let scratch = try TemporaryDirectory()
    for name in ["a", "b"] { try Data().write(to: URL(fileURLWithPath: scratch(name))) }
    #expect(link(scratch("a"), scratch("hard")) == 0 && symlink("a", scratch("soft")) == 0)
    let identity = try FileIdentity(of: ByteString(scratch("a")))
    for name in ["hard", "soft", "./a"] { #expect(try FileIdentity(of: ByteString(scratch(name))) == identity) }
    #expect(try FileIdentity(of: ByteString(scratch("b"))) != identity)
    #expect(throws: SystemError.noSuchFile) { try FileIdentity(of: ByteString(scratch("c"))) }
  }
}
