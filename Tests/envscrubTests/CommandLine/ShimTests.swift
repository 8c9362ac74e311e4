import Bytes
import TestSupport
import Testing
@testable import envscrub

struct ShimTests {
  static let names: [(ByteString, Bool)] = [
    ("npm", true), ("a b", true), ("", false), (".", false), ("..", false), ("-x", false), ("a/b", false), ("envscrub", false),
    ("envscrub-shell", false),
  ]
  @Test(arguments: names)
  func name(name: ByteString, isOne: Bool) {
    #expect(Shim.isName(name) == isOne)
  }

  static let scripts: [(ByteString, String, ByteString?)] = [
    ("/usr/local/shims/npm", "npm", "/usr/local/shims"), ("/npm", "npm", "/"), ("shims/npm", "npm", nil), ("npm", "npm", nil),
  ]
  @Test(arguments: scripts)
  func script(path: ByteString, name: String, directory: ByteString?) {
    let shim = Shim(script: Argument(path))
    #expect(shim.name.value.text == name && shim.directory == directory)
  }
}
