/// A growing buffer: reports write into it, and new `ByteString`s are built in it.  It has one owner, so writing never
/// copies it.
public struct ByteBuffer: ~Copyable {
  private struct Content {
    var start: UnsafeMutablePointer<UInt8>
    var count = 0
    var capacity = 64
  }

  /// One word: hundreds of places make a buffer or hand it on.
  private let content: UnsafeMutablePointer<Content>

  package init() {
    content = .allocate(capacity: 1)
    content.initialize(to: Content(start: .allocate(capacity: 64)))
  }

  deinit {
    // The embedded build never frees memory; see Arena.c.
    #if !hasFeature(Embedded)
      content.pointee.start.deallocate()
      content.deallocate()
    #endif
  }
}

package extension ByteBuffer {
  var count: Int { content.pointee.count }
  var isEmpty: Bool { count == 0 }

  /// Makes room for `more` bytes after those already written.
  @inline(never)  // Hundreds of places write, and none is time-critical.
  mutating func reserve(_ more: Int) {
    if content.pointee.capacity - count >= more { return }
    content.pointee.capacity = max(count + more, content.pointee.capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: content.pointee.capacity)
    UnsafeMutableRawPointer(larger).copyMemory(from: content.pointee.start, byteCount: count)
    content.pointee.start.deallocate()
    content.pointee.start = larger
  }

  /// Forgets the contents and keeps the capacity.
  mutating func removeAll() { content.pointee.count = 0 }

  @inline(never)  // As for `reserve`.
  mutating func write(_ byte: UInt8) {
    reserve(1)
    content.pointee.start[count] = byte
    content.pointee.count += 1
  }

  mutating func write(_ text: Literal) { write(text.bytes) }

  @_disfavoredOverload
  mutating func write(_ string: ByteString) {
    reserve(string.count)
    UnsafeMutableRawPointer(content.pointee.start + count).copyMemory(from: string.start, byteCount: string.count)
    content.pointee.count += string.count
  }

  /// Decimal digits, preceded by `-` if `number` is negative.
  mutating func write(decimal number: Int) {
    if number < 0 { write(UInt8(ascii: "-")) }
    let digits = number.magnitude.quotientAndRemainder(dividingBy: 10)
    if digits.quotient > 0 { write(decimal: Int(digits.quotient)) }
    write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits.remainder))
  }

  /// Writes one part of a message: a text, a number, and the text behind it.
  mutating func write(_ before: Literal, decimal number: Int, _ after: Literal = "") {
    write(before)
    write(decimal: number)
    write(after)
  }

  /// Writes `byte` `count` times; nothing if `count` is not positive.
  mutating func write(_ byte: UInt8, count: Int) {
    for _ in 0..<max(count, 0) { write(byte) }
  }

  /// A copy of the contents that lives as long as the process, followed by a NUL.
  func finish() -> ByteString {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count + 1)
    UnsafeMutableRawPointer(copy).copyMemory(from: content.pointee.start, byteCount: count)
    copy[count] = 0
    return ByteString(start: copy, count: count)
  }

  /// Passes the contents to `body`.  They are valid until the next write.
  borrowing func withBytes<Result, Failure: Error>(
    _ body: (ByteString) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(ByteString(start: content.pointee.start, count: count))
  }
}
