import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct SealTests {
  private let run = Run(program: "env", arguments: ["env"])

  private static func loaded(seal: Sealing) -> Boxed<LoadedPolicy> {
    var loaded = LoadedPolicy()
    loaded.policy.values[.seal] = Stated(seal.rawValue, .commandLine)
    return Boxed(loaded)
  }

  @Test func noSealNeedsNoDomain() throws { #expect(try run.domain(for: Self.loaded(seal: .no), isQuiet: true) == nil) }

  /// Without a domain and settings nothing is closed.
  @Test func nothingToClose() throws {
    let file = dup(1)
    let request = Boxed(try parse(["true"]))
    try run.seal(Self.loaded(seal: .no), in: nil, request, isQuiet: true)
    #expect(fcntl(file, F_GETFD) >= 0)
    close(file)
  }

  /// options, what COMMAND sees of a descriptor, and of its right to gain privileges.  The scripts test `--close-fds`: here
  /// it would close what the threads of the test's libraries use.
  @Test(arguments: [([], "open 0"), (["--no-new-privs"], "open 1")] as [([String], String)])
  func seals(options: [String], expected: String) async {
    let see = "if [ -e /proc/self/fd/200 ]; then echo open; else echo closed; fi; grep NoNewPrivs /proc/self/status"
    let printed = await printed(by: ["--no-config"] + options + ["sh", "-c", see], with: 200)
    #expect(printed.output.split(whereSeparator: \.isWhitespace).filter { $0 != "NoNewPrivs:" }.joined(separator: " ") == expected)
    #expect(printed.error.isEmpty)
  }
}
