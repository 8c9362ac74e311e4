@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// Tests/Tools/tamper.py tests thousands of further trails, with changes to any byte.
struct TrailVerifierTests {
  enum Line: Sendable {
    /// A record of the sample.
    case record(Int)
    /// Another record with the same number and predecessor, valid by itself.
    case other(Int)
    /// A record with one byte changed.
    case changed(Int)
    case text(ByteString)
    /// A line without its newline: the file ends, or the line is longer than any record.
    case unended(ByteString)
    /// The record after the last one, which states that the text was cut off before it.
    case cut(ByteString, after: Int)
    /// A record that states this, and that it may follow that record, though its number is one higher: one may be
    /// missing.
    case gap(ByteString, after: Int)
    /// A record that follows the last such record.
    case next
    case nextFile
  }

  typealias Kind = TrailVerifier.Finding.Kind

  struct Case: CustomTestStringConvertible, Sendable {
    let title: String
    let lines: [Line]
    /// The line, counted through all files from 1; the record's number; the finding.
    let findings: [(Int, Int, Kind)]
    var testDescription: String { title }

    init(_ title: String, _ lines: [Line], _ findings: [(Int, Int, Kind)] = []) {
      self.title = title
      self.lines = lines
      self.findings = findings
    }
  }

  static let table: [Case] = [
    Case("nothing", []),
    Case("a whole trail", [.record(1), .record(2), .record(3)]),
    Case("the end of one", [.record(3), .record(4)]),
    Case("two files", [.record(1), .nextFile, .record(2)]),

    Case("changed", [.record(1), .changed(2), .record(3)], [(2, 2, .changed)]),
    Case("the first one changed", [.changed(1), .record(2)], [(1, 1, .changed)]),
    Case("the first two changed", [.changed(1), .changed(2), .record(3)], [(1, 1, .changed)]),
    Case("the last one changed", [.record(1), .changed(2)], [(2, 2, .changed)]),
    Case("two changed", [.record(1), .changed(2), .changed(3), .record(4)], [(2, 2, .changed), (3, 3, .changed)]),
    Case("no record", [.record(1), .text("x"), .record(3)], [(2, 2, .changed)]),
    Case("nothing but text", [.text("x"), .text("")], [(1, 1, .changed)]),
    Case("put in", [.record(1), .text(""), .record(2)], [(2, 2, .foreign)]),
    Case("another one", [.record(1), .other(2), .record(3)], [(2, 2, .replaced(next: place(3)))]),
    Case("another one at the end", [.record(1), .other(2)]),

    Case("removed", [.record(1), .record(3)], [(2, 3, .missing(from: 2, to: 2))]),
    Case("several removed", [.record(2), .record(6), .record(7)], [(2, 6, .missing(from: 3, to: 5))]),
    Case("doubled", [.record(1), .record(2), .record(2), .record(3)], [(3, 2, .doubled)]),
    Case("doubled further on", [.record(1), .record(2), .record(3), .record(1), .record(2), .record(4)], [(4, 1, .doubled)]),
    Case("its number twice", [.record(1), .record(2), .other(2), .record(3)], [(3, 2, .doubled)]),
    Case(
      "moved down", [.record(1), .record(3), .record(4), .record(2), .record(5)],
      [(2, 3, .missing(from: 2, to: 2)), (4, 2, .moved)]),
    Case(
      "moved up", [.record(1), .record(4), .record(2), .record(3), .record(5)],
      [(2, 4, .missing(from: 2, to: 3)), (3, 2, .moved)]),
    Case("the first one moved", [.record(2), .record(3), .record(1), .record(4)], [(3, 1, .moved)]),

    Case("cut, and nobody said so", [.record(1), .unended("{\"ver")], [(2, 2, .cut)]),
    Case("cut, and said", [.record(1), .text("{\"ver"), .cut("{\"ver", after: 1)], [(2, 2, .cutIsSaid)]),
    Case("an empty line, and said", [.record(1), .text(""), .cut("", after: 1)], [(2, 2, .cutIsSaid)]),
    Case("cut twice, and said", [.record(1), .text("a"), .text("b"), .cut("a\nb", after: 1)], [(2, 2, .cutIsSaid)]),
    Case("cut at the start, and said", [.text("a"), .cut("a", after: 0)], [(1, 1, .cutIsSaid)]),
    Case("another cut than is said", [.record(1), .text("b"), .cut("a", after: 1)], [(2, 2, .foreign)]),
    Case("a cut that is gone", [.record(1), .cut("a", after: 1)], [(2, 2, .cutIsMissing)]),
    Case("cut, and in a new file nobody says so", [.record(1), .unended("a"), .nextFile, .record(2)], [(2, 2, .cutAtRotation)]),
    Case("cut, and said in a new file", [.record(1), .unended("a"), .nextFile, .cut("a", after: 1)], [(2, 2, .cutIsSaid)]),
    Case("only the newline cut", [.record(1), .unended(Sample.record(2).line)], [(2, 2, .unended)]),

    Case("one not written", [.record(1), .nextFile, .gap("", after: 1)], [(2, 3, .notWritten(from: 2, to: 2))]),
    Case("one written after all", [.record(1), .other(2), .nextFile, .gap("", after: 1)]),
    Case("another one written", [.record(1), .record(2), .nextFile, .gap("", after: 1)], [(2, 2, .replaced(next: fileTwo(3)))]),
    Case("the first one not written", [.gap("", after: 0)]),
    Case("one of two", [.record(1), .record(2), .gap("", after: 3)], [(3, 5, .missing(from: 3, to: 4))]),
    Case(
      "one before it removed", [.record(1), .record(2), .nextFile, .gap("", after: 3)],
      [(3, 5, .missing(from: 3, to: 4))]),
    Case(
      "said twice", [.record(1), .nextFile, .gap("", after: 1), .nextFile, .gap("a", after: 1)],
      [(3, 3, .cutIsMissing), (2, 3, .notWritten(from: 2, to: 2))]),
    Case(
      "said twice, in files of their own",
      [.record(1), .nextFile, .gap("", after: 1), .nextFile, .text("a"), .gap("a", after: 1)],
      [(2, 3, .notWritten(from: 2, to: 2)), (3, 3, .cutIsSaid)]),
    Case("said twice, and it goes on from the first", [.record(1), .nextFile, .gap("", after: 1), .nextFile, .text("a"), .gap("a", after: 1), .nextFile, .next], [
      (2, 3, .notWritten(from: 2, to: 2)), (3, 3, .cutIsSaid),
    ]),
    Case("said once more, behind what goes on", [.record(1), .nextFile, .text("a"), .gap("a", after: 1), .next, .nextFile, .gap("", after: 1)], [
      (2, 3, .cutIsSaid), (3, 3, .notWritten(from: 2, to: 2)),
    ]),
    Case(
      "doubled, though it says so", [.record(1), .gap("", after: 1), .gap("", after: 1)],
      [(3, 3, .doubled), (2, 3, .notWritten(from: 2, to: 2))]),
    Case(
      "a part of it at the end of the old file", [.record(1), .unended("a"), .nextFile, .gap("", after: 1)],
      [(2, 2, .cutAtRotation), (2, 3, .notWritten(from: 2, to: 2))]),
    Case(
      "parts in both files", [.record(1), .unended("a"), .nextFile, .text("b"), .gap("b", after: 1)],
      [(2, 2, .cutAtRotation), (1, 3, .cutIsSaid), (3, 3, .notWritten(from: 2, to: 2))]),
    Case(
      "more lines at the end of the old file", [.record(1), .text("a"), .unended("b"), .nextFile, .gap("", after: 1)],
      [(2, 2, .cutAtRotation), (3, 3, .notWritten(from: 2, to: 2))]),
    Case("text before it", [.record(1), .text("a"), .gap("", after: 1)], [(2, 2, .changed)]),
    Case("only the newline cut, and in a new file it goes on", [.record(1), .unended(Sample.record(2).line), .nextFile, .record(3)], [
      (2, 2, .cutInWriting)
    ]),

    Case("a line in pieces", [.record(1), .unended("a"), .unended("b"), .text("c"), .cut("abc", after: 1)], [(2, 2, .cutIsSaid)]),
    Case(
      "no piece is a record", [.record(1), .unended("a"), .text(Sample.record(2).line), .record(2)],
      [(2, 2, .foreign)]),
  ]

