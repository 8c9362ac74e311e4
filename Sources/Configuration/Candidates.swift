import Bytes
import Policies

/// A place where a policy file may be.
package struct Candidate: Equatable, Sendable {
  package let layer: Layer
  package let directory: ByteString
  package let name: ByteString

  /// `directory/name`.
  package var path: ByteString { Self.join(directory, name) }

  /// `/etc/envscrub/config.toml`.
  package static let system = Candidate(layer: .system, directory: "/etc/envscrub", name: "config.toml")

  /// `~/.config/envscrub/config.toml`, for what `~` is in the password database and nowhere else:
  /// no environment variable has a say in where a policy comes from.
  package static func user(home: ByteString) -> Candidate {
    Candidate(layer: .user, directory: join(home, ".config/envscrub"), name: "config.toml")
  }

  private static func join(_ directory: ByteString, _ name: ByteString) -> ByteString {
    var path = ByteBuffer()
    path.write(directory)
    if !directory.isEmpty, directory[directory.count - 1] != UInt8(ascii: "/") { path.write(UInt8(ascii: "/")) }
    path.write(name)
    return path.finish()
  }
}
