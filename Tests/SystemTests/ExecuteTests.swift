import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

@Suite struct ExecuteTests {
  /// command, search path below the scratch directory, the file to execute or the error
  static let table: [(String, String, String?, SystemError?)] = [
    ("tool", "a:b", "b/tool", nil),
    ("tool", "b:c", "b/tool", nil),
    ("tool", "c:b", "c/tool", nil),
    ("tool", "a", nil, .noSuchFile),
    ("tool", "", nil, .noSuchFile),
    ("plain", "a", nil, .accessDenied),
    // A later directory may have one that can be executed.
    ("plain", "a:b", "b/plain", nil),
    ("folder", "a", nil, .accessDenied),
    ("", "a:b", nil, .noSuchFile),
    ("tool", "b/tool", nil, .notADirectory),
  ]

  @Test(arguments: table)
  func finds(command: String, searchPath: String, expected: String?, failure: SystemError?) throws {
    let scratch = try TemporaryDirectory()
    let manager = FileManager.default
    for (path, mode) in [("a/plain", 0o644), ("b/plain", 0o755), ("b/tool", 0o755), ("c/tool", 0o755)] {
      let full = scratch.path + "/" + path
      try manager.createDirectory(
        atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      #expect(manager.createFile(atPath: full, contents: nil, attributes: [.posixPermissions: mode]))
    }
    try manager.createDirectory(atPath: scratch.path + "/a/folder", withIntermediateDirectories: false)
    let path = searchPath.isEmpty ? "" : searchPath.split(separator: ":").map { scratch.path + "/" + $0 }.joined(separator: ":")
    do throws(SystemError) {
      let found = try Execute.find(ByteString(command), searchPath: ByteString(path))
      #expect(found.text == scratch.path + "/" + (expected ?? "nothing"))
    } catch {
      #expect(error == failure)
      #expect(expected == nil)
    }
  }
}
