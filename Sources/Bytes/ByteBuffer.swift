/// Bytes in the making: what reports write into, and what builds a `ByteString` that is nowhere yet.
/// It has one owner, so that writing to it never copies.
///
/// Its functions are not inlined: there are hundreds of calls, and none of them is in a hurry.
public struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  package private(set) var count = 0
  private var capacity: Int

  package init() {
    capacity = 64
    start = .allocate(capacity: capacity)
  }

  deinit {
    // There memory is never freed; see Arena.c.
    #if !hasFeature(Embedded)
      start.deallocate()
    #endif
  }
}

package extension ByteBuffer {
  var isEmpty: Bool { count == 0 }

  /// Makes room for `more` bytes beside those that are there.
  mutating func reserve(_ more: Int) {
    if capacity - count >= more { return }
    capacity = max(count + more, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    UnsafeMutableRawPointer(larger).copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
  }

  /// Forgets what was written, and keeps the room.
  mutating func removeAll() { count = 0 }

  mutating func write(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  mutating func write(_ string: ByteString) {
    reserve(string.count)
    UnsafeMutableRawPointer(start + count).copyMemory(from: string.start, byteCount: string.count)
    count += string.count
  }

  /// Decimal digits, with a `-` where negative.
  mutating func write(decimal number: Int) {
    if number < 0 { write(UInt8(ascii: "-")) }
    let digits = number.magnitude.quotientAndRemainder(dividingBy: 10)
    if digits.quotient > 0 { write(decimal: Int(digits.quotient)) }
    write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits.remainder))
  }

  /// `byte`, `count` times; nothing if `count` is not positive.
  mutating func write(_ byte: UInt8, count: Int) {
    for _ in 0..<max(count, 0) { write(byte) }
  }

  /// What was written so far, as bytes that live as long as the process, a NUL behind them.
  func finish() -> ByteString {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 1)
    UnsafeMutableRawPointer(copy).copyMemory(from: start, byteCount: count)
    copy[count] = 0
    return ByteString(start: copy, count: count)
  }

  /// What was written so far, until the next write.
  borrowing func withBytes<Result, Failure: Error>(
    _ body: (ByteString) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(ByteString(start: start, count: count))
  }
}
