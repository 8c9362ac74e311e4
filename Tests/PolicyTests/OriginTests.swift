import Bytes
@testable import Policy
import TestSupport
import Testing

struct OriginTests {
  /// layer, its word, whether it has files
  static let layers: [(Layer, ByteString, Bool)] = [
    (.builtIn, "built-in", false), (.system, "system", true), (.user, "user", true), (.project, "project", true),
    (.named, "named", true), (.profile, "profile", true), (.command, "command", true), (.commandLine, "command-line", false),
    (.requirements, "requirements", true), (.trustList, "trust", false),
  ]
  @Test(arguments: layers)
  func layer(layer: Layer, name: ByteString, hasFiles: Bool) {
    #expect(layer.name == name)
    #expect(layer.hasFiles == hasFiles)
  }

  @Test(arguments: [(0, 0), (1, 5), (65_535, 4_294_967_295)])
  func holdsItsPlace(file: Int, place: Int) {
    let origin = Origin(layer: .user, file: file, place: place)
    #expect(origin.file == file && origin.place == place)
    #expect(origin != Origin(layer: .system, file: file, place: place))
  }
}
