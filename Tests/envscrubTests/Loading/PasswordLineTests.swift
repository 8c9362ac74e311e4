import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

@Suite struct PasswordLineTests {
  static let file: ByteString = """
    root:x:0:0:root:/root:/bin/bash
    # a comment
    daemon:x:1:1::/usr/sbin:/usr/sbin/nologin

    short:x:5:5:x:/home/short
    shorter:x:10:10
    noGroup:x:11:
    group:x:11:users::/home/group:/bin/sh
    +service:x:12:12::/home/service:/bin/sh
    -service:x:12:12::/home/service:/bin/sh
    +
      blank:x: 12: +12::/home/blank:/bin/sh
    more:x:13:13::/home/more:/bin/sh:more
    relative:x:6:6::home:/bin/sh
    homeless:x:7:7:::/bin/sh
    twice:x:8:8::/home/first:/bin/sh
    again:x:8:8::/home/second:/bin/sh
    big:x:4294967296:1::/home/big:/bin/sh
    negative:x:-1:1::/home/negative:/bin/sh
    largest:x:4294967295:1::/home/largest:/bin/sh
    last:x:9:9::/home/last:/bin/sh
    """

  /// user id, home
  static let table: [(UInt32, ByteString?)] = [
    (0, "/root"),
    (1, "/usr/sbin"),
    (2, nil),
    (5, "/home/short"),
    (10, nil),
    (11, nil),
    (12, "/home/blank"),
    (13, "/home/more"),
    (6, nil),
    (7, nil),
    (8, "/home/first"),
    (4_294_967_295, "/home/largest"),
    (9, "/home/last"),
  ]

  @Test(arguments: table)
  func findsTheHome(user: UInt32, home: ByteString?) {
    #expect(PasswordLine.home(of: user, in: Self.file) == home)
  }

  /// line, its user id
  static let lines: [(ByteString, UInt32?)] = [
    ("a:x:7:7::/:/s", 7), ("a:x:7:7", 7), ("a:x:7:0", 7), ("a:x:7", nil), ("a:x:7:", nil), ("a:x::7", nil), ("a", nil), ("", nil),
    (":x:7:7", 7), ("#a:x:7:7", nil), (" #a:x:7:7", nil), ("+a:x:7:7", nil), ("-a:x:7:7", nil), (" +a:x:7:7", nil),
    ("a:x: 7:7", 7), ("a:x:7 :7", nil), ("a:x:+7:7", 7), ("a:x:-0:7", 0), ("a:x:-7:7", nil), ("a:x:--7:7", nil), ("a:x:0x7:7", nil),
    ("a:x:4294967295:7", .max), ("a:x:4294967296:7", nil), ("a:x:42949672960000000000:7", nil), ("a:x:7:x", nil), ("a:x:7:7x", nil), ("a:x:7: 7", 7),
    ("a:x:7:4294967295", 7), ("a:x:7:4294967296", nil), ("a:x:7:-5", nil), ("a:x:+:7", nil), ("a:x: :7", nil),
  ]

  @Test(arguments: lines)
  func knowsALine(line: ByteString, user: UInt32?) { #expect(PasswordLine(line)?.user == user) }

  @Test func findsNothingInNothing() { #expect(PasswordLine.home(of: 0, in: "") == nil) }
}
