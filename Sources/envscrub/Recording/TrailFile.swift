import Audit
import Bytes
import Policy
import System

/// The file of a trail: one record a run, each with the digest of the one before.  Only its end is read.
struct TrailFile {
  let files: FileReader
  let path: ByteString
  let format: TrailFormat
  let sync: Bool

  /// How long others who write may take, in milliseconds.
  private static var patience: Int { 10_000 }

  /// Adds the record; before it, where the file ends with something else, one that says so.
  ///
  /// - Returns: the record's line without its newline, and its place in the chain.
  @inline(never)
  func append(_ record: AuditRecord) throws(AuditFault) -> (ByteString, Link) {
    let body = AuditRecordWriter.body(of: record, format)
    try checkDirectory()
    let file = try lock()
    try check(file.facts, path)
    let head = try openHead()
    var buffer = ByteBuffer()
    var link = try end(of: file, head, record, &buffer)
    let start = buffer.count
    link = buffer.write(record: body, format, after: link)
    do throws(SystemError) {
      try file.append(buffer, sync: sync)
      var text = ByteBuffer()
      HeadFile.write(link, to: &text)
      try head.replace(text, sync: sync)
    } catch {
      throw .system(.file, path, error.code)
    }
    // Until here nobody else may write.
    file.close()
    let text = buffer.finish()
    return (text[start..<text.count - 1], link)
  }

  private func lock() throws(AuditFault) -> RecordFile {
    do {
      return try RecordFile.lock(path, until: Clock.Deadline(milliseconds: Self.patience))
    } catch {
      throw .system(.file, path, error.code)
    }
  }

  private func openHead() throws(AuditFault) -> RecordFile {
    let path = headPath
    let file: RecordFile
    do {
      file = try RecordFile.small(path)
    } catch {
      throw .system(.file, path, error.code)
    }
    try check(file.facts, path)
    return file
  }

  private var headPath: ByteString {
    var text = ByteBuffer()
    text.write(path)
    text.write(HeadFile.suffix)
    return text.finish()
  }

  // MARK: Who may write it

  private func check(_ facts: FileFacts, _ path: ByteString) throws(AuditFault) {
    if facts.kind != .regular { throw .notRegular(path) }
    let others = files.othersRights(to: facts)
    if others.owned || others.writable { throw .unsafe(path) }
  }

  /// In a directory that everybody may write, such as /tmp, nobody may take away what is another's.
  private func checkDirectory() throws(AuditFault) {
    let facts: FileFacts
    do {
      facts = try PolicyDirectory.holding(path).facts
    } catch {
      throw .system(.file, path, error.code)
    }
    let others = files.othersRights(to: facts)
    let isSticky = facts.permissions & 0o1000 != 0
    if others.owned || others.writable && !isSticky { throw .unsafeDirectory(path) }
  }

  // MARK: Where the chain ends

  /// What the next record goes on from.  What is no record at the end of the file is closed by one that is written to
  /// `buffer`.
  private func end(
    of file: borrowing RecordFile, _ head: borrowing RecordFile, _ record: AuditRecord, _ buffer: inout ByteBuffer
  ) throws(AuditFault) -> Link {
    let known: Link
    do throws(SystemError) {
      known = HeadFile.link(try head.tail(HeadFile.limit)) ?? .beginning
    } catch {
      throw .system(.file, headPath, error.code)
    }
    if file.facts.size == 0 { return known }
    var limit = 512
    while true {
      let tail: ByteString
      do throws(SystemError) { tail = try file.tail(limit) } catch { throw .system(.file, path, error.code) }
      switch TrailEnd(tail, isWhole: UInt64(tail.count) >= file.facts.size) {
      case .record(let last, let isEnded):
        if !isEnded { buffer.write("\n") }
        return later(last, known)
      case .cut(let last, let count):
        return close(tail.dropFirst(tail.count - count), after: later(last ?? .beginning, known), record, &buffer)
      case .furtherBack: limit *= 64
      }
      if limit > 1 << 27 { throw .noRecord(path) }
    }
  }

  /// The file's last record may be one ahead of the head, where its writer was killed in between.  Where the head is
  /// ahead, or knows another record of that number, the file was changed: that the chain goes on from the head shows it.
  private func later(_ last: Link, _ known: Link) -> Link { last.sequence > known.sequence ? last : known }

  private func close(
    _ rest: ByteString, after link: Link, _ record: AuditRecord, _ buffer: inout ByteBuffer
  ) -> Link {
    let hasNewline = rest.last == UInt8(ascii: "\n")
    if !hasNewline { buffer.write("\n") }
    let cut = hasNewline ? rest[0..<rest.count - 1] : rest
    let body = AuditRecordWriter.body(ofCut: cut.count, SHA256.digest(of: cut), in: record, format)
    return buffer.write(record: body, format, after: link)
  }
}
