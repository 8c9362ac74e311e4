import Bytes
import Policy
import System

extension AuditSettings {
  /// Each destination of records, and the origin of its setting.  Arguments of a command are left out: they may hold a
  /// secret.
  func forEachSink(_ body: (ByteString, Origin) -> Void) {
    if let file {
      var text = ByteBuffer()
      text.write("file ", visible: file.value)
      body(text.finish(), file.origin)
    }
    if let syslog, syslog.value { body("syslog", syslog.origin) }
    if let endpoint { body("endpoint", endpoint.origin) }
    if let command { body("command", command.origin) }
  }
}

/// Why a record could not be written.
enum AuditFault: Error, Equatable, Sendable {
  enum Sink: UInt8, Sendable {
    case file, syslog, command, endpoint

    var name: ByteString { WordIterator.word(rawValue, of: "file syslog command endpoint") }
  }

  /// The system's error, `errno(3)`.
  case system(Sink, ByteString, Int32)
  case notRegular(ByteString)
  /// Users other than this user and root could change it.
  case unsafe(ByteString)
  case unsafeDirectory(ByteString)
  /// The path leads through a symbolic link that others own or can replace.
  case unsafeLink(ByteString)
  /// Others can read it, and so can lock it.
  case readable(ByteString)
  /// It has a second name, and is in a directory where others can create names.
  case twoNames(ByteString)
  /// The file next to the trail is no valid head file.
  case noHead(ByteString)
  /// The numbers of records are used up: somebody must have written a very large one.
  case noNumber(ByteString)
  /// Neither the end of the file nor the part examined before it is a record.
  case noRecord(ByteString)
  case homeless
  case exit(Int)
  case late
  case answer(Int?)
  /// The collector's answer is no OTLP response.
  case unreadable
  /// The collector accepted the request but rejected the record.
  case rejected
  case nowhere

  /// Whether the collector stated that it doesn't have the record.
  var isSaidByCollector: Bool {
    switch self {
    case .rejected: true
    case .answer(let status): status != nil
    case .system, .notRegular, .unsafe, .unsafeDirectory, .unsafeLink, .readable, .twoNames, .noHead, .noNumber, .noRecord,
      .homeless, .exit, .late, .unreadable, .nowhere:
      false
    }
  }
}

extension ByteBuffer {
  /// Writes `the audit record can't be written: ` and the reason, without a newline.
  mutating func write(_ fault: AuditFault) {
    write("the audit record can't be written: ")
    switch fault {
    case .system(let sink, let path, let code):
      write(sink.name)
      if !path.isEmpty {
        write(" ", visible: path)
      }
      write(": ")
      write(systemError: code)
      // The file would be created.
      if sink == .file, SystemError(code: code) == .noSuchFile { write("; its directory must exist") }
    case .notRegular(let path):
      write(visible: path, ": not a regular file")
    case .unsafe(let path):
      write(visible: path, ": others own it or can write it; mend with: chmod 600, and chown")
    case .unsafeDirectory(let path):
      write(visible: path, ": others own its directory or can write it; mend with: chmod go-w, and chown")
    case .unsafeLink(let path):
      write(visible: path, ": others own a symbolic link on the way, or can replace it; name the path without links")
    case .readable(let path):
      write(visible: path, ": others can read it, and so block runs; mend with: chmod 600")
    case .twoNames(let path):
      write(visible: path, ": it has a second name, a hard link, and others can write its directory; move it away")
    case .noHead(let path):
      write(visible: path)
      write(" is not the head of a trail; find out what changed it, and remove it: the next record continues from the last one")
    case .noNumber(let path):
      write(visible: path)
      write(": no number is left for a record; find out what changed it or its head, and move both away")
    case .noRecord(let path):
      write(visible: path, ": there is no record near its end; move it away")
    case .homeless: write("file: the user has no home in /etc/passwd")
    case .exit(let status):
      write("command: exit status ", decimal: status)
    case .late: write("command: timed out")
    case .answer(let status):
      write("endpoint: ")
      if let status {
        write("HTTP status ", decimal: status)
      } else {
        write("not an HTTP answer")
      }
    case .unreadable: write("endpoint: not an OTLP answer")
    case .rejected: write("endpoint: the collector rejected it")
    case .nowhere: write("it is required, and no file, syslog, command or endpoint is named")
    }
  }
}
