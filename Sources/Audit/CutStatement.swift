import Bytes
import Policy

/// What a record says of bytes before it that are no record: what a crash or a full disk left of one.
package struct CutStatement: Equatable, Sendable {
  package let bytes: Int
  package let digest: SHA256
  /// The last record before it that was written for certain, where that can't be told of those between: of each the
  /// writer was stopped, so that it may be missing.  Nothing ran by them.
  package let after: SHA256?

  /// nil if the record says no such thing.
  init?(in line: ByteString, _ format: TrailFormat) {
    let (start, middle, end): (ByteString, ByteString, ByteString)
    switch format {
    case .jsonl:
      (start, middle, end) = ("{\"version\":1,\"event\":\"cut\",\"cut\":{\"bytes\":", ",\"sha256\":\"", "\",\"after\":\"")
    case .otlpJSON:
      (start, middle, end) = (
        "{\"key\":\"envscrub.cut.bytes\",\"value\":{\"intValue\":\"",
        "\"}},{\"key\":\"envscrub.cut.sha256\",\"value\":{\"stringValue\":\"",
        "\"}},{\"key\":\"envscrub.cut.after\",\"value\":{\"stringValue\":\""
      )
    }
    // A quote within a string of JSON has a backslash before it, so this stands in none.
    guard let place = format == .jsonl ? (line.hasPrefix(start) ? 0 : nil) : line.firstPlace(of: start) else { return nil }
    let rest = line.dropFirst(place + start.count)
    var digits = 0
    var bytes = 0
    while digits < rest.count, digits < 18, rest[digits].isASCIIDigit {
      bytes = bytes * 10 + Int(rest[digits] - UInt8(ascii: "0"))
      digits += 1
    }
    let behind = rest.dropFirst(digits)
    guard digits > 0, behind.hasPrefix(middle), behind.count >= middle.count + 64,
      let digest = SHA256(hexadecimal: behind[middle.count..<middle.count + 64])
    else { return nil }
    self.bytes = bytes
    self.digest = digest
    let more = behind.dropFirst(middle.count + 64)
    let hasAfter = more.hasPrefix(end) && more.count >= end.count + 64
    after = hasAfter ? SHA256(hexadecimal: more[end.count..<end.count + 64]) : nil
  }
}

extension ByteString {
  /// Where `other`, which is not empty, stands first.
  fileprivate func firstPlace(of other: ByteString) -> Int? {
    var index = 0
    while let place = firstIndex(of: other[0], from: index) {
      if dropFirst(place).hasPrefix(other) { return place }
      index = place + 1
    }
    return nil
  }
}
