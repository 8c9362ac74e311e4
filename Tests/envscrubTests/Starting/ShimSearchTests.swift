import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct ShimSearchTests {
  /// A directory in which `shims` and `again` hold the very shim `npm`, `bin` a command, `other` another one, `empty` none.
  private static func scratch() throws -> (TemporaryDirectory, Shim) {
    let scratch = try TemporaryDirectory()
    for path in ["shims/npm", "bin/npm", "other/npm", "empty/x"] { try write("", to: scratch(path)) }
    #expect(mkdir(scratch("again"), 0o755) == 0 && link(scratch("shims/npm"), scratch("again/npm")) == 0)
    var shim = Shim(script: Argument(ByteString(scratch("shims/npm"))))
    shim.file = try FileIdentity(of: ByteString(scratch("shims/npm")))
    shim.caller = try FileIdentity(of: ByteString(scratch("other/npm")))
    return (scratch, shim)
  }

  /// PATH; the rest of it after the shim, from the first directory that has the command; what was passed over
  static let table: [(String, String?, String)] = [
    ("shims:bin", "bin", "shims"), ("bin:shims", nil, "bin:shims"), ("empty:shims:empty:bin:other", "bin:other", "empty:shims"),
    ("shims:bin:again:other", "other", "shims:bin:again"), ("bin:other", "bin:other", ""), ("shims", nil, "shims"),
    ("shims:empty", "empty", "shims"), ("shims:absent:bin", "bin", "shims"),
  ]
  @Test(arguments: table)
  func rest(path: String, rest: String?, passed: String) throws {
    let (scratch, shim) = try Self.scratch()
    func whole(_ path: String) -> String { path.split(separator: ":").map { scratch(String($0)) }.joined(separator: ":") }
    let search = ShimSearch(shim, ByteString(whole(path)))
    #expect(search.rest?.text == rest.map(whole))
    #expect(search.passed.text == whole(passed))
  }

  /// The file that made this shim run is what the shim would find.
  @Test func comesBack() throws {
    let (scratch, shim) = try Self.scratch()
    func comesBack(_ names: String...) -> String? {
      ShimSearch(shim, ByteString(names.map { scratch($0) }.joined(separator: ":"))).comesBack?.text
    }
    #expect(comesBack("shims", "other") == scratch("other/npm"))
    #expect(comesBack("shims", "bin", "other") == nil && comesBack("other", "shims", "bin") == nil)
  }

  @Test func withoutAPath() throws {
    let (_, shim) = try Self.scratch()
    #expect(ShimSearch(shim, "").rest?.text.hasPrefix("/usr/") == true)
  }
}
