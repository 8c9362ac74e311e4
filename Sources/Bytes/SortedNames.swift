/// Names sorted by their bytes, searched by halving.  Unlike a hash table it needs no unpredictable seed.  A short list
/// stays unsorted and is searched from end to end.
package struct SortedNames: Sendable {
  private var names = List<(name: ByteString, number: Int32)>()

  /// The longest list that is searched from end to end.
  private static var few: Int { 8 }

  package init() {}
}

package extension SortedNames {
  /// - Parameter names: each name's number is its index, from 0.
  init(_ names: List<ByteString>) {
    self.names.reserve(names.count)
    for index in names.indices { self.names.appendReserved((names[index], Int32(truncatingIfNeeded: index))) }
    if names.count > Self.few { self.names.sort { $0.name.precedes($1.name) } }
  }

  var isEmpty: Bool { names.isEmpty }

  func contains(_ name: ByteString) -> Bool { number(of: name) != nil }

  /// The number of `name`, the lowest if several are equal; nil if it is not in the list.
  func number(of name: ByteString) -> Int? {
    if names.count <= Self.few {
      for candidate in names where candidate.name == name { return Int(candidate.number) }
      return nil
    }
    let index = (0..<names.count).partitioningIndex { !names[$0].name.precedes(name) }
    return index < names.count && names[index].name == name ? Int(names[index].number) : nil
  }
}
