import Audit
import Bytes
import Policy
import System

/// `--verify-audit`: finds records that were changed, removed, duplicated or moved in a trail, which may consist of
/// several files.
struct VerifyMode {
  let run: Run
  let request: Boxed<Invocation>

  /// The content of the head files.
  private struct Heads {
    /// The one with the highest number.
    var last: HeadFile?
    /// A head file without valid content.
    var none: ByteString?

    var known: Link? { last.flatMap { $0.last.sequence > 0 ? $0.last : nil } }
  }

  /// A record must fit in memory.  None is longer than this, so a longer line is no record.
  private static var longestLine: Int { 16 << 20 }

  @inline(never)  // A start without it needs neither its code nor its frame.
  func main() throws(Failure) -> Int32 {
    if request.value.files.isEmpty { throw run.failure { $0.write("--verify-audit: missing operand: the files of a trail") } }
    let head = try soughtHead()
    var heads = Heads()
    var room = LineRoom()
    let files = try filesInOrder(&heads, &room)
    let verifier = UnsafeMutablePointer<TrailVerifier>.allocate(capacity: 1)
    verifier.initialize(to: TrailVerifier(seeking: head ?? heads.known?.hash, underWay: heads.last?.next))
    var names = List<ByteString>()
    for file in files {
      names.append(file.written)
      try verify(file, number: names.count - 1, verifier, &room)
    }
    verifier.pointee.finish()
    let report = TrailReport(files: names, verifier: verifier, head: head, known: heads.known, noHead: heads.none)
    var text = ByteBuffer()
    if request.value.json { report.writeJSON(to: &text) } else { report.writeText(to: &text) }
    _ = try run.print(text)
    return report.isRight ? ExitStatus.success : ExitStatus.found
  }

  private func soughtHead() throws(Failure) -> SHA256? {
    guard let head = request.value.head else { return nil }
    var digits = ByteBuffer()
    for index in head.value.indices { digits.write(head.value[index].foldedCase) }
    guard let digest = SHA256(hexadecimal: digits.finish()) else {
      throw run.failure { $0.write("--head takes a SHA-256 digest: 64 hexadecimal digits") }
    }
    return digest
  }

  /// The files by the numbers of their first records: a glob gives `audit.jsonl` before `audit.jsonl.1`.  Anything but
  /// a regular file can be read only once; if there is one, the given order counts.
  /// - Parameter heads: receives the content of the head files among them.
  private func filesInOrder(_ heads: inout Heads, _ room: inout LineRoom) throws(Failure) -> List<Argument> {
    var files = List<Argument>()
    for file in request.value.files {
      guard isHead(file) else {
        files.append(file)
        continue
      }
      guard let head = try head(file) else {
        heads.none = heads.none ?? file.written
        continue
      }
      if head.last.sequence >= heads.last?.last.sequence ?? 0 { heads.last = head }
    }
    if files.count < 2 { return files }
    var rows = List<(file: Argument, first: Int)>()
    for file in files {
      guard let first = try firstSequence(of: file, &room) else { return files }
      rows.append((file, first))
    }
    rows.sort { $0.first < $1.first }
    files = List()
    for row in rows { files.append(row.file) }
    return files
  }

  /// The number of the first valid record; if there is none, the first number that a line states; if there are no
  /// records, a number after all others. nil if it is no regular file.
  private func firstSequence(of file: Argument, _ room: inout LineRoom) throws(Failure) -> Int? {
    var said: Int?
    var first: Int?
    let isRegular = try forEachLine(of: file, &room, ifRegular: true) { line, _ in
      guard let trailer = Trailer(endOf: line) else { return true }
      if trailer.isRight(for: line) { first = trailer.link.sequence }
      said = said ?? trailer.link.sequence
      return first == nil
    }
    return isRegular ? first ?? said ?? Int.max : nil
  }

  private func isHead(_ file: Argument) -> Bool {
    let suffix = HeadFile.suffix
    return file.value.count > suffix.count && file.value.hasSuffix(suffix)
  }

  /// nil if the text is no head file.
  private func head(_ file: Argument) throws(Failure) -> HeadFile? {
    do {
      return HeadFile(try FileDescriptor.file(file.value).read(limit: HeadFile.limit, expecting: HeadFile.limit))
    } catch {
      throw run.failure(file.written, error)
    }
  }

  private func verify(
    _ file: Argument, number: Int, _ verifier: UnsafeMutablePointer<TrailVerifier>, _ room: inout LineRoom
  ) throws(Failure) {
    var line = 1
    _ = try forEachLine(of: file, &room, ifRegular: false) { text, isEnded in
      verifier.pointee.take(text, at: TrailVerifier.Place(file: number, line: line), isEnded: isEnded)
      if isEnded { line += 1 }
      return true
    }
  }

  /// - Returns: false if `ifRegular` is set and the file is not regular.
  private func forEachLine(
    of file: Argument, _ room: inout LineRoom, ifRegular: Bool, _ body: (ByteString, Bool) -> Bool
  ) throws(Failure) -> Bool {
    do {
      let descriptor = try FileDescriptor.file(file.value)
      if ifRegular, try descriptor.facts().kind != .regular { return false }
      try descriptor.forEachLongLine(in: &room, limit: Self.longestLine, body)
      return true
    } catch {
      throw run.failure(file.written, error)
    }
  }
}
