import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct InvocationTests {
  @Test func whatIsExecuted() throws {
    let request = try parse(["A=1", "sh", "-c", "x"])
    #expect(request.commandValues.map(\.text) == ["sh", "-c", "x"])
    #expect(try parse(["A=1"]).commandValues.isEmpty)
  }

  /// arguments, whether the usual files are skipped
  @Test(arguments: [([], false), (["--config=f"], true), (["--no-config"], true), (["-i"], true), (["--profile=p"], false)] as [([String], Bool)])
  func skipsFiles(words: [String], expected: Bool) throws { #expect(try parse(words).skipsFiles == expected) }
}
