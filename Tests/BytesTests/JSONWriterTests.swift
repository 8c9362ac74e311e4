@testable import Bytes
import TestSupport
import Testing

struct JSONWriterTests {
  @Test func membersAreKeysWithValues() {
    var json = JSONWriter()
    json.beginObject()
    json.member("number", -1)
    json.member("flag", false)
    json.member("text", "x")
    json.member("bytes", bytes: ByteString(copying: [0xFF]))
    json.beginObject("object")
    json.endObject()
    json.beginArray("array")
    json.number(1)
    json.endArray()
    json.endObject()
    let expected = #"{"number":-1,"flag":false,"text":"x","bytes":{"hex":"ff"},"object":{},"array":[1]}"#
    #expect(json.buffer.finish().text == expected)
  }

  @Test func commasComeByThemselves() {
    var json = JSONWriter()
    json.beginObject()
    json.key("a")
    json.beginArray()
    json.number(1)
    json.boolean(true)
    json.null()
    json.beginObject()
    json.endObject()
    json.beginArray()
    json.endArray()
    json.endArray()
    json.key("b")
    json.string("x")
    json.place("f", SourceLocation(line: 2, column: 3))
    json.endObject()
    #expect(json.buffer.finish().text == #"{"a":[1,true,null,{},[]],"b":"x","file":"f","line":2,"column":3}"#)
  }

  static let strings: [(ByteString, String)] = [
    ("", #""""#), (#"a"\"#, #""a\"\\""#), ("\n\u{1B}", #""\u000a\u001b""#), ("é", #""é""#), ("\u{2028}", #""\u2028""#),
    (ByteString(copying: [0xFF, 0x00]), #"{"hex":"ff00"}"#),
  ]
  @Test(arguments: strings)
  func bytes(bytes: ByteString, expected: String) {
    var json = JSONWriter()
    json.bytes(bytes)
    #expect(json.buffer.finish().text == expected)
  }
}
