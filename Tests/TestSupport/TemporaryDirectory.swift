import Foundation

/// A directory of mode 700 that exists as long as this object.
package final class TemporaryDirectory: Sendable {
  /// The real path, without symbolic links.
  package let path: String

  package init() throws {
    // What tests make in it has the modes that they state, whoever runs them.
    umask(0o022)
    var template = Array("/tmp/envscrub-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SupportError("mkdtemp: \(String(cString: strerror(errno)))") }
    let made = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    path = made
  }

  deinit {
    // Cases remove permissions from their own files; only root could delete those.
    if geteuid() != 0, let inside = FileManager.default.enumerator(atPath: path) {
      for case let name as String in inside { _ = chmod(path + "/" + name, 0o700) }
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of `name` in this directory.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }
}

/// A failure of the test machinery, not of what it tests.
package struct SupportError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
