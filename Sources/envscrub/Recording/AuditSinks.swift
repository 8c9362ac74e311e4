import Audit
import Bytes
import Policy
import System

/// The destinations of a record: a file, the system log, a collector, a command.
struct AuditSinks {
  let run: Run
  let settings: Boxed<AuditSettings>

  /// Passes the record to each of them, even if another one fails.
  /// - Returns: the first fault, and a destination that took the record shortened.
  func write(_ record: AuditRecord) -> (fault: AuditFault?, shortened: AuditFault.Sink?) {
    if !settings.value.hasSink { return (.nowhere, nil) }
    // Exceeding the file size limit is an ordinary error here; it does not end the run.
    let wasIgnored = (try? Signals.isIgnored(Signals.fileTooLarge)) ?? true
    if !wasIgnored { try? Signals.set(Signals.fileTooLarge, ignored: true) }
    defer { if !wasIgnored { try? Signals.set(Signals.fileTooLarge, ignored: false) } }
    var fault: AuditFault?
    var entry = Entry(record: record)
    do throws(AuditFault) { if settings.value.file != nil { try writeFile(&entry) } } catch { fault = fault ?? error }
    do throws(AuditFault) { if settings.value.syslog?.value == true { try writeSyslog(&entry) } } catch { fault = fault ?? error }
    do throws(AuditFault) { if let endpoint = settings.value.endpoint { try post(&entry, endpoint.value) } } catch { fault = fault ?? error }
    do throws(AuditFault) { if let command = settings.value.command { try start(command.value, &entry) } } catch { fault = fault ?? error }
    return (fault, entry.shortened)
  }

  /// A record, and its line in the file.
  private struct Entry {
    let record: AuditRecord
    var line: (format: TrailFormat, text: ByteString, link: Link)?

    /// A destination that took it shortened.
    var shortened: AuditFault.Sink?

    init(record: AuditRecord) { self.record = record }

    /// The record as one line, without its newline; the file's own line, if it has that format.
    mutating func text(_ format: TrailFormat, for sink: AuditFault.Sink) -> ByteString {
      if let line, line.format == format { return line.text }
      let (body, isShort) = AuditRecordWriter.body(of: record, format)
      if isShort { shortened = sink }
      return copy(of: body, format)
    }

    /// The shortened record, with counts in place of names, for a destination that can't take all of it.
    mutating func shortText(_ format: TrailFormat, for sink: AuditFault.Sink, from full: Int) -> ByteString {
      shortened = sink
      return copy(of: AuditRecordWriter.body(ofShort: record, format, from: full), format)
    }

    private func copy(of body: ByteString, _ format: TrailFormat) -> ByteString {
      var buffer = ByteBuffer()
      buffer.write(copyOf: body, format, at: line?.link)
      return buffer.finish()
    }
  }

  private func writeFile(_ entry: inout Entry) throws(AuditFault) {
    guard let stated = settings.value.file else { return }
    let format = settings.value.format?.value ?? .jsonl
    let file = try TrailFile(
      files: FileReader(run: run), path: absolute(stated.value), format: format, sync: settings.value.sync?.value == true)
    let (body, isShort) = AuditRecordWriter.body(of: entry.record, format)
    let (text, link) = try file.append(entry.record, body)
    if isShort { entry.shortened = .file }
    entry.line = (format, text, link)
  }

  /// The path with `~` replaced.
  private func absolute(_ path: ByteString) throws(AuditFault) -> ByteString {
    if path.hasPrefix("/") { return path }
    guard let home = try? FileReader(run: run).home() else { throw .homeless }
    return Candidates.join(home, path.dropFirst(2))
  }

  private func writeSyslog(_ entry: inout Entry) throws(AuditFault) {
    let text = entry.text(.jsonl, for: .syslog)
    let deadline = self.deadline
    do throws(SystemError) {
      do throws(SystemError) {
        try send(text, of: entry.record, deadline)
      } catch {
        // The size of a message is limited, and so is the socket's buffer.
        guard error == .messageTooLong || error == .noBufferSpace else { throw error }
        try send(entry.shortText(.jsonl, for: .syslog, from: text.count), of: entry.record, deadline)
      }
    } catch {
      throw .system(.syslog, Self.systemLog, error.code)
    }
  }

