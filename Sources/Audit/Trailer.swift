import Bytes
import Policy

extension TrailFormat {
  /// What a record begins with.
  package var start: ByteString {
    switch self {
    case .jsonl: "{\"version\":1,"
    case .otlpJSON: "{\"resourceLogs\":[{"
    }
  }

  // The trailer: what stands before the number, before `previous`, behind it, before `hash`, and behind that.

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
