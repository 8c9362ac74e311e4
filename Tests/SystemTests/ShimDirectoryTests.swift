import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct ShimDirectoryTests {
  @Test func isMadeWithItsParents() throws {
    let scratch = try TemporaryDirectory()
    let directory = try PolicyDirectory.make(ByteString(scratch("a/b/c")))
    #expect(directory.facts.permissions | 0o755 == 0o755 && directory.facts.permissions & 0o700 == 0o700 && directory.path.text == scratch("a/b/c"))
    #expect(try PolicyDirectory.make(ByteString(scratch("a/b/c"))).facts == directory.facts)
    try Data().write(to: URL(fileURLWithPath: scratch("file")))
    #expect(throws: SystemError.self) { try PolicyDirectory.make(ByteString(scratch("file/x"))) }
    #expect(directory.called("other").path == "other" && directory.called("other").facts == directory.facts)
  }

  @Test func filesAreReplacedWhole() throws {
    let scratch = try TemporaryDirectory()
    let directory = try PolicyDirectory.make(ByteString(scratch("d")))
    #expect(try directory.beginning(of: "npm", limit: 10) == nil)
    for text in ["first", "second, which is longer"] as [ByteString] {
      try directory.replace("npm", with: text, permissions: 0o755)
      let (found, permissions) = try #require(try directory.beginning(of: "npm", limit: 6))
      #expect(found == text[0..<min(6, text.count)] && permissions | 0o755 == 0o755 && permissions & 0o700 == 0o700)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch("d")) == ["npm"])
    // A link or a directory has no text.
    #expect(symlink("npm", scratch("d/link")) == 0 && mkdir(scratch("d/sub"), 0o700) == 0)
    for name in ["link", "sub"] as [ByteString] { #expect(try directory.beginning(of: name, limit: 6)?.text == nil) }
    #expect(throws: SystemError(code: EISDIR)) { try directory.replace("sub", with: "x", permissions: 0o755) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch("d")).sorted() == ["link", "npm", "sub"])
  }
}
