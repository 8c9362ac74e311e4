import Bytes

/// How the records of an audit trail are written: one JSON text a line (RFC 8259), that ends in a trailer which makes
/// the record a link of the chain.
///
///     {"version":1, ... ,"sequence":2,"previous":"64 digits","hash":"64 digits"}
///
/// `hash` is the SHA-256 of the line's very bytes before the member itself; `previous` is the `hash` of the record
/// before, or zeros in the first one, whose number is 1.
package enum TrailFormat: UInt8, Sendable {
  case jsonl
  /// A request of OTLP, as the collector reads and writes it: there the trailer's members are attributes.
  case otlpJSON
}

package extension TrailFormat {
  /// As the key `format` spells them.
  static var names: ByteString { "jsonl otlp-json" }

  /// The next of the formats; the first after none.
  static func after(_ format: TrailFormat?) -> TrailFormat? {
    TrailFormat(rawValue: format.map { $0.rawValue + 1 } ?? 0)
  }
}
