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
enum AuditFault: Error, Equatable, Sendable {
  enum Sink: UInt8, Sendable {
    case file, syslog, command, endpoint

    var name: ByteString { WordIterator.word(rawValue, of: "file syslog command endpoint") }
  }

  /// What the system answered, `errno(3)`.
  case system(Sink, ByteString, Int32)
  case notRegular(ByteString)
  /// Others than the user and root could change it.
  case unsafe(ByteString)
  case unsafeDirectory(ByteString)
  /// The path leads through a symbolic link of others, or one that they can replace.
  case unsafeLink(ByteString)
  /// Who can read it can lock it.
  case readable(ByteString)
  /// It has a second name, and stands where others can give names.
  case twoNames(ByteString)
  /// The text of the file beside the trail is none of a head.
  case noHead(ByteString)
  /// The numbers of records are used up, which takes somebody who writes a large one.
  case noNumber(ByteString)
  /// The file's end is no record, nor is anything before it that was looked at.
  case noRecord(ByteString)
  case homeless
  case exit(Int)
  case late
  case answer(Int?)
  /// What the collector answered is no answer of OTLP.
  case unreadable
  /// The collector took the request, and said that it didn't take the record.
  case rejected
  case nowhere

  /// Whether a collector has said that it has no record.
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
  /// `the audit record can't be written: ` and why, without a newline.
  mutating func write(_ fault: AuditFault) {
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
    case .unsafeLink(let path):
      write(visible: path)
      write(": others own a symbolic link on the way, or can replace it; name the path without links")
    case .readable(let path):
      write(visible: path)
      write(": others can read it, and so block runs; mend with: chmod 600")
    case .twoNames(let path):
      write(visible: path)
      write(": it has a second name, a hard link, and others can write its directory; move it away")
    case .noHead(let path):
      write(visible: path)
      write(" is not the head of a trail; find out what changed it, and remove it: the next record continues from the last one")
    case .noNumber(let path):
      write(visible: path)
      write(": no number is left for a record; find out what changed it or its head, and move both away")
    case .noRecord(let path):
      write(visible: path)
      write(": there is no record near its end; move it away")
    case .homeless: write("file: the user has no home in /etc/passwd")
    case .exit(let status):
      write("command: exit status ")
      write(decimal: status)
    case .late: write("command: timed out")
    case .answer(let status):
      write("endpoint: ")
      if let status {
        write("HTTP status ")
        write(decimal: status)
      } else {
        write("not an HTTP answer")
      }
    case .unreadable: write("endpoint: not an OTLP answer")
    case .rejected: write("endpoint: the collector rejected it")
    case .nowhere: write("it is required, and no file, syslog, command or endpoint is named")
    }
  }
}
