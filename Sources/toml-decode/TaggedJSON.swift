import Bytes
import TOML

/// A document as JSON in which each value has its type: {"type": "integer", "value": "1"}. The official TOML tests
/// compare parsers in this form.
struct TaggedJSON: ~Copyable {
  let document: TOMLDocument
  var output = ByteBuffer()

  init(_ document: TOMLDocument) { self.document = document }

  mutating func write(_ node: TOMLNode) {
    switch document.value(node) {
    case .table: writeTable(node)
    case .array: writeArray(node)
    case .string(let text): write(text, type: "string")
    case .integer(let number): writeInteger(number)
    case .float(let text): write(plainNumber(text), type: "float")
    case .boolean(let flag): write(flag ? "true" : "false", type: "bool")
    case .offsetDateTime(let text): write(wholeTime(text), type: "datetime")
    case .localDateTime(let text): write(wholeTime(text), type: "datetime-local")
    case .localDate(let text): write(text, type: "date-local")
    case .localTime(let text): write(wholeTime(text), type: "time-local")
    }
  }

  private mutating func writeTable(_ table: TOMLNode) {
    output.write(UInt8(ascii: "{"))
    var isFirst = true
    for member in document.children(of: table) {
      if !isFirst { output.write(",") }
      isFirst = false
      writeQuoted(document.key(of: member))
      output.write(UInt8(ascii: ":"))
      write(member)
    }
    output.write(UInt8(ascii: "}"))
  }

  private mutating func writeArray(_ array: TOMLNode) {
    output.write(UInt8(ascii: "["))
    var isFirst = true
    for element in document.children(of: array) {
      if !isFirst { output.write(",") }
      isFirst = false
      write(element)
    }
    output.write(UInt8(ascii: "]"))
  }

  private mutating func writeInteger(_ number: Int64) {
    var text = ByteBuffer()
    text.write(decimal: Int(number))
    write(text.finish(), type: "integer")
  }

  private mutating func write(_ text: ByteString, type: ByteString) {
    output.write("{\"type\":\"")
    output.write(type)
    output.write("\",\"value\":")
    writeQuoted(text)
    output.write("}")
  }

  private mutating func writeQuoted(_ text: ByteString) {
    output.write(UInt8(ascii: "\""))
    for index in 0..<text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.write(UInt8(ascii: "\\"))
        output.write(byte)
      case 0..<0x20:
        output.write("\\u00")
        output.write(UInt8(ascii: "0") + byte >> 4)
        output.write(byte & 0xF < 10 ? UInt8(ascii: "0") + byte & 0xF : UInt8(ascii: "a") + byte & 0xF - 10)
      default:
        output.write(byte)
      }
    }
    output.write(UInt8(ascii: "\""))
  }

  private func plainNumber(_ text: ByteString) -> ByteString {
    guard text.firstIndex(of: UInt8(ascii: "_")) != nil else { return text }
    var plain = ByteBuffer()
    for index in 0..<text.count where text[index] != UInt8(ascii: "_") { plain.write(text[index]) }
    return plain.finish()
  }

  /// A date and time, or a time, in the form of RFC 3339: with `T`, `Z`, and seconds.
  private func wholeTime(_ text: ByteString) -> ByteString {
    var whole = ByteBuffer()
    var index = 0
    if let dash = text.firstIndex(of: UInt8(ascii: "-")), dash == 4 {
      whole.write(text[0..<10])
      whole.write(UInt8(ascii: "T"))
      index = 11
    }
    whole.write(text[index..<index + 5])
    index += 5
    if index == text.count || text[index] != UInt8(ascii: ":") { whole.write(":00") }
    while index < text.count {
      whole.write(text[index] == UInt8(ascii: "z") ? UInt8(ascii: "Z") : text[index])
      index += 1
    }
    return whole.finish()
  }
}
