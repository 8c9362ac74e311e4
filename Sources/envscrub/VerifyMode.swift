import Bytes
import Invocations
import Kernel
import Reports
import Trails

/// `--verify-audit`: finds what was changed, removed, doubled or moved in a trail, which may be several files.
struct VerifyMode {
  private let run: Run
  private let request: Boxed<Invocation>
  private var invocation: Invocation { request.value }

  /// A record is held whole; nobody's is longer.
  private static var longestLine: Int { 16 << 20 }

  init(_ run: Run, _ request: Boxed<Invocation>) {
    self.run = run
    self.request = request
  }

  @inline(never)
  func main() throws(Failure) -> Int32 {
    if invocation.files.isEmpty { throw run.failure { $0.write("--verify-audit: missing operand: the files of a trail") } }
    let head = try soughtHead()
    var known: Link?
    let files = try filesInOrder(&known)
    let verifier = UnsafeMutablePointer<TrailVerifier>.allocate(capacity: 1)
    verifier.initialize(to: TrailVerifier(seeking: head))
    var names = List<ByteString>()
    for file in files {
      names.append(file.written)
      try verify(file, number: names.count - 1, verifier)
    }
    verifier.pointee.finish()
    let report = TrailReport(files: names, verifier: verifier, head: head, known: known)
    var text = ByteBuffer()
    if invocation.json { report.writeJSON(to: &text) } else { report.writeText(to: &text) }
    _ = try run.print(text)
    return report.isRight ? ExitStatus.success : ExitStatus.found
  }

  private func soughtHead() throws(Failure) -> SHA256? {
    guard let head = invocation.head else { return nil }
    var digits = ByteBuffer()
    for index in 0..<head.value.count { digits.write(head.value[index].foldedCase) }
    guard let digest = SHA256(hexadecimal: digits.finish()) else {
      throw run.failure { $0.write("--head takes a SHA-256 digest: 64 hexadecimal digits") }
    }
    return digest
  }

  /// By the numbers of their first records: a glob gives `audit.jsonl` before `audit.jsonl.1`.
  /// - Parameter known: what files of heads among them say is the last record.
  private func filesInOrder(_ known: inout Link?) throws(Failure) -> List<Argument> {
    var rows = List<(file: Argument, first: Int)>()
    for file in invocation.files {
      var first = Int.max
      if let link = try head(file) {
        if link.sequence > known?.sequence ?? 0 { known = link }
        continue
      }
      _ = try open(file) { line, _ in
        guard let trailer = Trailer(endOf: line) else { return true }
        first = trailer.link.sequence
        return false
      }
      rows.append((file, first))
    }
    rows.sort { $0.first < $1.first }
    var files = List<Argument>()
    for row in rows { files.append(row.file) }
    return files
  }

  private func head(_ file: Argument) throws(Failure) -> Link? {
    let suffix = HeadFile.suffix
    guard file.value.count > suffix.count, file.value.dropFirst(file.value.count - suffix.count) == suffix else { return nil }
    do {
      return HeadFile.link(try FileDescriptor.file(file.value).read(limit: HeadFile.limit, expecting: HeadFile.limit))
    } catch {
      throw run.failure(file.written, error)
    }
  }

  private func verify(
    _ file: Argument, number: Int, _ verifier: UnsafeMutablePointer<TrailVerifier>
  ) throws(Failure) {
    var line = 0
    try open(file) { text, isEnded in
      line += 1
      verifier.pointee.take(text, at: TrailVerifier.Place(file: number, line: line), isEnded: isEnded)
      return true
    }
  }

  private func open(_ file: Argument, _ body: (ByteString, Bool) -> Bool) throws(Failure) {
    do {
      try FileDescriptor.file(file.value).forEachLongLine(limit: Self.longestLine, body)
    } catch {
      throw run.failure(file.written, error)
    }
  }
}
