@testable import Audit
import Bytes
import Policy

/// A trail of a few records, each determined by its number and its predecessor.
enum Sample {
  static func body(_ word: ByteString, _ format: TrailFormat) -> ByteString {
    var body = ByteBuffer()
    body.write(
      format == .jsonl
        ? "{\"version\":1,\"event\":\"" : "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":\"")
    body.write(word)
    body.write(format == .jsonl ? "\"" : "\"}")
    return body.finish()
  }

  /// A line without its newline.
  static func record(_ body: ByteString, after link: Link, _ format: TrailFormat) -> (line: ByteString, link: Link) {
    var buffer = ByteBuffer()
    let next = buffer.write(record: body, format, after: link)
    let text = buffer.finish()
    return (text[0..<text.count - 1], next)
  }

  /// Record `number`; odd ones in one format, even ones in the other.
  static func record(_ number: Int) -> (line: ByteString, link: Link) {
    if number == 0 { return ("", .beginning) }
    let format = number % 2 == 0 ? TrailFormat.otlpJSON : .jsonl
    return record(body("run", format), after: record(number - 1).link, format)
  }
}
