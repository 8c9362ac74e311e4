import Bytes
import Policy

/// The content of a record's trailer.
package struct Trailer: Equatable, Sendable {
  package let format: TrailFormat
  /// As stated in the record; `isRight` verifies them.
  package let link: Link
  package let previous: SHA256
  /// How many bytes of the line `hash` covers.
  let hashedCount: Int
}

package extension Trailer {
  /// Reads the end of a line; nil if it doesn't end like a record.
  /// - Parameter line: without its newline; only its end is needed.
  init?(endOf line: ByteString) {
    for format in TrailFormat.all {
      var rest = line
      guard rest.drop(format.end), let hash = rest.dropDigest(), rest.drop(format.beforeHash) else { continue }
      let hashedCount = rest.count
      guard rest.drop(format.afterPrevious), let previous = rest.dropDigest(), rest.drop(format.beforePrevious),
        let sequence = rest.dropNumber(), rest.drop(format.beforeSequence)
      else { continue }
      self.format = format
      link = Link(sequence: sequence, hash: hash)
      self.previous = previous
      self.hashedCount = hashedCount
      return
    }
    return nil
  }

  /// Whether the digest matches the line's bytes, and the line begins like a record.
  /// - Parameter line: the whole line.
  func isRight(for line: ByteString) -> Bool {
    line.hasPrefix(format.start) && SHA256.digest(of: line[0..<hashedCount]) == link.hash
  }
}

extension ByteString {
  /// Removes the suffix `end`; false if it is missing.
  fileprivate mutating func drop(_ end: ByteString) -> Bool {
    guard hasSuffix(end) else { return false }
    self = self[0..<count - end.count]
    return true
  }

  fileprivate mutating func dropDigest() -> SHA256? {
    guard count >= 64, let digest = SHA256(hexadecimal: dropFirst(count - 64)) else { return nil }
    self = self[0..<count - 64]
    return digest
  }

  /// Removes a number from the end, as records and head files write it: at least 1, without leading zeros.
  mutating func dropNumber() -> Int? {
    var first = count
    while first > 0, self[first - 1].isASCIIDigit { first -= 1 }
    guard count > first, count - first <= 18, self[first] != UInt8(ascii: "0") else { return nil }
    let number = dropFirst(first).decimalNumber
    self = self[0..<first]
    return number
  }

  /// The number that up to 18 digits write.
  fileprivate var decimalNumber: Int {
    var number = 0
    for index in indices { number = number * 10 + Int(self[index] - UInt8(ascii: "0")) }
    return number
  }
}

/// The fixed texts of a record and its trailer.  `Link.swift` writes trailers and computes the chain.
extension TrailFormat {
  /// How a record begins.
  package var start: ByteString {
    switch self {
    case .jsonl: "{\"version\":1,"
    case .otlpJSON: "{\"resourceLogs\":[{"
    }
  }

  // Those of the trailer: before the number, before and after `previous`, before and after `hash`.

  var beforeSequence: ByteString {
    switch self {
    case .jsonl: ",\"sequence\":"
    case .otlpJSON: ",{\"key\":\"envscrub.sequence\",\"value\":{\"intValue\":\""
    }
  }

  var beforePrevious: ByteString {
    switch self {
    case .jsonl: ",\"previous\":\""
    case .otlpJSON: "\"}},{\"key\":\"envscrub.previous\",\"value\":{\"stringValue\":\""
    }
  }

  var afterPrevious: ByteString {
    switch self {
    case .jsonl: "\""
    case .otlpJSON: "\"}}"
    }
  }

  var beforeHash: ByteString {
    switch self {
    case .jsonl: ",\"hash\":\""
    case .otlpJSON: ",{\"key\":\"envscrub.hash\",\"value\":{\"stringValue\":\""
    }
  }

  var end: ByteString {
    switch self {
    case .jsonl: "\"}"
    case .otlpJSON: "\"}}]}]}]}]}"
    }
  }
}
