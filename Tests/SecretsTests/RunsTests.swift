import Bytes
@testable import Secrets
import TestSupport
import Testing

struct RunsTests {
  /// The end of a run is that of reading byte by byte, whether it was measured before or not.
  @Test(arguments: Array("dxlnwrsqob".utf8)) func measures(letter: UInt8) {
    let alphabet = Alphabet.named(letter)
    var generator = SeededGenerator(seed: UInt64(letter))
    let pieces = ["0123456789abcdef", "ABCDEFGHIJ", "_", "-", ".", "=", "/", " ", "ghijk", String(repeating: "a1", count: 40)]
    var text = ""
    for _ in 0..<200 { text += pieces.randomElement(using: &generator)! }
    let value = ByteString(text)
    var runs = Runs(value)
    for _ in 0..<2000 {
      let start = Int.random(in: 0..<value.count, using: &generator)
      var end = start
      while end < value.count, Alphabet.has(alphabet, value[end]) { end += 1 }
      #expect(runs.end(of: alphabet, from: start) == end)
    }
    runs.release()
  }
}
