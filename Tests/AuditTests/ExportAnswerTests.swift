@testable import Audit
import Bytes
import TestSupport
import Testing

/// Answers of collectors, and how they are understood.
struct ExportAnswerTests {
  static let bodies: [(ByteString, ExportAnswer)] = [
    ("", .taken), (" \r\n", .taken), ("{}", .taken), (" { } ", .taken), ("{\"partialSuccess\":{}}", .taken),
    ("{\"partialSuccess\":null}", .taken), ("{\"partialSuccess\":{\"rejectedLogRecords\":0}}", .taken),
    ("{\"partialSuccess\":{\"rejectedLogRecords\":\"0\",\"errorMessage\":\"a warning 1\"}}", .taken),
    ("{\"partialSuccess\":{\"rejectedLogRecords\":0.0e5}}", .taken), ("{\"partialSuccess\":{\"rejectedLogRecords\":null}}", .taken),
    // The member is in the wrong place.
    ("{\"rejectedLogRecords\":1}", .taken), ("{\"x\":{\"partialSuccess\":{\"rejectedLogRecords\":1}}}", .taken),
    ("{\"partialSuccess\":{\"x\":{\"rejectedLogRecords\":1},\"y\":[1,{\"rejectedLogRecords\":\"1\"}]}}", .taken),
    ("{\"partialSuccess\":{\"errorMessage\":\"\\\"rejectedLogRecords\\\":1\"}}", .taken),

    ("{\"partialSuccess\":{\"rejectedLogRecords\":1}}", .rejected), ("{\"partialSuccess\":{\"rejectedLogRecords\":\"1\"}}", .rejected),
    ("\n{ \"partialSuccess\" :\t{ \"rejectedLogRecords\" : \"1\" } }\n", .rejected),
    ("{\"partialSuccess\":{\"errorMessage\":\"no } \\\" \",\"x\":[{}],\"rejectedLogRecords\":10}}", .rejected),
    ("{\"a\":[true,false,null,-1.5e3,\"\"],\"partialSuccess\":{\"rejectedLogRecords\":\"01\"}}", .rejected),
    ("{\"partial_success\":{\"rejected_log_records\":1}}", .rejected), ("{\"partialSuccess\":{\"rejectedLogRecords\":-1}}", .rejected),
    ("{\"partial\\u0053uccess\":{\"rejectedLogRecords\":1}}", .rejected),
    ("{\"partialSuccess\":{\"rejectedLogRecords\":1,\"rejectedLogRecords\":0}}", .rejected),
    ("{\"partialSuccess\":{\"rejectedLogRecords\":0},\"partialSuccess\":{\"rejectedLogRecords\":2}}", .rejected),

    ("ok", .unreadable), ("[]", .unreadable), ("1", .unreadable), ("{", .unreadable), ("{\"partialSuccess\":{\"rejectedLogRec", .unreadable),
    ("{}x", .unreadable), ("{\"a\":}", .unreadable), ("{\"a\" 1}", .unreadable), ("{\"a\":1,}", .unreadable), ("{\"a\":x}", .unreadable),
    ("{\"partialSuccess\":1}", .unreadable), ("{\"partialSuccess\":{\"rejectedLogRecords\":true}}", .unreadable),
    ("{\"partialSuccess\":{\"rejectedLogRecords\":\"many\"}}", .unreadable), ("{\"partialSuccess\":{\"rejectedLogRecords\":{}}}", .unreadable),
    ("{\"partialSuccess\":[{\"rejectedLogRecords\":1}]}", .unreadable), ("{\"partialSuccess\":{\"rejectedLogRecords\":\"\"}}", .unreadable),
  ]
  @Test(arguments: bodies)
  func body(text: ByteString, expected: ExportAnswer) {
    #expect(ExportAnswer(text) == expected)
  }

  @Test func depth() {
    func nested(_ depth: Int) -> ByteString {
      ByteString("{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}")
    }
    #expect(ExportAnswer(nested(30)) == .taken)
    #expect(ExportAnswer(nested(100_000)) == .unreadable)
  }
}
