import Bytes

/// Matches names with several lists of patterns, in the way that costs least: few patterns are compared with few names
/// one at a time (`ShortList`); otherwise a `PatternMatcher` reads each name once for all patterns.  Other targets match
/// names only through it.
package struct ListMatcher: @unchecked Sendable {
  /// A pointer, so that copies share what is made later.
  private let memory: UnsafeMutablePointer<Storage>

  private struct Storage {
    let patterns: List<Pattern>
    let starts: List<Int32>
    let names: Int
    let short: ShortList?
    /// Made when the first name needs it.
    var long: Boxed<PatternMatcher>?
  }
}

package extension ListMatcher {
  /// - Parameters:
  ///   - patterns: those of all lists, numbered consecutively.
  ///   - starts: for each list the number of its first pattern; then the number of all patterns.
  ///   - names: about how many names will be matched.
  init(_ patterns: List<Pattern>, starts: List<Int32>, names: Int) {
    memory = .allocate(capacity: 1)
    let short = names < PatternMatcher.manyNames ? ShortList(patterns, starts: starts) : nil
    memory.initialize(to: Storage(patterns: patterns, starts: starts, names: names, short: short, long: nil))
  }

  /// One pattern by itself, for few names.
  init(_ pattern: Pattern) {
    var patterns = List<Pattern>()
    patterns.append(pattern)
    var starts = List<Int32>()
    starts.append(0)
    starts.append(1)
    self.init(patterns, starts: starts, names: 1)
  }

  func matches(_ name: ByteString) -> Bool {
    var first: Int32 = 0
    return match(name, into: &first)
  }

  /// What a list in which no pattern matches receives.
  static var none: Int32 { PatternMatcher.Matches.none }

  /// Finds for each list the first pattern that matches the whole of `name`.
  ///
  /// - Parameter firsts: receives the numbers of the patterns, or `none`, if any pattern matches.
  /// - Returns: whether any does.
  func match(_ name: ByteString, into firsts: UnsafeMutablePointer<Int32>) -> Bool {
    if name.count <= ShortList.longestName, let short = memory.pointee.short { return short.match(name, into: firsts) }
    return matchLong(name, into: firsts)
  }

  private func matchLong(_ name: ByteString, into firsts: UnsafeMutablePointer<Int32>) -> Bool {
    if memory.pointee.long == nil {
      memory.pointee.long = Boxed(PatternMatcher(PatternSet(memory.pointee.patterns), names: memory.pointee.names))
    }
    guard let matches = memory.pointee.long?.value.match(name) else { return false }
    matches.first(inEachOf: memory.pointee.starts, into: firsts)
    return true
  }
}
