import Bytes
@testable import Policy
import TestSupport
import Testing

struct TrailFormatTests {
  /// Each format has a word, in the same order.
  @Test func words() {
    let formats = Array(sequence(state: TrailFormat?.none) { state -> TrailFormat? in
      state = TrailFormat.after(state)
      return state
    })
    #expect(formats == [.jsonl, .otlpJSON])
    #expect(formats.map { WordIterator.word($0.rawValue, of: TrailFormat.names) } == ["jsonl", "otlp-json"])
    #expect(WordIterator.word(UInt8(formats.count), of: TrailFormat.names).isEmpty)
  }
}
