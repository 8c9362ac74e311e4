/// A value in memory that is never freed, to be handed on as one pointer: what is large, or may be thrown,
/// costs code wherever it is copied.
@frozen
package struct Boxed<Value>: @unchecked Sendable {
  package let pointer: UnsafePointer<Value>
}

package extension Boxed {
  init(_ value: Value) {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    memory.initialize(to: value)
    pointer = UnsafePointer(memory)
  }

  /// Read where it stands, so that asking for one field copies no others.
  var value: Value { @_transparent unsafeAddress { pointer } }
}

extension Boxed: Equatable where Value: Equatable {
  package static func == (left: Boxed, right: Boxed) -> Bool { left.value == right.value }
}
