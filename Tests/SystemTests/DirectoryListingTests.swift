import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct DirectoryListingTests {
  /// In the order of their bytes, with those that begin with a dot, without `.` and `..`; also more than one call gives.
  @Test(arguments: [["b", "a", ".hidden", "B", "é"], [], (0..<200).map { "name-\($0)" }] as [[String]])
  func names(files: [String]) throws {
    let scratch = try TemporaryDirectory()
    for name in files { try Data().write(to: URL(fileURLWithPath: scratch(name))) }
    let directory = try #require(try PolicyDirectory.open(ByteString(scratch.path), listing: true))
    let expected = files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(try DirectoryListing.names(in: directory).map(\.text) == expected)
    let number = open(scratch.path, O_RDONLY | O_DIRECTORY)
    #expect(try DirectoryListing.names(of: number).map(\.text) == expected.filter { !$0.hasPrefix(".") })
    close(number)
  }
}
