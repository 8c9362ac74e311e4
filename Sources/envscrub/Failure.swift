import Bytes
import Policy
import System

/// The end of a run that did not come to COMMAND.
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
  /// The file that it is about; nil if it is about none.
  var path: ByteString? { content.value.path }
  /// What is wrong in that file, where it is that.
  var error: ConfigurationError? { content.value.error }

  init(
    status: Int32, path: ByteString? = nil, error: ConfigurationError? = nil, _ write: (inout ByteBuffer) -> Void
  ) {
    var message = ByteBuffer()
    write(&message)
    content = Boxed(Content(status: status, message: message.finish(), path: path, error: error))
  }
}

extension Run {
  /// An error of envscrub itself, after the name that it was called by.
  /// - Parameter path: the file that it is about.
  func failure(of path: ByteString? = nil, _ write: (inout ByteBuffer) -> Void) -> Failure {
    Failure(status: ExitStatus.failed, path: path) {
      $0.write(program)
      $0.write(": ")
      write(&$0)
      $0.write("\n")
    }
  }

  /// What the system answered, of a file.
  func failure(_ path: ByteString, _ error: SystemError) -> Failure {
    failure(of: path) {
      $0.write(visible: path)
      $0.write(": ")
      $0.write(systemError: error.code)
    }
  }

  /// - Returns: the exit status.
  func tell(_ failure: Failure) -> Int32 {
    // Where standard error is closed too there is nobody left to tell.
    try? Output.standardError.write(failure.message)
    return failure.status
  }
}
