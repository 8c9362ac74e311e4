import Bytes
@testable import Policy
import TOML
import TestSupport
import Testing

/// Values read by type.  Columns are those of an error in a document of one line.
struct DocumentReaderTests {
  private static func reader(
    _ text: String, _ findings: UnsafeMutablePointer<ErrorList>? = nil
  ) throws -> (DocumentReader, PolicyDocument) {
    let document = try PolicyDocument(ByteString(text), layer: .system, file: 3, seed: 1)
    return (DocumentReader(document, .envscrub, .own, findings: findings), document)
  }

  /// The error of `read` on the value of the key `k`, as `kind column`; nil if there is none.
  private static func error(
    _ value: String, _ read: (DocumentReader, TOMLNode) throws(DocumentReader.Problem) -> Void
  ) throws -> (kind: ConfigurationError.Kind, column: Int)? {
    let (reader, document) = try reader("k = " + value)
    let node = try #require(document.toml.member("k", of: document.toml.root))
    do throws(DocumentReader.Problem) {
      try read(reader, node)
      return nil
    } catch {
      let error = reader.error(error)
      return (error.kind, error.location.column)
    }
  }

  /// a value, the error of reading it as a string, as a boolean, as strings, and the column
  static let values: [(String, Bool, Bool, Bool, Int)] = [
    ("'x'", true, false, false, 5), ("true", false, true, false, 5), ("['x', 'y']", false, false, true, 5),
    ("1", false, false, false, 5), ("['x', 1]", false, false, false, 5), ("{}", false, false, false, 5),
  ]
  @Test(arguments: values)
  func types(value: String, isString: Bool, isBoolean: Bool, areStrings: Bool, column: Int) throws {
    let string = try Self.error(value) { reader, node throws(DocumentReader.Problem) in _ = try reader.string(node, key: "k") }
    #expect(string?.kind == (isString ? nil : .expectedString(key: "k")))
    #expect(string == nil || string?.column == column)
    let boolean = try Self.error(value) { reader, node throws(DocumentReader.Problem) in _ = try reader.boolean(node, "k") }
    #expect(boolean?.kind == (isBoolean ? nil : .expected(.flag, key: "k")))
    let strings = try Self.error(value) { reader, node throws(DocumentReader.Problem) in _ = try reader.strings(node) }
    #expect(strings?.kind == (areStrings ? nil : .expectedStrings(key: "k")))
    // The error is at the item, not at the list.
    if value == "['x', 1]" { #expect(strings?.column == 11) }
  }

  @Test func words() throws {
    let words: ByteString = "alpha beta"
    #expect(try Self.error("'beta'") { reader, node throws(DocumentReader.Problem) in _ = try reader.word(node, of: words) } == nil)
    let error = try Self.error("'beto'") { reader, node throws(DocumentReader.Problem) in _ = try reader.word(node, of: words) }
    #expect(error?.kind == .unknownWord(key: "k", words: words, nearest: "beta"))
  }

  /// an assignment, the error; a name or a value that may be secret is hidden
  static let members: [(String, ConfigurationError.Kind?)] = [
    ("{ A = 'x' }", nil), ("{ '' = 'x' }", .emptyName), ("{ 'A=x' = 'x' }", .equalsInName),
    (#"{ "A\u0000" = 'x' }"#, .nulInName), (#"{ A = "\u0000" }"#, .nulInValue), ("{ A = 1 }", .expectedString(key: "A")),
    ("{ A.B = 'x' }", .dottedName("A")), ("['A=x']", .expected(.assignments, key: "k")),
  ]
  @Test(arguments: members)
  func assignments(value: String, kind: ConfigurationError.Kind?) throws {
    let error = try Self.error(value) { reader, node throws(DocumentReader.Problem) in _ = try reader.assignments(node) }
    #expect(error?.kind == kind)
  }

  /// Without a list of findings the first problem ends reading; with one it goes on, and all are in the list.
  @Test func goesOnWhereFindingsAreCollected() throws {
    let findings = ErrorList.allocate()
    let (reader, document) = try Self.reader("k = ['A', 1, '[', 2]", findings)
    let node = try #require(document.toml.member("k", of: document.toml.root))
    let rules = try reader.rules(node)
    #expect(rules.map(\.value.written.text) == ["A"])
    #expect(rules.first?.origin == Origin(layer: .system, file: 3, place: 5))
    #expect(findings.pointee.errors.map(\.location.column) == [11, 15, 19])
    #expect(reader.isLinting)
  }
}
