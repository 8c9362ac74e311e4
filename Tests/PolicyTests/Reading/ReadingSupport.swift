import Bytes
@testable import Policy

extension PolicyContent {
  /// The file's profile of that name; nil if it has none.
  func profile(named name: ByteString) -> PolicyLayer? { profiles.first { $0.name.value == name }?.layer }
}
