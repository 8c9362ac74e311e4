import Audit
import Bytes
import Policy
import System

/// The file of a trail: one record for each run, with the digest of the previous record.  Only its end is read.
struct TrailFile {
  let files: FileReader
  let path: ByteString
  let format: TrailFormat
  let sync: Bool

  /// How long to wait for other writers, in milliseconds.
  private static var patience: Int { 10_000 }

  /// Appends the record.  If the file doesn't end with a whole record, it first appends one that states so.
  ///
  /// - Returns: the record's line without its newline, and its place in the chain.
  func append(_ record: AuditRecord, _ body: ByteString) throws(AuditFault) -> (ByteString, Link) {
    let directory = try self.directory()
    let head = try lock(in: directory)
    let known = try self.known(head)
    let file = try open(path.lastComponent, in: directory, appends: true)
    try check(file.facts, path, in: directory)
    let end: End?
    let line: (ByteString, Link)
    do throws(SystemError) { end = try self.end(of: file, known) } catch { throw .system(.file, path, error.code) }
    guard let end else { throw .noRecord(path) }
    if end.link.sequence >= Link.lastSequence - (end.needsStatement ? 1 : 0) { throw .noNumber(path) }
    do throws(SystemError) {
      line = try append(body, record, to: file, head, end)
    } catch {
      throw .system(.file, path, error.code)
    }
    // Up to here no other process may write.
    head.close()
    return line
  }

  // MARK: Opening

  private func open(_ name: ByteString, in directory: PolicyDirectory, appends: Bool) throws(AuditFault) -> RecordFile {
    do {
      return try RecordFile.open(name, in: directory, appends: appends)
    } catch {
      throw .system(.file, appends ? path : headPath, error.code)
    }
  }

  /// Locks the head file.  It is not the trail that is locked, since anybody who can read a file can lock it, and only
  /// its owner and root can read this one.
  private func lock(in directory: PolicyDirectory) throws(AuditFault) -> RecordFile {
    let deadline = Clock.Deadline(milliseconds: Self.patience)
    let path = headPath
    while true {
      var file = try open(path.lastComponent, in: directory, appends: false)
      try check(file.facts, path, in: directory)
      if file.facts.permissions & 0o077 != 0 { throw .readable(path) }
      do throws(SystemError) {
        if try file.lock(at: path.lastComponent, in: directory, until: deadline) { return file }
      } catch {
        throw .system(.file, path, error.code)
      }
    }
  }

  private var headPath: ByteString {
    var text = ByteBuffer()
    text.write(path)
    text.write(HeadFile.suffix)
    return text.finish()
  }

  // MARK: Who may write it

  private func check(_ facts: FileFacts, _ path: ByteString, in directory: PolicyDirectory) throws(AuditFault) {
    if facts.kind != .regular { throw .notRegular(path) }
    let others = files.othersRights(to: facts)
    if others.owned || others.writable { throw .unsafe(path) }
    // In such a directory anybody could add a hard link to another file of the user's, which was not meant.
    if facts.links > 1, files.othersRights(to: directory.facts).writable { throw .twoNames(path) }
  }

  /// In a directory that everybody can write, such as /tmp, users must not be able to remove the files of others.
  private func directory() throws(AuditFault) -> PolicyDirectory {
    let directory: PolicyDirectory
    var isRefused = false
    do throws(SystemError) {
      directory = try PolicyDirectory.holding(path) { holder, link in
        let isSafe = !files.othersRights(to: link).owned && mayHold(holder)
        isRefused = isRefused || !isSafe
        return isSafe
      }
    } catch {
      throw isRefused ? .unsafeLink(path) : .system(.file, path, error.code)
    }
    if !mayHold(directory.facts) { throw .unsafeDirectory(path) }
    return directory
  }

  private func mayHold(_ directory: FileFacts) -> Bool {
    let others = files.othersRights(to: directory)
    return !others.owned && (!others.writable || directory.permissions & 0o1000 != 0)
  }

