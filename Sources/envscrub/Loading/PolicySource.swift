import Bytes
import Policy

/// A file that a run read its policy from, or would have.
struct PolicySource: Sendable {
  enum Status: Equatable, Sendable {
    case read, absent
    /// `--no-config`, `-i`, `--config` or `--codex` left it out.
    case skipped
    /// A project file that the user doesn't trust, and one of somebody else's.
    case untrusted, strangers
    /// The password database has no home for this user id, so there is no user layer.
    case homeless(user: UInt32)
  }

  let layer: Layer
  /// nil if there is not even a path.
  let path: ByteString?
  let status: Status
  /// What was read; empty if nothing was.
  let text: ByteString

  init(layer: Layer, path: ByteString?, status: Status, text: ByteString = "") {
    self.layer = layer
    self.path = path
    self.status = status
    self.text = text
  }
}
