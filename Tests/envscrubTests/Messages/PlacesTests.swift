import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct PlacesTests {
  private static let places = Places(
    [
      PolicySource(layer: .user, path: "/home/u/c.toml", status: .read, text: "a\nb\nc\n"),
      PolicySource(layer: .project, path: "/home/user/p\n", status: .read, text: "x"),
      PolicySource(layer: .system, path: nil, status: .read, text: "x"),
    ], home: "/home/u")

  static let table: [(Origin, String)] = [
    (Origin(layer: .user, file: 0, place: 0), "~/c.toml:1"),
    (Origin(layer: .user, file: 0, place: 4), "~/c.toml:3"),
    (Origin(layer: .project, file: 1, place: 0), #"/home/user/p\x0a:1"#),
    (.builtIn, "built in"), (.commandLine, "command line"),
    // A file without a path, and a file that is not one of the run's.
    (Origin(layer: .system, file: 2, place: 0), "command line"), (Origin(layer: .user, file: 3, place: 0), "command line"),
  ]
  @Test(arguments: table)
  func origin(origin: Origin, expected: String) {
    #expect(written { $0.write(origin, in: Self.places) } == expected)
  }

  static let paths: [(ByteString, ByteString?, String)] = [
    ("/home/u/a", "/home/u", "~/a"), ("/home/u", "/home/u", "/home/u"), ("/home/ux/a", "/home/u", "/home/ux/a"),
    ("/a", "/", "/a"), ("/a", nil, "/a"),
  ]
  @Test(arguments: paths)
  func path(path: ByteString, home: ByteString?, expected: String) {
    #expect(written { $0.write(path: path, home: home) } == expected)
  }
}
