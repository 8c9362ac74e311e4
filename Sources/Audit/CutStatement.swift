import Bytes
import Policy

/// A record's statement about bytes before it that are no record: the part that a crash or a full disk left of one.
struct CutStatement: Equatable, Sendable {
  let bytes: Int
  let digest: SHA256
  /// The last record that was certainly written, if the writers of later ones were stopped: those records may be
  /// missing.  None of them started a command.
  let after: SHA256?

  /// nil if the record makes no such statement.
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
    // Inside a JSON string a quote is escaped, so this text is not part of a string.
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
  /// The first place of `other`, which is not empty.
  fileprivate func firstPlace(of other: ByteString) -> Int? {
    var index = 0
    while let place = firstIndex(of: other[0], from: index) {
      if dropFirst(place).hasPrefix(other) { return place }
      index = place + 1
    }
    return nil
  }
}