  private static func fileTwo(_ line: Int) -> TrailVerifier.Place { TrailVerifier.Place(file: 1, line: line) }

  private static func place(_ line: Int) -> TrailVerifier.Place { TrailVerifier.Place(file: 0, line: line) }

  /// Lines are counted through all files here, to keep the rows of the table short.
  private static func verify(_ lines: [Line], seeking head: SHA256? = nil) -> TrailVerifier {
    var verifier = TrailVerifier(seeking: head)
    var (file, number) = (0, 1)
    var gap: Link?
    func take(_ line: ByteString, isEnded: Bool = true) {
      verifier.take(line, at: TrailVerifier.Place(file: file, line: number), isEnded: isEnded)
      if isEnded { number += 1 }
    }
    for line in lines {
      switch line {
      case .record(let sequence): take(Sample.record(sequence).line)
      case .other(let sequence):
        take(Sample.record(Sample.body("other", .jsonl), after: Sample.record(sequence - 1).link, .jsonl).line)
      case .changed(let sequence):
        var bytes = Sample.record(sequence).line.array
        bytes[30] ^= 1
        take(ByteString(copying: bytes))
      case .text(let text): take(text)
      case .unended(let text): take(text, isEnded: false)
      case .cut(let text, let sequence):
        take(Sample.record(cutBody(text, after: nil), after: Sample.record(sequence).link, .jsonl).line)
      case .next: take(Sample.record(Sample.body("next", .jsonl), after: gap ?? .beginning, .jsonl).line)
      case .gap(let text, let sequence):
        let certain = Sample.record(sequence).link
        let other = Sample.record(Sample.body("other", .jsonl), after: certain, .jsonl).link
        let (line, link) = Sample.record(cutBody(text, after: certain.hash), after: other, .jsonl)
        gap = gap ?? link
        take(line)
      case .nextFile: file += 1
      }
    }
    verifier.finish()
    return verifier
  }

