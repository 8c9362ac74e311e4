import TestSupport
import Testing

/// What toml-decode writes of a document.  SharedDataTests compares it with the official TOML suite, where that is there.
struct TaggedJSONTests {
  /// a value, its type and its text in JSON
  static let values: [(String, String, String)] = [
    ("\"a\\tb\\u0001\\\"\\\\é\"", "string", #"a\u0009b\u0001\"\\é"#), ("-0x", "", ""), ("0xff", "integer", "255"), ("1_000", "integer", "1000"),
    ("1_0.5e3", "float", "10.5e3"), ("nan", "float", "nan"), ("true", "bool", "true"), ("1979-05-27 07:32Z", "datetime", "1979-05-27T07:32:00Z"),
    ("1979-05-27t07:32:01.5z", "datetime", "1979-05-27T07:32:01.5Z"), ("1979-05-27T07:32", "datetime-local", "1979-05-27T07:32:00"),
    ("1979-05-27", "date-local", "1979-05-27"), ("07:32", "time-local", "07:32:00"),
  ]
  @Test(arguments: values)
  func value(source: String, type: String, text: String) throws {
    let completion = try Self.decode("k = \(source)\n")
    if type.isEmpty {
      #expect(completion.status == .exited(1) && completion.output.isEmpty)
      #expect(String(decoding: completion.error, as: UTF8.self).hasPrefix("toml-decode: 1:"))
      return
    }
    #expect(completion.status == .exited(0) && completion.error.isEmpty)
    #expect(String(decoding: completion.output, as: UTF8.self) == #"{"k":{"type":"\#(type)","value":"\#(text)"}}"# + "\n")
  }

  @Test func tablesAndArrays() throws {
    let output = try Self.decode("a.b = []\n[[t]]\n[[t]]\n'\"' = 1\n").output
    let expected = #"{"a":{"b":[]},"t":[{},{"\"":{"type":"integer","value":"1"}}]}"#
    #expect(String(decoding: output, as: UTF8.self) == expected + "\n")
  }

  private static func decode(_ document: String) throws -> Completion {
    let binary = ScriptRunner.binaryUnderTest("toml-decode", variable: "TOML_DECODE_BINARY")
    var command = Command(binary, [Array("toml-decode".utf8)])
    command.input = Array(document.utf8)
    return try command.run()
  }
}
