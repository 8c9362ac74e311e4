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
    (5, nil),
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

  @Test func findsNothingInNothing() { #expect(PasswordLine.home(of: 0, in: "") == nil) }
}
