import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct OutputTests {
  @Test func writesAll() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    try Output.write("some text", to: ends[1])
    close(ends[1])
    var memory = [UInt8](repeating: 0, count: 100)
    #expect(read(ends[0], &memory, 100) == 9)
    #expect(String(decoding: memory.prefix(9), as: UTF8.self) == "some text")
    close(ends[0])
  }

  @Test func throwsTheErrorThatEndedIt() throws {
    let full = open("/dev/full", O_WRONLY)
    #expect(throws: SystemError.noSpace) { try Output.write("x", to: full) }
    try Output.write("", to: full)
    close(full)
    // Not the number that was closed: another test may have it by now.
    #expect(throws: SystemError(code: EBADF)) { try Output.write("x", to: -1) }
  }

  /// In a process of its own, with a limit on the size of files: an error, not a signal.
  @Test func aFileThatMayNotGrow() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let scratch = try! TemporaryDirectory()
      // Test threads block signals.
      var none = sigset_t()
      sigemptyset(&none)
      pthread_sigmask(SIG_SETMASK, &none, nil)
      let file = open(scratch("file"), O_WRONLY | O_CREAT, 0o600)
      var limit = rlimit(rlim_cur: 4, rlim_max: 4)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do throws(SystemError) {
        try Output.write("longer than that", to: file)
      } catch {
        exit(error == .fileTooLarge && (try? Signals.isIgnored(Signals.fileTooLarge)) == false ? 7 : 1)
      }
      exit(2)
    }
  }

  /// In a process of its own whose standard output and error are files.
  @Test func filesAreNoTerminals() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let null = open("/dev/null", O_WRONLY)
      dup2(null, 1)
      exit(Output.standardOutput.terminalColumns == nil && Output.standardOutput.terminalRows == nil ? 7 : 1)
    }
  }
}
