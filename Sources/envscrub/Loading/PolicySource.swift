import Bytes
import Policy

/// A file that a run read its policy from, or would have.
package struct PolicySource: Sendable {
  package enum Status: Equatable, Sendable {
    case read, absent
    /// `--no-config`, `-i`, `--config` or `--codex` left it out.
    case skipped
    /// A project file that the user doesn't trust, and one of somebody else's.
    case untrusted, strangers
    /// The password database has no home for this user id, so there is no user layer.
    case homeless(user: UInt32)
  }

  package let layer: Layer
  /// nil where there is not even a path.
  package let path: ByteString?
  package let status: Status
  /// What was read; empty where nothing was.
  package let text: ByteString

  package init(layer: Layer, path: ByteString?, status: Status, text: ByteString = "") {
    self.layer = layer
    self.path = path
    self.status = status
    self.text = text
  }
}
