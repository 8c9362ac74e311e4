import Bytes
import Policy

/// A file that a run read its policy from, or could have read.
struct PolicySource: Sendable {
  enum Status: Equatable, Sendable {
    case read, absent
    /// Skipped because of `--no-config`, `-i`, `--config` or `--codex`.
    case skipped
    /// A project file that the user doesn't trust, and one that belongs to somebody else.
    case untrusted, strangers
    /// The password database has no home for this user id, so there is no user layer.
    case homeless(user: UInt32)
  }

  let layer: Layer
  /// nil if there is no path.
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
