/// A type whose values are listed in an order: the cases of an enumeration, or the rows of a table.
///
///     for group in Group.all { ... }
package protocol Listed {
  /// The value after `value`; the first one after nil, nil after the last.
  static func after(_ value: Self?) -> Self?
}

package extension Listed {
  static var all: Listing<Self> { Listing() }
}

/// The cases of an enumeration whose raw values count from 0.
package extension Listed where Self: RawRepresentable, RawValue: FixedWidthInteger {
  static func after(_ value: Self?) -> Self? { Self(rawValue: value.map { $0.rawValue &+ 1 } ?? 0) }
}

/// All values of a listed type, in their order.
package struct Listing<Value: Listed>: Sequence, IteratorProtocol {
  private var last: Value?

  fileprivate init() {}

  package mutating func next() -> Value? {
    last = .after(last)
    return last
  }
}
