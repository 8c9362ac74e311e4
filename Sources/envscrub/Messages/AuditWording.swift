import Bytes
import Policy

extension AuditSettings {
  /// Each place where a record goes, and what says so.  What a command is given may be a secret.
  func forEachSink(_ body: (ByteString, Origin) -> Void) {
    if let file {
      var text = ByteBuffer()
      text.write("file ")
      text.write(visible: file.value)
      body(text.finish(), file.origin)
    }
    if let syslog, syslog.value { body("syslog", syslog.origin) }
    if let endpoint { body("endpoint", endpoint.origin) }
    if let command { body("command", command.origin) }
  }
}

/// Why a record could not be written.
package enum AuditFault: Error, Equatable, Sendable {
  package enum Sink: UInt8, Sendable {
    case file, syslog, command, endpoint

    var name: ByteString { WordIterator.word(rawValue, of: "file syslog command endpoint") }
  }

  /// What the system answered, `errno(3)`.
  case system(Sink, ByteString, Int32)
  case notRegular(ByteString)
  /// Others than the user and root could change it.
  case unsafe(ByteString)
  case unsafeDirectory(ByteString)
  /// The file's end is no record, nor is anything before it that was looked at.
  case noRecord(ByteString)
  case homeless
  case exit(Int)
  case late
  case answer(Int?)
  case nowhere
}

extension ByteBuffer {
  /// `the audit record can't be written: ` and why, without a newline.
  package mutating func write(_ fault: AuditFault) {
    write("the audit record can't be written: ")
    switch fault {
    case .system(let sink, let path, let code):
      write(sink.name)
      if !path.isEmpty {
        write(" ")
        write(visible: path)
      }
      write(": ")
      write(systemError: code)
    case .notRegular(let path):
      write(visible: path)
      write(": not a regular file")
    case .unsafe(let path):
      write(visible: path)
      write(": others own it or can write it; mend with: chmod 600, and chown")
    case .unsafeDirectory(let path):
      write(visible: path)
      write(": others own its directory or can write it; mend with: chmod go-w, and chown")
    case .noRecord(let path):
      write(visible: path)
      write(": no record is near its end; move it away")
    case .homeless: write("file: the user has no home in /etc/passwd")
    case .exit(let status):
      write("command: exit status ")
      write(decimal: status)
    case .late: write("command: the time is over")
    case .answer(let status):
      write("endpoint: ")
      if let status {
        write("HTTP status ")
        write(decimal: status)
      } else {
        write("no answer of HTTP")
      }
    case .nowhere: write("it is required, and no file, syslog, command or endpoint is named")
    }
  }
}
