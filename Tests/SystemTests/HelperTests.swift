import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct HelperTests {
  private static func run(_ script: String, _ input: ByteString = "", milliseconds: Int = 10_000) throws -> Int? {
    try Helper.run(
      CStringArray(["/bin/sh", "-c", ByteString(script)]), environment: CStringArray(["A=1"]), input: input,
      milliseconds: milliseconds, isSilent: true)
  }

  /// script, its exit status, or 128 and the signal
  @Test(arguments: [("exit 0", 0), ("exit 3", 3), ("kill -9 $$", 137), ("test $A = 1", 0), ("test $(env | wc -l) -lt 5", 0)])
  func status(script: String, expected: Int) throws { #expect(try Self.run(script) == expected) }

  @Test func readsItsInput() throws {
    #expect(try Self.run("read a; read b; test \"$a-$b\" = one-two", "one\ntwo\n") == 0)
    #expect(try Self.run("read a", "") == 1)
  }

  /// It is killed with everything that it started.
  @Test func isKilledWhenTheTimeIsUp() throws {
    let scratch = try TemporaryDirectory()
    #expect(try Self.run("(sleep 1; touch \(scratch("late"))) & sleep 30", milliseconds: 50) == nil)
    usleep(1_300_000)
    #expect(!FileManager.default.fileExists(atPath: scratch("late")))
  }

  /// As in a shell.
  @Test func aProgramThatIsMissing() throws {
    #expect(
      try Helper.run(
        CStringArray(["/absent"]), environment: CStringArray([]), input: "", milliseconds: 10_000, isSilent: true) == 127)
  }
}
