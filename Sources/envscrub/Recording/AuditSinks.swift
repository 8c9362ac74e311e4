import Audit
import Bytes
import Policy
import System

/// Where a record goes: a file, the system log, a collector, a command.
struct AuditSinks {
  let run: Run
  let settings: AuditSettings

  /// Hands the record to each of them, also where another one fails.
  /// - Returns: what went wrong first.
  @inline(never)
  func write(_ record: AuditRecord) -> AuditFault? {
    if !settings.hasSink { return .nowhere }
    // A limit of a file's size is an error like another one here, and not the end of the run.
    let wasIgnored = (try? Signals.isIgnored(Signals.fileTooLarge)) ?? true
    if !wasIgnored { try? Signals.set(Signals.fileTooLarge, ignored: true) }
    defer { if !wasIgnored { try? Signals.set(Signals.fileTooLarge, ignored: false) } }
    var fault: AuditFault?
    var entry = Entry(record: record)
    do throws(AuditFault) { if settings.file != nil { try writeFile(&entry) } } catch { fault = fault ?? error }
    do throws(AuditFault) { if settings.syslog?.value == true { try writeSyslog(entry) } } catch { fault = fault ?? error }
    do throws(AuditFault) { if let endpoint = settings.endpoint { try post(entry, endpoint.value) } } catch { fault = fault ?? error }
    do throws(AuditFault) { if let command = settings.command { try start(command.value, entry) } } catch { fault = fault ?? error }
    return fault
  }

  /// A record, and the line of it that a file has.
  private struct Entry {
    let record: AuditRecord
    var line: (format: TrailFormat, text: ByteString, link: Link)?

    /// The record as one line, without its newline: that of the file, where it has the format.
    func text(_ format: TrailFormat) -> ByteString {
      if let line, line.format == format { return line.text }
      var buffer = ByteBuffer()
      buffer.write(copyOf: AuditRecordWriter.body(of: record, format), format, at: line?.link)
      return buffer.finish()
    }
  }

  @inline(never)
  private func writeFile(_ entry: inout Entry) throws(AuditFault) {
    guard let stated = settings.file else { return }
    let format = settings.format?.value ?? .jsonl
    let file = try TrailFile(
      files: FileReader(run: run), path: absolute(stated.value), format: format, sync: settings.sync?.value == true)
    let (text, link) = try file.append(entry.record)
    entry.line = (format, text, link)
  }

  /// The path, `~` replaced.
  private func absolute(_ path: ByteString) throws(AuditFault) -> ByteString {
    if path.hasPrefix("/") { return path }
    guard let home = try? FileReader(run: run).home() else { throw .homeless }
    return Candidates.join(home, path.dropFirst(2))
  }

  @inline(never)
  private func writeSyslog(_ entry: Entry) throws(AuditFault) {
    let path: ByteString = "/dev/log"
    var message = ByteBuffer()
    message.write(syslog: entry.text(.jsonl), of: entry.record, isWarning: entry.record.outcome != .run)
    do throws(SystemError) {
      let socket = try LocalSocket(path: path, isDatagram: true)
      try message.withBytes { text throws(SystemError) in try socket.send(text, until: deadline) }
    } catch {
      throw .system(.syslog, path, error.code)
    }
  }

  private var deadline: Clock.Deadline { Clock.Deadline(milliseconds: settings.timeout?.value ?? 250) }

  @inline(never)
  private func post(_ entry: Entry, _ endpoint: Endpoint) throws(AuditFault) {
    var request = ByteBuffer()
    request.write(post: entry.text(.otlpJSON), to: endpoint)
    let answer: ByteString
    do throws(SystemError) {
      answer = try exchange(request.finish(), endpoint, deadline)
    } catch {
      throw .system(.endpoint, "", error.code)
    }
    let status = HTTPAnswer.status(answer)
    guard let status, status / 100 == 2 else { throw .answer(status) }
  }

  private func exchange(
    _ request: ByteString, _ endpoint: Endpoint, _ deadline: Clock.Deadline
  ) throws(SystemError) -> ByteString {
    let limit = 4096
    switch endpoint.place {
    case .port(let port, let isVersion6):
      let socket = try LocalSocket(port: port, isVersion6: isVersion6)
      try socket.send(request, until: deadline)
      return try socket.receive(12, limit, until: deadline)
    case .socket(let path):
      let socket = try LocalSocket(path: path, isDatagram: false)
      try socket.send(request, until: deadline)
      return try socket.receive(12, limit, until: deadline)
    }
  }

  @inline(never)
  private func start(_ command: List<ByteString>, _ entry: Entry) throws(AuditFault) {
    var input = ByteBuffer()
    input.write(entry.text(.jsonl))
    input.write("\n")
    let status: Int?
    do throws(SystemError) {
      status = try Helper.run(
        CStringArray(command), environment: run.helperEnvironment, input: input.finish(),
        milliseconds: settings.timeout?.value ?? 1000, isSilent: Output.standardError.terminalColumns == nil)
    } catch {
      throw .system(.command, command[0], error.code)
    }
    guard let status else { throw .late }
    if status != 0 { throw .exit(status) }
  }
}
