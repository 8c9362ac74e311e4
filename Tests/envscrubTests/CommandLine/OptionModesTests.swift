import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Which options and operands go together.
struct OptionModesTests {
  static let table: [([String], UsageError.Kind?)] = [
    (["-0", "true"], .nullWithCommand), (["-0"], nil), (["-C", "/"], .chdirWithoutCommand), (["-a", "x"], .argv0WithoutCommand),
    (["-0", "--check"], .nullWith(.check)), (["-0", "--list-trusted"], nil), (["--config=a", "--no-config"], .configWithNoConfig),
    (["--head=x"], .without(.head, .verifyAudit)), (["--trust", "--json", "f"], .exclusive(.json, .trust)),
    (["--check", "--json=no", "-i", "f"], .exclusiveBesideFiles(.ignoreEnvironment, .check)), (["--check", "-i"], nil),
    (["--list-groups", "f"], .extraOperand("f")), (["--trust", "a", "b"], .extraOperand("b")), (["--verify-audit", "a", "b"], nil),
    (["--install-shims=/d"], .installWithoutNames), (["--install-shims=/d", "a/b"], .invalidShimName("a/b")),
    (["--leak-check", "--keep-fd=3"], nil), (["--suggest", "--keep-fd=3"], .exclusive(.keepFd, .suggest)),
  ]
  @Test(arguments: table)
  func combination(arguments: [String], expected: UsageError.Kind?) {
    #expect(failure(arguments) == expected)
  }

  /// An option that chooses a mode has a meaning in it.
  @Test func everyModeHasItsOption() {
    #expect(Option.check.meaning(in: .check) == .something && Option.json.meaning(in: .trust) == .nothing)
    #expect(Option.unset.meaning(in: .check) == .nothingBesideFiles && Option.keepFd.meaning(in: .verifyAudit) == .nothing)
  }
}
