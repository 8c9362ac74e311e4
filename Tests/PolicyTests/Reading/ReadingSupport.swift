import Bytes
@testable import Policy

extension PolicyContent {
  /// What the file says of the profile of that name; nil where it says nothing.
  func profile(named name: ByteString) -> PolicyLayer? { profiles.first { $0.name.value == name }?.layer }
}
