import Bytes
@testable import TOML
import TestSupport

/// Swift Testing has a type with this name too.
typealias SourceLocation = Bytes.SourceLocation

func parse(_ text: String) throws(TOMLError) -> TOMLDocument { try TOMLDocument(parsing: ByteString(text), seed: 42) }

/// The error for a text; nil if it is valid.
func failure(_ text: String) -> TOMLError? {
  do throws(TOMLError) {
    _ = try parse(text)
    return nil
  } catch {
    return error
  }
}

extension TOMLDocument {
  /// The document on one line: `{a: "text", b: [1, true], c: {d: 07:32}}`.
  var summary: String { summary(of: root) }

  func summary(of node: TOMLNode) -> String {
    switch value(node) {
    case .string(let text): return "\"\(text.text)\""
    case .integer(let number): return "\(number)"
    case .boolean(let flag): return "\(flag)"
    case .float(let text): return "float \(text.text)"
    case .offsetDateTime(let text): return "offset \(text.text)"
    case .localDateTime(let text): return "local \(text.text)"
    case .localDate(let text): return "date \(text.text)"
    case .localTime(let text): return "time \(text.text)"
    case .array: return "[" + children(of: node).map(summary).joined(separator: ", ") + "]"
    case .table: return "{" + children(of: node).map { "\(key(of: $0).text): \(summary(of: $0))" }.joined(separator: ", ") + "}"
    }
  }

  /// The node at the end of a path of keys and array indices, `a.0.b`.
  func node(_ path: String) -> TOMLNode? {
    var node = root
    for part in path.split(separator: ".", omittingEmptySubsequences: true) {
      if let index = Int(part) {
        let elements = Array(children(of: node))
        guard index < elements.count else { return nil }
        node = elements[index]
      } else {
        guard let member = member(ByteString(String(part)), of: node) else { return nil }
        node = member
      }
    }
    return node
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String { "\(line):\(column)" }
}

/// `SourceLocation(3, 1)` for a row of a table.
func at(_ line: Int, _ column: Int) -> SourceLocation { SourceLocation(line: line, column: column) }

extension TOMLDocument {
  /// Line and column of an offset into the text.
  func location(_ offset: Int) -> SourceLocation { SourceLocation(of: offset, in: text) }
}