  private static func cutBody(_ text: ByteString, after: SHA256?) -> ByteString {
    var body = ByteBuffer()
    body.write("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":")
    body.write(decimal: text.count)
    body.write(",\"sha256\":\"")
    body.write(SHA256.digest(of: text))
    if let after {
      body.write("\",\"after\":\"")
      body.write(after)
    }
    body.write("\"}")
    return body.finish()
  }

  /// The head file knows that a record was being written.
  @Test func underWay() {
    for (line, kind) in [(ByteString("{"), TrailVerifier.Finding.Kind.cutInWriting), (Sample.record(2).line, .cutInWriting)] {
      var verifier = TrailVerifier(seeking: Sample.record(1).link.hash, underWay: Sample.record(2).link)
      verifier.take(Sample.record(1).line, at: Self.place(1))
      verifier.take(line, at: Self.place(2), isEnded: false)
      verifier.finish()
      #expect(verifier.faultCount == 0)
      #expect(verifier.notes.map { $0.kind } == [kind])
    }
    // That record was written, and another one is cut.
    var verifier = TrailVerifier(seeking: nil, underWay: Sample.record(2).link)
    for number in 1...3 { verifier.take(Sample.record(number).line, at: Self.place(number)) }
    verifier.take("{", at: Self.place(4), isEnded: false)
    verifier.finish()
    #expect(verifier.faults.map { $0.kind } == [.cut])
  }

  @Test(arguments: table)
  func finds(_ row: Case) {
    let verifier = Self.verify(row.lines)
    // Faults, and notes, are each in the order of the lines.
    let found = (Array(verifier.faults) + Array(verifier.notes)).map { "\($0.place.line) \($0.sequence) \($0.kind)" }
    #expect(found == row.findings.map { "\($0.0) \($0.1) \($0.2)" })
    #expect(verifier.faultCount == verifier.faults.count)
  }

  /// Of two records that state the same gap, the head file may know the one that is not in the chain.
  @Test func findsATwin() {
    let certain = Sample.record(1).link
    let other = Sample.record(Sample.body("other", .jsonl), after: certain, .jsonl).link
    let twin = Sample.record(Self.cutBody("a", after: certain.hash), after: other, .jsonl).link
    let verifier = Self.verify(
      [.record(1), .nextFile, .gap("", after: 1), .nextFile, .text("a"), .gap("a", after: 1), .nextFile, .next], seeking: twin.hash)
    #expect(verifier.sought == twin.sequence)
  }

  @Test func whereItBeginsAndEnds() throws {
    let verifier = Self.verify([.record(3), .record(4), .record(5)], seeking: Sample.record(4).link.hash)
    let first = try #require(verifier.first)
    #expect(first.sequence == 3 && first.previous == Sample.record(2).link.hash)
    #expect(verifier.head == Sample.record(5).link)
    #expect(verifier.sought == 4)
    #expect(verifier.recordCount == 3)
  }

  @Test func theFirstRecordGoesOnFromNone() {
    for link in [Link(sequence: 0, hash: .digest(of: "")), Link(sequence: 7, hash: Link.beginning.hash)] {
      var verifier = TrailVerifier(seeking: nil)
      verifier.take(Sample.record(Sample.body("run", .jsonl), after: link, .jsonl).line, at: Self.place(1))
      verifier.finish()
      #expect(verifier.faults.first?.kind == .changed)
    }
  }

  /// A forged trail can't cost more than its length.
  @Test func manyFaultsAreCountedAndNotKept() {
    let verifier = Self.verify((0..<500).flatMap { _ in [Line.record(5), .record(3), .text("x")] })
    #expect(verifier.faultCount > 500)
    #expect(verifier.faults.count < 20)
  }
}
