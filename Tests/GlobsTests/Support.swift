import Bytes
@testable import Globs

extension PatternMatcher {
  /// The number of the first pattern that matches the whole of `name`; nil if none does.
  func firstMatch(_ name: ByteString) -> Int? { match(name)?.first(in: 0..<Int32.max).map { Int($0) } }
}

extension PatternMatcher.Matches {
  /// The first match whose number is in `numbers`, as the second of three lists; nil if there is none.
  func first(in numbers: Range<Int32>) -> Int32? {
    let firsts = UnsafeMutablePointer<Int32>.allocate(capacity: 3)
    defer { firsts.deallocate() }
    first(inEachOf: [0, numbers.lowerBound, numbers.upperBound, .max], into: firsts)
    return firsts[1] == Self.none ? nil : firsts[1]
  }
}
