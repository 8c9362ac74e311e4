import Bytes

/// The errors of one file, as many as somebody would read; further ones are only counted.
package struct ErrorList: Sendable {
  package private(set) var errors = List<ConfigurationError>()
  /// How many errors were only counted.
  package private(set) var omitted = 0

  package static var limit: Int { 1000 }
}

package extension ErrorList {
  /// A list that several readers of a file append to.
  static func allocate() -> UnsafeMutablePointer<ErrorList> {
    let errors = UnsafeMutablePointer<ErrorList>.allocate(capacity: 1)
    errors.initialize(to: ErrorList())
    return errors
  }

  internal var isFull: Bool { errors.count >= Self.limit }

  mutating func append(_ error: ConfigurationError) {
    if isFull { omit() } else { errors.append(error) }
  }

  mutating func omit() { omitted += 1 }
}
