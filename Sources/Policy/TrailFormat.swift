import Bytes

/// How the records of an audit trail are written: one JSON text a line (RFC 8259), whose last members, the trailer,
/// make the record a link of the chain.
///
///     {"version":1, ... ,"sequence":2,"previous":"64 digits","hash":"64 digits"}
///
/// `hash` is the SHA-256 of the bytes of the line before the member `hash`.  `previous` is the `hash` of the previous
/// record, or zeros in the first record, whose sequence number is 1.
package enum TrailFormat: UInt8, Listed, Sendable {
  case jsonl
  /// An OTLP request in the form that collectors read and write; the trailer's members are attributes there.
  case otlpJSON
}

package extension TrailFormat {
  /// The spelling in the key `format`.
  static var names: ByteString { "jsonl otlp-json" }
}
