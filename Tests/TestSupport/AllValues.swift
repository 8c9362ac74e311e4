/// All values of a table in the product, which says only which value comes after another.
package func allValues<Value>(_ after: (Value?) -> Value?) -> [Value] {
  var values: [Value] = []
  while let value = after(values.last) { values.append(value) }
  return values
}

/// All values of a table whose cases are numbered.
package func allValues<Value: RawRepresentable<UInt8>>(of _: Value.Type) -> [Value] {
  (0...UInt8.max).compactMap { Value(rawValue: $0) }
}
