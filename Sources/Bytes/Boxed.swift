/// A value in memory that is never freed, passed as one pointer.  A large value, or one that is thrown, costs code at
/// each place that copies it.
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

  /// Changes `value` where it stays.
  init<Failure: Error>(_ value: Value, _ change: (inout Value) throws(Failure) -> Void) throws(Failure) {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    memory.initialize(to: value)
    try change(&memory.pointee)
    pointer = UnsafePointer(memory)
  }

  /// Read in place: asking for one field copies no others.
  var value: Value { @_transparent unsafeAddress { pointer } }
}

extension Boxed: Equatable where Value: Equatable {
  package static func == (left: Boxed, right: Boxed) -> Bool { left.value == right.value }
}
