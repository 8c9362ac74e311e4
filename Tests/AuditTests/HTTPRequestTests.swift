@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

/// The request to a collector, and how its answer is understood.
struct HTTPRequestTests {
  @Test func request() throws {
    let endpoint = try #require(Endpoint("http://127.0.0.1:4318/v1/logs"))
    #expect(
      written { $0.write(post: "{}", to: endpoint) }
        == "POST /v1/logs HTTP/1.1\r\nHost: 127.0.0.1:4318\r\nUser-Agent: envscrub\r\nContent-Type: application/json\r\n"
        + "Connection: close\r\nContent-Length: 2\r\n\r\n{}")
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
