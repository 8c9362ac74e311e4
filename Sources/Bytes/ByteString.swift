import CBytes

/// A run of bytes: a name, a value, a path, a piece of a document.  It is a view, not an owner: the bytes stay in place
/// until the process ends or executes another program, as those of `environ(7)`, `argv`, string literals and documents
/// read into memory do.
///
/// It knows nothing of encodings; `Equatable` compares bytes.
@frozen
package struct ByteString: Equatable, @unchecked Sendable {
  package let start: UnsafePointer<UInt8>
  package let count: Int

  /// `count` bytes from `start`, which must stay valid for the life of the process.
  @_transparent
  package init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }
}

package extension ByteString {
  /// The bytes of a C string, without its NUL.
  init(cString: UnsafePointer<CChar>) {
    let start = UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self)
    self.init(start: start, count: cb_length(start))
  }

  /// A copy in memory that is never freed.
  func copied() -> ByteString {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    UnsafeMutableRawPointer(copy).copyMemory(from: start, byteCount: count)
    return ByteString(start: copy, count: count)
  }

  // What is transparent costs in every target what the same code would cost in its place.

  var isEmpty: Bool { @_transparent get { count == 0 } }
  var indices: Indices { @_transparent get { Indices(count: count) } }

  var last: UInt8? { @_transparent get { count == 0 ? nil : start[count - 1] } }

  /// The byte at `index`.  An index out of bounds stops a debug build; a release build does not check it.
  subscript(index: Int) -> UInt8 {
    @_transparent get {
      assert(index >= 0 && index < count)
      return start[index]
    }
  }

  /// The bytes from `lower` up to, but not including, `upper`, which is at most `count`.
  subscript(range: Range<Int>) -> ByteString {
    @_transparent get {
      assert(range.lowerBound >= 0 && range.upperBound <= count)
      return ByteString(start: start + range.lowerBound, count: range.upperBound - range.lowerBound)
    }
  }

  /// The bytes from `lower` to the end; `lower` is at most `count`.
  @_transparent
  func dropFirst(_ lower: Int) -> ByteString {
    assert(lower >= 0 && lower <= count)
    return ByteString(start: start + lower, count: count - lower)
  }

  /// The first place of `byte` at or after `from`; nil if there is none.
  func firstIndex(of byte: UInt8, from: Int = 0) -> Int? {
    var index = from
    while index < count {
      if start[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// The last place of `byte`; nil if there is none.
  func lastIndex(of byte: UInt8) -> Int? {
    var index = count
    while index > 0 {
      index -= 1
      if start[index] == byte { return index }
    }
    return nil
  }

  func hasPrefix(_ prefix: ByteString) -> Bool {
    prefix.count <= count && self[0..<prefix.count] == prefix
  }

  func hasSuffix(_ suffix: ByteString) -> Bool {
    suffix.count <= count && dropFirst(count - suffix.count) == suffix
  }

  static func == (left: ByteString, right: ByteString) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index < left.count {
      if left.start[index] != right.start[index] { return false }
      index &+= 1
    }
    return true
  }

  /// The part of a path after its last `/`; the whole path if it has none.
  var lastComponent: ByteString { dropFirst(lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0) }

  /// Whether it sorts before `other`, byte by byte.
  func precedes(_ other: ByteString) -> Bool {
    for index in 0..<min(count, other.count) where self[index] != other[index] { return self[index] < other[index] }
    return count < other.count
  }

  /// A copy with ASCII letters in lower case.
  func foldingCase() -> ByteString {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
    for index in 0..<count { (copy + index).initialize(to: self[index].foldedCase) }
    return ByteString(start: copy, count: count)
  }

  /// Whether the two are equal, ignoring the case of ASCII letters.
  func equalsFoldingCase(_ other: ByteString) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index].foldedCase != other[index].foldedCase { return false }
    return true
  }
}

extension ByteString: ExpressibleByStringLiteral {
  @inlinable
  package init(stringLiteral: StaticString) {
    self.init(start: stringLiteral.utf8Start, count: stringLiteral.utf8CodeUnitCount)
  }
}

/// A text of the program itself, passed as one word: a NUL follows it.
@frozen
package struct Literal: ExpressibleByStringLiteral {
  @usableFromInline let start: UnsafePointer<UInt8>

  @_transparent
  package init(stringLiteral: StaticString) { start = stringLiteral.utf8Start }

  package var bytes: ByteString {
    @inline(never)  // It looks for the NUL in 100 bytes of code.
    get { ByteString(start: start, count: cb_length(start)) }
  }
}

package extension UInt8 {
  /// Folds ASCII only: in the names that policies speak of, `İ` and `ı` are not `I`.
  var foldedCase: UInt8 { @_transparent get { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self } }

  var isASCIILetter: Bool { @_transparent get { (self | 0x20) &- UInt8(ascii: "a") < 26 } }

  /// White space of the C locale.
  var isSpace: Bool { @_transparent get { self == 0x20 || self &- 0x09 < 5 } }

  var isASCIIDigit: Bool { @_transparent get { self &- UInt8(ascii: "0") < 10 } }

  /// The value of a hexadecimal digit in either case; nil for another byte.
  var hexadecimalDigit: UInt8? {
    if isASCIIDigit { return self - UInt8(ascii: "0") }
    let letter = self | 0x20
    guard (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(letter) else { return nil }
    return letter - UInt8(ascii: "a") + 10
  }
}
