import Audit
import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Trails, and the text and JSON about the findings in them.
struct TrailReportTests {
  /// A record without its newline.
  private static func record(_ word: ByteString, after link: Link) -> (line: ByteString, link: Link) {
    var body = ByteBuffer()
    body.write("{\"version\":1,\"event\":\"")
    body.write(word)
    body.write("\"")
    var buffer = ByteBuffer()
    let next = buffer.write(record: body.finish(), .jsonl, after: link)
    let text = buffer.finish()
    return (text[0..<text.count - 1], next)
  }

  private static func report(
    _ lines: [ByteString], head: SHA256? = nil, known: Link? = nil, noHead: ByteString? = nil
  ) -> TrailReport {
    let verifier = UnsafeMutablePointer<TrailVerifier>.allocate(capacity: 1)
    verifier.initialize(to: TrailVerifier(seeking: head ?? known?.hash))
    for index in lines.indices { verifier.pointee.take(lines[index], at: TrailVerifier.Place(file: 0, line: index + 1)) }
    verifier.pointee.finish()
    return TrailReport(files: ["a\u{1B}.jsonl"], verifier: verifier, head: head, known: known, noHead: noHead)
  }

  @Test func aWholeTrail() {
    let one = Self.record("run", after: .beginning)
    let two = Self.record("run", after: one.link)
    let report = Self.report([one.line, two.line])
    let head = written { $0.write(two.link.hash) }
    #expect(report.isRight)
    #expect(written { report.writeText(to: &$0) } == "records 1 to 2 in 1 file: ok; head \(head)\n")
    #expect(
      written { report.writeJSON(to: &$0) }
        == #"{"version":1,"ok":true,"findings":[],"notes":[],"faults":0,"records":2,"first":1,"last":2,"head":"\#(head)","#
        + #""files":["a\u001b.jsonl"]}"# + "\n")
  }

  @Test func aRecordIsMissing() {
    let one = Self.record("run", after: .beginning)
    let two = Self.record("run", after: one.link)
    let three = Self.record("run", after: two.link)
    let report = Self.report([one.line, three.line])
    #expect(!report.isRight)
    #expect(written { report.writeText(to: &$0) }.hasPrefix(#"a\x1b.jsonl:2: record 3: record 2 is missing before it"# + "\n"))
    let json = written { report.writeJSON(to: &$0) }
    #expect(json.contains(#"{"kind":"removed","file":"a\u001b.jsonl","line":2,"sequence":3,"#) && json.contains(#""ok":false"#))
  }

  @Test func theEndIsMissing() {
    let one = Self.record("run", after: .beginning)
    let two = Self.record("run", after: one.link)
    let report = Self.report([one.line], known: two.link)
    #expect(!report.isRight)
    #expect(written { report.writeText(to: &$0) }.hasPrefix("the trail should end with record 2"))
    #expect(Self.report([one.line, two.line], known: two.link).isRight)
    #expect(Self.report([one.line, two.line], head: one.link.hash).isRight == false)
    #expect(Self.report([one.line], noHead: "a.head").isRight == false)
  }

  @Test func nothing() {
    #expect(written { Self.report([]).writeText(to: &$0) } == "no records\n")
  }
}
