/// Writes JSON (RFC 8259), one element after another, and the commas between them.
public struct JSONWriter: ~Copyable {
  package private(set) var buffer = ByteBuffer()
  private var needsComma = false

  package init() {}
}

package extension JSONWriter {
  mutating func beginObject() { begin("{") }
  mutating func endObject() { end("}") }
  mutating func beginArray() { begin("[") }
  mutating func endArray() { end("]") }

  mutating func key(_ name: Literal) { key(name.bytes) }

  @_disfavoredOverload
  mutating func key(_ name: ByteString) {
    string(name)
    buffer.write(":")
    needsComma = false
  }

  /// A member whose value is an object, up to `endObject`.
  mutating func beginObject(_ name: Literal) {
    key(name)
    beginObject()
  }

  /// A member whose value is an array, up to `endArray`.
  mutating func beginArray(_ name: Literal) {
    key(name)
    beginArray()
  }

  mutating func member(_ name: Literal, _ value: Int) {
    key(name)
    number(value)
  }

  mutating func member(_ name: Literal, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// - Parameter text: UTF-8.
  mutating func member(_ name: Literal, _ text: ByteString) {
    key(name)
    string(text)
  }

  mutating func member(_ name: Literal, bytes text: ByteString) {
    key(name)
    bytes(text)
  }

  mutating func number(_ number: Int) {
    separate()
    buffer.write(decimal: number)
  }

  mutating func boolean(_ value: Bool) {
    separate()
    buffer.write(value ? "true" : "false")
  }

  mutating func null() {
    separate()
    buffer.write("null")
  }

  /// Writes the members for a place in a file.
  mutating func place(_ file: ByteString, _ location: SourceLocation) {
    member("file", bytes: file)
    member("line", location.line)
    member("column", location.column)
  }

  /// A string if the bytes are UTF-8, otherwise an object, `{"hex": "ff00"}`.
  mutating func bytes(_ bytes: ByteString) {
    guard UTF8Scalar.firstInvalid(in: bytes) != nil else { return string(bytes) }
    beginObject()
    key("hex")
    separate()
    buffer.write("\"")
    for index in 0..<bytes.count { buffer.write(hexadecimal: UInt32(bytes[index]), digits: 2) }
    buffer.write("\"")
    endObject()
  }

  mutating func string(_ text: Literal) { string(text.bytes) }

  /// - Parameter text: UTF-8.
  @_disfavoredOverload
  mutating func string(_ text: ByteString) {
    separate()
    buffer.write(jsonString: text)
  }

  private mutating func begin(_ bracket: ByteString) {
    separate()
    buffer.write(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: ByteString) {
    buffer.write(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { buffer.write(",") }
    needsComma = true
  }
}

extension ByteBuffer {
  /// A JSON string, which is a TOML basic string too.
  /// - Parameter text: UTF-8.
  package mutating func write(jsonString text: ByteString) {
    write("\"")
    var index = 0
    while index < text.count, let scalar = UTF8Scalar.decode(text, at: index) {
      if scalar.value.isInvisibleControl {
        write("\\u")
        write(hexadecimal: scalar.value, digits: 4)
      } else {
        if text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "\\") { write("\\") }
        write(text[index..<index + scalar.length])
      }
      index += scalar.length
    }
    write("\"")
  }
}
