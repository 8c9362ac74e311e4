/// The error of a system call, `errno(3)`.
package struct SystemError: Error, Equatable, Sendable {
  package let code: Int32

  package init(code: Int32) { self.code = code }
}

package extension SystemError {
  static let noSuchFile = SystemError(code: 2)
  static let accessDenied = SystemError(code: 13)
  static let notADirectory = SystemError(code: 20)
  static let invalidArgument = SystemError(code: 22)
  static let fileTooLarge = SystemError(code: 27)
  static let brokenPipe = SystemError(code: 32)
  static let nameTooLong = SystemError(code: 36)
  static let notImplemented = SystemError(code: 38)
  static let notSupported = SystemError(code: 95)
  static let messageTooLong = SystemError(code: 90)
  static let noBufferSpace = SystemError(code: 105)
  static let connectionReset = SystemError(code: 104)
  static let timedOut = SystemError(code: 110)
  static let staleHandle = SystemError(code: 116)

  /// Whether it means only that a file does not exist.
  var isAbsence: Bool { self == .noSuchFile || self == .notADirectory }
}

extension SystemError {
  static let notPermitted = SystemError(code: 1)
  static let noSuchProcess = SystemError(code: 3)
  static let interrupted = SystemError(code: 4)
  static let inputOutput = SystemError(code: 5)
  static let argumentListTooLong = SystemError(code: 7)
  static let notExecutableFormat = SystemError(code: 8)
  static let fileExists = SystemError(code: 17)
  static let noSuchDevice = SystemError(code: 19)
  static let wouldBlock = SystemError(code: 11)
  static let noSpace = SystemError(code: 28)
  static let resultTooLarge = SystemError(code: 34)
  static let tooManyLinks = SystemError(code: 40)

  /// Whether it means only that something is gone or may not be read.
  var meansOutOfReach: Bool {
    isAbsence || self == .noSuchProcess || self == .accessDenied || self == .notPermitted
  }

  /// The result of a `CSystem` function; throws the error if it is negative.
  static func check<Number: FixedWidthInteger & SignedInteger>(_ result: Number) throws(SystemError) -> Number {
    if result < 0 { throw SystemError(code: Int32(truncatingIfNeeded: 0 - result)) }
    return result
  }
}
