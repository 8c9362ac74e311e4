@testable import Audit
import Bytes
import TestSupport
import Testing

/// Answers of collectors, and how they are understood.
struct AnswerTests {
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

  static let ok: ByteString = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  /// everything received before the other side closed, and the answer in it
  static let answers: [(ByteString, HTTPAnswer)] = [
    (ok, .whole(status: 200, body: "{}")), ("HTTP/1.0 200 OK\n\n{}", .whole(status: 200, body: "{}")),
    ("HTTP/1.1 200 OK\r\ncontent-LENGTH:  2 \r\n\r\n{}more", .whole(status: 200, body: "{}")),
    ("HTTP/1.1 204 No Content\r\n\r\n", .whole(status: 204, body: "")), ("HTTP/1.1 503 x\r\n", .whole(status: 503, body: "")),
    ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", .whole(status: 200, body: "{}")),
    (
      "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\nHTTP/1.1 102 P\r\n\r\nHTTP/1.1 500 x\r\n\r\n",
      .whole(status: 500, body: "")
    ),
    ("HTTP/1.1 101 Switching Protocols\r\n\r\n", .whole(status: 101, body: "")),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n", .whole(status: 200, body: "{}")),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n{        }\r\n0\r\n", .whole(status: 200, body: "{        }")),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", .none),
    ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", .none), ("HTTP/1.1 200 OK\r\n", .none), ("HTTP/1.1 100 Continue\r\n\r\n", .none),
    ("", .none), ("HTTP/1.", .none), ("SSH-2.0-OpenSSH", .none), ("HTTP/2 200 OK\r\n\r\n", .none), ("HTTP/1.1 2x0 OK\r\n\r\n", .none),
    ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .none), ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", .none),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .none), ("HTTP/1.1 200 OK\r\nnothing\r\n\r\n", .none),
  ]
  @Test(arguments: answers)
  func answer(text: ByteString, expected: HTTPAnswer) {
    #expect(HTTPAnswer(text, isEnded: true) == expected)
  }

  /// However the answer is split into pieces, nothing is decided too soon.
  @Test(arguments: answers)
  func pieces(text: ByteString, expected: HTTPAnswer) {
    for count in 0..<text.count {
      let early = HTTPAnswer(text[0..<count], isEnded: false)
      #expect(early == .unfinished || early == expected)
    }
  }

  @Test func noEndUntilItEnds() {
    #expect(HTTPAnswer("HTTP/1.1 200 OK\r\n\r\n{}", isEnded: false) == .unfinished)
  }
}
