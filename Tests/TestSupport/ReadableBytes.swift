import Bytes
import Testing

/// Bytes for a person to read: printable ASCII and UTF-8 as they are, anything else as the escape that a script would
/// use, so that a difference can be pasted into a script.
package func readable(_ bytes: some Sequence<UInt8>) -> String {
  var text = ""
  var decoder = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  // The decoder drops what it rejects, so only the width of each piece comes from it, and the bytes come from a copy.
  let all = Array(bytes)
  var position = 0
  while true {
    switch decoder.parseScalar(from: &iterator) {
    case .emptyInput:
      return text
    case .error(let length):
      for byte in all[position..<position + length] { text += hexEscape(byte) }
      position += length
    case .valid(let encoded):
      let scalar = Unicode.UTF8.decode(encoded)
      text += readable(scalar)
      position += encoded.count
    }
  }
}

private func readable(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\t": "\\t"
  case "\0": "\\0"
  case "\\": "\\\\"
  case _ where scalar.value < 0x20 || scalar.value == 0x7F: hexEscape(UInt8(scalar.value))
  default: String(scalar)
  }
}

private func hexEscape(_ byte: UInt8) -> String {
  let digits = Array("0123456789ABCDEF")
  return "\\x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
}

extension ByteString: CustomTestStringConvertible, CustomDebugStringConvertible {
  /// The bytes as an array.
  package var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// The bytes as text; what is not UTF-8 is replaced.
  package var text: String { String(decoding: array, as: UTF8.self) }

  package var testDescription: String { "\"\(readable(array))\"" }
  package var debugDescription: String { testDescription }

  /// A copy that lives as long as the process, followed by a NUL.
  package init(copying bytes: [UInt8]) {
    var buffer = ByteBuffer()
    for byte in bytes { buffer.write(byte) }
    self = buffer.finish()
  }

  /// The UTF-8 of a Swift string.
  package init(_ text: String) { self.init(copying: Array(text.utf8)) }
}

extension List: ExpressibleByArrayLiteral, CustomTestStringConvertible {
  package init(arrayLiteral elements: Element...) { self.init(elements) }

  package init(_ elements: some Sequence<Element>) {
    self.init()
    for element in elements { append(element) }
  }

  package var testDescription: String { "\(Array(self))" }
}

/// The text that `body` writes.
package func written(_ body: (inout ByteBuffer) -> Void) -> String {
  var buffer = ByteBuffer()
  body(&buffer)
  return buffer.finish().text
}
