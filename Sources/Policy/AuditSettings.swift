import Bytes

/// The table `audit`: where the record of each run is written, and what is in it.  A setting that nobody stated is nil.
package struct AuditSettings: Equatable, Sendable {
  /// An absolute path, or one that begins with `~/`.
  package var file: Stated<ByteString>?
  package var format: Stated<TrailFormat>?
  /// A program's path and its arguments.
  package var command: Stated<List<ByteString>>?
  /// In milliseconds.
  package var timeout: Stated<Int>?
  package var endpoint: Stated<Endpoint>?
  package var syslog, arguments, required, sync: Stated<Bool>?

  package init() {}
}

package extension AuditSettings {
  /// Whether a record is written anywhere.
  var hasSink: Bool { file != nil || syslog?.value == true || command != nil || endpoint != nil }
  var isRequired: Bool { required?.value == true }

  /// Takes over the keys that `other` states.
  mutating func merge(_ other: AuditSettings) {
    file = other.file ?? file
    format = other.format ?? format
    syslog = other.syslog ?? syslog
    command = other.command ?? command
    timeout = other.timeout ?? timeout
    endpoint = other.endpoint ?? endpoint
    arguments = other.arguments ?? arguments
    required = other.required ?? required
    sync = other.sync ?? sync
  }

  /// The first key for which `other` states another value.
  internal func clash(with other: AuditSettings) -> (key: AuditKey, first: Origin, second: Origin)? {
    Self.clash(.file, file, other.file) ?? Self.clash(.format, format, other.format)
      ?? Self.clash(.syslog, syslog, other.syslog) ?? Self.clash(.command, command, other.command)
      ?? Self.clash(.timeout, timeout, other.timeout) ?? Self.clash(.endpoint, endpoint, other.endpoint)
      ?? Self.clash(.arguments, arguments, other.arguments) ?? Self.clash(.sync, sync, other.sync)
  }

  private static func clash<Value>(
    _ key: AuditKey, _ first: Stated<Value>?, _ second: Stated<Value>?
  ) -> (key: AuditKey, first: Origin, second: Origin)? {
    guard let first, let second, first.value != second.value else { return nil }
    return (key, first.origin, second.origin)
  }
}

/// The keys of the table.
package enum AuditKey: UInt8, Sendable {
  case file, format, syslog, command, timeout, endpoint, arguments, required, sync
}

package extension AuditKey {
  static var table: ByteString { "audit" }

  /// In the order of the cases.
  static var names: ByteString { "file format syslog command timeout endpoint arguments required sync" }

  var name: ByteString { WordIterator.word(rawValue, of: Self.names) }

  init?(name: ByteString) {
    guard let number = WordIterator.number(of: name, in: Self.names) else { return nil }
    self.init(rawValue: number)
  }
}