  private static var systemLog: ByteString { "/dev/log" }

  private func send(_ text: ByteString, of record: AuditRecord, _ deadline: Clock.Deadline) throws(SystemError) {
    var message = ByteBuffer()
    message.write(syslog: text, of: record, isWarning: record.outcome != .run)
    let socket = try LocalSocket(path: Self.systemLog, isDatagram: true, until: deadline)
    try message.withBytes { text throws(SystemError) in try socket.send(text, until: deadline) }
  }

  private var deadline: Clock.Deadline { Clock.Deadline(milliseconds: settings.value.timeout?.value ?? 250) }

  private func post(_ entry: inout Entry, _ endpoint: Endpoint) throws(AuditFault) {
    let text = entry.text(.otlpJSON, for: .endpoint)
    let deadline = self.deadline
    var answer = try post(text, endpoint, deadline)
    // 413 of RFC 9110: the content is too large.
    if case .whole(413, _) = answer {
      answer = try post(entry.shortText(.otlpJSON, for: .endpoint, from: text.count), endpoint, deadline)
    }
    guard case .whole(let status, let body) = answer else { throw .answer(nil) }
    if status / 100 != 2 { throw .answer(status) }
    switch ExportAnswer(body) {
    case .taken: break
    case .rejected: throw .rejected
    case .unreadable: throw .unreadable
    }
  }

  private func post(
    _ text: ByteString, _ endpoint: Endpoint, _ deadline: Clock.Deadline
  ) throws(AuditFault) -> HTTPAnswer {
    var request = ByteBuffer()
    request.write(post: text, to: endpoint)
    do {
      switch endpoint.place {
      case .port(let port, let isVersion6):
        return try exchange(request, LocalSocket(port: port, isVersion6: isVersion6), deadline)
      case .socket(let path):
        return try exchange(request, LocalSocket(path: path, isDatagram: false, until: deadline), deadline)
      }
    } catch {
      throw .system(.endpoint, "", error.code)
    }
  }

  private func exchange(
    _ request: borrowing ByteBuffer, _ socket: borrowing LocalSocket, _ deadline: Clock.Deadline
  ) throws(SystemError) -> HTTPAnswer {
    let limit = 1 << 16
    do throws(SystemError) {
      try request.withBytes { bytes throws(SystemError) in try socket.send(bytes, until: deadline) }
    } catch {
      // A collector that closes early may have answered why.
      if error != .brokenPipe, error != .connectionReset { throw error }
    }
    var answer = HTTPAnswer.none
    try socket.receive(limit, until: deadline) { text, isEnded in
      answer = HTTPAnswer(text, isEnded: isEnded)
      return answer != .unfinished
    }
    return answer
  }

  private func start(_ command: List<ByteString>, _ entry: inout Entry) throws(AuditFault) {
    var input = ByteBuffer()
    input.write(entry.text(.jsonl, for: .command))
    input.write("\n")
    let status: Int?
    do throws(SystemError) {
      status = try Helper.run(
        CStringArray(command), environment: run.helperEnvironment, input: input.finish(),
        milliseconds: settings.value.timeout?.value ?? 1000, isSilent: Output.standardError.terminalColumns == nil)
    } catch {
      throw .system(.command, command[0], error.code)
    }
    guard let status else { throw .late }
    if status != 0 { throw .exit(status) }
  }
}

extension Run {
  /// The environment of a helper command: the core names without secrets, and a PATH that the user can't influence.
  var helperEnvironment: CStringArray {
    var policy = Policy()
    policy.limitToCore()
    let path = EnvironmentEntry(name: "PATH", value: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
    policy.setLast(Assignment(path, .builtIn))
    return environment(of: apply(policy, explaining: false))
  }
}
