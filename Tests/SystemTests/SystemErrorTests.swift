import Foundation
@testable import System
import TestSupport
import Testing

struct SystemErrorTests {
  /// The numbers of this system's errno.h.
  static let codes: [(SystemError, Int32)] = [
    (.notPermitted, EPERM), (.noSuchFile, ENOENT), (.noSuchProcess, ESRCH), (.interrupted, EINTR), (.inputOutput, EIO),
    (.argumentListTooLong, E2BIG), (.notExecutableFormat, ENOEXEC), (.wouldBlock, EAGAIN), (.accessDenied, EACCES), (.fileExists, EEXIST),
    (.noSuchDevice, ENODEV), (.notADirectory, ENOTDIR), (.invalidArgument, EINVAL), (.fileTooLarge, EFBIG), (.noSpace, ENOSPC),
    (.brokenPipe, EPIPE), (.resultTooLarge, ERANGE), (.nameTooLong, ENAMETOOLONG), (.notImplemented, ENOSYS), (.tooManyLinks, ELOOP),
    (.messageTooLong, EMSGSIZE), (.connectionReset, ECONNRESET), (.noBufferSpace, ENOBUFS), (.timedOut, ETIMEDOUT), (.staleHandle, ESTALE),
  ]
  @Test(arguments: codes)
  func code(error: SystemError, code: Int32) {
    #expect(error.code == code)
    #expect(error.isAbsence == [ENOENT, ENOTDIR].contains(code))
    #expect(error.meansOutOfReach == [ENOENT, ENOTDIR, ESRCH, EACCES, EPERM].contains(code))
  }

  @Test func check() throws {
    #expect(try SystemError.check(Int32(0)) == 0 && SystemError.check(5) == 5)
    #expect(throws: SystemError.noSuchFile) { try SystemError.check(-2) }
  }
}