  // MARK: Where the chain ends

  private func known(_ head: borrowing RecordFile) throws(AuditFault) -> HeadFile {
    let text: ByteString
    do {
      text = try head.start(HeadFile.limit)
    } catch {
      throw .system(.file, headPath, error.code)
    }
    guard let known = HeadFile(text) else { throw .noHead(headPath) }
    return known
  }

  /// What the next record follows.
  private struct End {
    var link: Link
    /// If that record may be missing, the last one that was certainly written.
    var certain: Link?
    /// The bytes after the last record.
    var rest: ByteString = ""
    /// Whether a newline must be added first.
    var needsNewline = false

    var needsStatement: Bool { certain != nil || !rest.isEmpty }
  }

  /// nil if nothing near the end of the file is a record.
  private func end(of file: borrowing RecordFile, _ known: HeadFile) throws(SystemError) -> End? {
    // If the record was being written to another file, this one doesn't show whether it was written.
    let unknown = End(link: known.next ?? known.last, certain: known.next == nil ? nil : known.last)
    if file.facts.size == 0 { return unknown }
    var limit = 512
    while true {
      let tail = try file.tail(limit)
      switch TrailEnd(tail, isWhole: UInt64(tail.count) >= file.facts.size) {
      case .record(let last, let isEnded):
        var end = later(last, known) ?? unknown
        end.needsNewline = !isEnded
        return end
      case .cut(let last, let count):
        var end = last.flatMap { later($0, known) } ?? unknown
        end.rest = tail.dropFirst(tail.count - count)
        end.needsNewline = end.rest.last != UInt8(ascii: "\n")
        return end
      case .furtherBack: limit *= 64
      }
      if limit > 1 << 27 { return nil }
    }
  }

  /// nil if the last record of the file is neither one of the two in the head file nor a later one: the file was
  /// changed.  The chain continues from the head file, which reveals that.
  private func later(_ last: Link, _ known: HeadFile) -> End? {
    if last == known.last || last == known.next { return End(link: last) }
    return last.sequence > (known.next ?? known.last).sequence ? End(link: last) : nil
  }

  // MARK: Writing

  /// Names each record in the head file before it is written, and after it: whatever a crash leaves shows which record
  /// was the last.
  private func append(
    _ body: ByteString, _ record: AuditRecord, to file: borrowing RecordFile, _ head: borrowing RecordFile, _ end: End
  ) throws(SystemError) -> (ByteString, Link) {
    var end = end
    var buffer = ByteBuffer()
    if end.needsNewline { buffer.write("\n") }
    if end.needsStatement {
      let rest = end.needsNewline ? end.rest : end.rest[0..<max(end.rest.count - 1, 0)]
      let cut = AuditRecordWriter.body(
        ofCut: rest.count, SHA256.digest(of: rest), after: end.certain?.hash, in: record, format)
      let link = buffer.write(record: cut, format, after: end.link)
      // Of two such records with the same number only one counts.  They are about an entry in the head file, and need
      // none of their own.
      if end.certain == nil { try write(HeadFile(last: end.link, next: link), to: head, sync: sync) }
      try file.append(buffer, sync: sync)
      end.link = link
      buffer.removeAll()
    }
    let start = buffer.count
    let link = buffer.write(record: body, format, after: end.link)
    try write(HeadFile(last: end.link, next: link), to: head, sync: sync)
    try file.append(buffer, sync: sync)
    // If this doesn't reach the disk, the trail itself shows which record is the last.
    try write(HeadFile(last: link, next: nil), to: head, sync: false)
    let text = buffer.finish()
    return (text[start..<text.count - 1], link)
  }

  private func write(_ head: HeadFile, to file: borrowing RecordFile, sync: Bool) throws(SystemError) {
    var text = ByteBuffer()
    head.write(to: &text)
    try file.replaceStart(text, sync: sync)
  }
}
