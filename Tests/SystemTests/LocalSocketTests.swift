import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct LocalSocketTests {
  /// A listening socket at a path.
  private static func listening(_ path: String, datagrams: Bool = false) -> Int32 {
    let number = socket(AF_UNIX, Int32((datagrams ? SOCK_DGRAM : SOCK_STREAM).rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    #expect(bound == 0)
    if !datagrams { #expect(listen(number, 4) == 0) }
    return number
  }

  private static func received(_ number: Int32) -> String {
    var memory = [UInt8](repeating: 0, count: 100)
    let count = read(number, &memory, 100)
    return String(decoding: memory.prefix(max(count, 0)), as: UTF8.self)
  }

  @Test func sendsAndReceives() throws {
    let scratch = try TemporaryDirectory()
    let server = Self.listening(scratch("s"))
    let deadline = Clock.Deadline(milliseconds: 10_000)
    let socket = try LocalSocket(path: ByteString(scratch("s")), isDatagram: false, until: deadline)
    let client = accept(server, nil, nil)
    try socket.send("question", until: deadline)
    #expect(Self.received(client) == "question")
    #expect(write(client, "answer", 6) == 6)
    var answers: [(String, Bool)] = []
    try socket.receive(100, until: deadline) { text, isEnded in
      answers.append((text.text, isEnded))
      if !isEnded { close(client) }
      return isEnded
    }
    #expect(answers.map(\.0) == ["answer", "answer"] && answers.map(\.1) == [false, true])
    close(server)
  }

  @Test func sendsDatagrams() throws {
    let scratch = try TemporaryDirectory()
    let server = Self.listening(scratch("s"), datagrams: true)
    let deadline = Clock.Deadline(milliseconds: 10_000)
    try LocalSocket(path: ByteString(scratch("s")), isDatagram: true, until: deadline).send("record", until: deadline)
    #expect(Self.received(server) == "record")
    close(server)
  }

  @Test func waitsNoLongerThanItsDeadline() throws {
    let scratch = try TemporaryDirectory()
    let server = Self.listening(scratch("s"))
    let path = ByteString(scratch("s"))
    let socket = try LocalSocket(path: path, isDatagram: false, until: Clock.Deadline(milliseconds: 10_000))
    #expect(throws: SystemError.timedOut) {
      try socket.receive(10, until: Clock.Deadline(milliseconds: 20)) { _, _ in true }
    }
    close(server)
  }

  @Test func nobodyListens() throws {
    let scratch = try TemporaryDirectory()
    let deadline = Clock.Deadline(milliseconds: 100)
    #expect(throws: SystemError.noSuchFile) {
      _ = try LocalSocket(path: ByteString(scratch("absent")), isDatagram: false, until: deadline)
    }
  }
}
