import Bytes
import Policy
import System

/// Why a run ended before COMMAND: an exit status and the message for standard error.
struct Failure: Error {
  private struct Content {
    let status: Int32
    let message: ByteString
    let path: ByteString?
    let error: ConfigurationError?
  }

  private let content: Boxed<Content>

  var status: Int32 { content.value.status }
  var message: ByteString { content.value.message }
  /// The file concerned; nil if there is none.
  var path: ByteString? { content.value.path }
  /// The error in that file's content; nil for any other failure.
  var error: ConfigurationError? { content.value.error }

  init(
    status: Int32, path: ByteString? = nil, error: ConfigurationError? = nil, _ write: (inout ByteBuffer) -> Void
  ) {
    var message = ByteBuffer()
    write(&message)
    content = Boxed(Content(status: status, message: message.finish(), path: path, error: error))
  }
}

extension ByteString {
  /// The first line of a message, without the name of the program before it.
  func firstLine(without program: ByteString) -> ByteString {
    let line = self[0..<(firstIndex(of: UInt8(ascii: "\n")) ?? count)]
    return line.hasPrefix(program) ? line.dropFirst(min(program.count + 2, line.count)) : line
  }
}

extension Run {
  /// An error of envscrub itself; the message begins with the name by which it was called.
  /// - Parameter path: the file concerned.
  func failure(of path: ByteString? = nil, _ write: (inout ByteBuffer) -> Void) -> Failure {
    Failure(status: ExitStatus.failed, path: path) {
      $0.write(program)
      $0.write(": ")
      write(&$0)
      $0.write("\n")
    }
  }

  /// A system error about a file.
  func failure(_ path: ByteString, _ error: SystemError) -> Failure {
    failure(of: path) {
      $0.write(visible: path, ": ")
      $0.write(systemError: error.code)
    }
  }

  /// Writes the message.
  /// - Returns: the exit status.
  func report(_ failure: Failure) -> Int32 {
    // If standard error is closed too, nobody can be told.
    try? Output.standardError.write(failure.message)
    return failure.status
  }
}
