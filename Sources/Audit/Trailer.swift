import Bytes
import Policy

/// The texts of a record's trailer.  `Link.swift` writes and reads trailers, and computes the chain.
extension TrailFormat {
  /// How a record begins.
  package var start: ByteString {
    switch self {
    case .jsonl: "{\"version\":1,"
    case .otlpJSON: "{\"resourceLogs\":[{"
    }
  }

  // The fixed texts of the trailer: before the number, before and after `previous`, before and after `hash`.

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
