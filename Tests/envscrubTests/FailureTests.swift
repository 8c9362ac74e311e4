import Bytes
import System
import TestSupport
import Testing
@testable import envscrub

struct FailureTests {
  private let run = Run(program: "env", arguments: ["env"])

  @Test func hasThePathConcerned() {
    let failure = run.failure("/a\n", SystemError.accessDenied)
    #expect(failure.status == 125 && failure.path == "/a\n" && failure.error == nil)
    #expect(failure.message == "env: /a\\x0a: Permission denied\n")
  }

  @Test func ofEnvscrubItself() {
    let failure = run.failure { $0.write("why") }
    #expect(failure.status == 125 && failure.path == nil && failure.message == "env: why\n")
  }
}
