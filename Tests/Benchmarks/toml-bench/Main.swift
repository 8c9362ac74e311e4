import Bytes
import CSystem
import TOML

/// How fast the TOML reader is, in one process.
///
///     toml-bench policy        writes an input to standard output; so does `toml-bench large`
///     toml-bench measure       reads standard input to its end, then parses it again and again, and
///                              writes the best of its rounds in MB/s
@main
struct Benchmark {
  static func main() {
    switch CommandLine.arguments.dropFirst().first {
    case "policy": write(ByteString(start: Input.policy.utf8Start, count: Input.policy.utf8CodeUnitCount))
    case "large": write(Input.large())
    case "measure": measure(readToEnd())
    default: print("usage: toml-bench policy | large | measure")
    }
  }

  /// A round takes about 16 MB, so that it is longer than a clock's tick and shorter than a time slice.
  private static func measure(_ text: ByteString) {
    let repeats = max(16_000_000 / max(text.count, 1), 1)
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    var nodes = 0
    for _ in 0..<15 {
      let time = clock.measure {
        for _ in 0..<repeats { nodes += parse(text) }
      }
      best = min(best, time)
    }
    let seconds = Double(best.components.attoseconds) / 1e18 + Double(best.components.seconds)
    print(Double(repeats * text.count) / seconds / 1e6, nodes)
  }

  /// The document must be built and looked at, or the optimiser may leave it out.
  @inline(never)
  private static func parse(_ text: ByteString) -> Int {
    guard let document = try? TOMLDocument(parsing: text, seed: 1) else { fatalError("the input is invalid") }
    defer { document.deallocate() }
    var members = 0
    for _ in document.children(of: document.root) { members += 1 }
    return members
  }

  private static func readToEnd() -> ByteString {
    let limit = 1 << 24
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: limit)
    var count = 0
    while count < limit {
      let result = ck_read(0, bytes + count, limit - count)
      if result <= 0 { break }
      count += result
    }
    return ByteString(start: bytes, count: count)
  }

  private static func write(_ text: ByteString) {
    var written = 0
    while written < text.count {
      let result = ck_write(1, text.start + written, text.count - written)
      if result <= 0 { return }
      written += result
    }
  }
}
