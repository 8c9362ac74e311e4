@testable import System
import Testing

@Suite struct LandlockTests {
  /// Version 1 would deny moving files between directories; a negative number is an error.
  @Test(arguments: [-95, -38, -1, 0, 1])
  func hasNoDomain(version: Int) {
    let domain = Landlock(version: version)
    #expect(domain == nil)
  }

  /// version, rights on files that the domain handles, scopes
  static let domains: [(Int, UInt64, UInt64)] = [
    (2, 0x2000, 0), (3, 0x2000, 0), (4, 0x2000, 0), (5, 0x2000, 0), (6, 0, 2), (7, 0, 2), (8, 0, 2), (1_000, 0, 2),
  ]

  @Test(arguments: domains)
  func takesTheLeastThatTheVersionAsksFor(version: Int, files: UInt64, scopes: UInt64) throws {
    let domain = try #require(Landlock(version: version))
    #expect(domain.files == files)
    #expect(domain.scopes == scopes)
    #expect(domain.version == version)
  }
}
