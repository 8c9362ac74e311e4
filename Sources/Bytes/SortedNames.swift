/// Names in the order of their bytes, to be found again in as many steps as doublings make their number.  It needs no
/// seed, as a hash that others may not foresee does; few names it leaves as they are and searches from end to end.
package struct SortedNames: Sendable {
  private var names = List<(name: ByteString, number: Int32)>()

  /// Up to so many are searched from end to end.
  private static var few: Int { 8 }

  package init() {}
}

package extension SortedNames {
  /// - Parameter names: their numbers are their places, from 0.
  init(_ names: List<ByteString>) {
    self.names.reserve(names.count)
    for index in names.indices { self.names.appendReserved((names[index], Int32(truncatingIfNeeded: index))) }
    if names.count > Self.few { self.names.sort { $0.name.precedes($1.name) } }
  }

  var isEmpty: Bool { names.isEmpty }

  func contains(_ name: ByteString) -> Bool { number(of: name) != nil }

  /// The number of `name`, of equal ones the first; nil if it is not among them.
  func number(of name: ByteString) -> Int? {
    if names.count <= Self.few {
      for candidate in names where candidate.name == name { return Int(candidate.number) }
      return nil
    }
    var lower = 0
    var upper = names.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if names[middle].name.precedes(name) { lower = middle + 1 } else { upper = middle }
    }
    return lower < names.count && names[lower].name == name ? Int(names[lower].number) : nil
  }
}
