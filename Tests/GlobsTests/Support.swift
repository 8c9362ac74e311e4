import Bytes
@testable import Globs

extension PatternMatcher {
  /// The number of the first pattern that matches the whole of `name`; nil if none does.
  func firstMatch(_ name: ByteString) -> Int? { match(name)?.first(in: 0..<Int(Int32.max)) }
}
