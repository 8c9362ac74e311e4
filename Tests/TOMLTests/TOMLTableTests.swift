import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct TOMLTableTests {
  /// statements, the resulting document
  static let valid: [(String, String)] = [
    ("[a]\n[b]\nx = 1", "{a: {}, b: {x: 1}}"),
    ("[a.b]\n[a]\nx = 1", "{a: {b: {}, x: 1}}"),
    ("[ a . 'b.c' ]\nx = 1", "{a: {b.c: {x: 1}}}"),
    ("[a]\nb.c = 1\nb.d = 2", "{a: {b: {c: 1, d: 2}}}"),
    ("a.b = 1\nc = 2\na.d = 3", "{a: {b: 1, d: 3}, c: 2}"),
    // Sub-tables may be added to a table made by dotted keys.
    ("[a]\nb.c = 1\n[a.b.d]\nx = 1", "{a: {b: {c: 1, d: {x: 1}}}}"),
    ("a.b = 1\n[a.c]", "{a: {b: 1, c: {}}}"),
    ("[a.b.c]\n[a]\nb.d = 1", "{a: {b: {c: {}, d: 1}}}"),
    ("[[a]]\nx = 1\n[[a]]\n[a.b]\ny = 2\n[[a.c]]\n[[a.c]]", "{a: [{x: 1}, {b: {y: 2}, c: [{}, {}]}]}"),
    ("[[a.b]]\n[a]\nc = 1", "{a: {b: [{}], c: 1}}"),
    ("[[a]]\n[a.b]\n[[a]]\n[a.b]", "{a: [{b: {}}, {b: {}}]}"),
    ("a = {b.c = 1, b.d = 2}", "{a: {b: {c: 1, d: 2}}}"),
    ("a = [{b = 1}, {b = 2}]", "{a: [{b: 1}, {b: 2}]}"),
    ("[a]\n[a.'']\n['']", "{a: {: {}}, : {}}"),
    (#""a" = 1"# + "\n" + #"b.a = 2"#, "{a: 1, b: {a: 2}}"),
  ]

  @Test(arguments: valid)
  func accepts(text: String, summary: String) throws {
    #expect(try parse(text).summary == summary)
  }

  /// statements, what is wrong with the last of them, where
  static let invalid: [(String, TOMLError.Kind, SourceLocation)] = [
    ("a = 1\na = 2", .duplicateKey("a", first: at(1, 1)), at(2, 1)),
    ("a = 1\n\"\\x61\" = 2", .duplicateKey("a", first: at(1, 1)), at(2, 1)),
    ("a.b = 1\na = 2", .duplicateKey("a", first: at(1, 1)), at(2, 1)),
    ("[a.b]\n[a]\nb = 1", .duplicateKey("b", first: at(1, 4)), at(3, 1)),
    ("[[a.b]]\n[a]\nb = 1", .duplicateKey("b", first: at(1, 5)), at(3, 1)),
    ("a = {b = 1, b = 2}", .duplicateKey("b", first: at(1, 6)), at(1, 13)),
    ("a = {b.c = 1, b = 2}", .duplicateKey("b", first: at(1, 6)), at(1, 15)),
    ("[a]\n[a]", .duplicateTable("a", first: at(1, 2)), at(2, 2)),
    ("[a.b]\n[a]\n[a]", .duplicateTable("a", first: at(2, 2)), at(3, 2)),
    ("[a]\nb.c = 1\n[a.b]", .duplicateTable("b", first: at(2, 1)), at(3, 4)),
    ("[a.b.c]\n[a]\nb.d = 1\n[a.b]", .duplicateTable("b", first: at(1, 4)), at(4, 4)),
    ("[[a]]\n[a.b]\n[a.b]", .duplicateTable("b", first: at(2, 4)), at(3, 4)),
    ("a = 1\n[a]", .notATable("a", first: at(1, 1)), at(2, 2)),
    ("a = 1\n[a.b]", .notATable("a", first: at(1, 1)), at(2, 2)),
    ("a = 1\n[[a]]", .notATable("a", first: at(1, 1)), at(2, 3)),
    ("a = 1\na.b = 2", .notATable("a", first: at(1, 1)), at(2, 1)),
    ("a = {b = 1, b.c = 2}", .notATable("b", first: at(1, 6)), at(1, 13)),
    ("a = {}\n[a]", .inlineTableIsClosed("a", first: at(1, 1)), at(2, 2)),
    ("a = {}\n[a.b]", .inlineTableIsClosed("a", first: at(1, 1)), at(2, 2)),
    ("a = {b.c = 1}\n[a.b.d]", .inlineTableIsClosed("a", first: at(1, 1)), at(2, 2)),
    ("a = {}\na.b = 1", .inlineTableIsClosed("a", first: at(1, 1)), at(2, 1)),
    ("a = {b = {}, b.c = 1}", .inlineTableIsClosed("b", first: at(1, 6)), at(1, 14)),
    ("a.b = {}\na.b.c = 1", .inlineTableIsClosed("b", first: at(1, 3)), at(2, 3)),
    ("a = []\n[[a]]", .arrayIsClosed("a", first: at(1, 1)), at(2, 3)),
    ("a = [{}]\n[a.b]", .arrayIsClosed("a", first: at(1, 1)), at(2, 2)),
    ("a = [{}]\na.b = 1", .arrayIsClosed("a", first: at(1, 1)), at(2, 1)),
    ("[[a]]\n[a]", .tableIsArrayOfTables("a", first: at(1, 3)), at(2, 2)),
    ("[a]\n[[a]]", .arrayOfTablesIsTable("a", first: at(1, 2)), at(2, 3)),
    ("[a.b]\n[[a]]", .arrayOfTablesIsTable("a", first: at(1, 2)), at(2, 3)),
    ("a.b = 1\n[[a]]", .arrayOfTablesIsTable("a", first: at(1, 1)), at(2, 3)),
    ("[a.b]\n[a]\nb.c = 1", .dottedKeyIntoHeadedTable("b", first: at(1, 4)), at(3, 1)),
    ("[a.b.c]\n[a]\nb.c.d = 1", .dottedKeyIntoHeadedTable("c", first: at(1, 6)), at(3, 3)),
    ("[[a.b]]\n[a]\nb.c = 1", .dottedKeyIntoArrayOfTables("b", first: at(1, 5)), at(3, 1)),
  ]

  @Test(arguments: invalid)
  func rejects(text: String, kind: TOMLError.Kind, location: SourceLocation) {
    let error = failure(text)
    #expect(error?.kind == kind)
    #expect(error?.location == location)
  }

  /// Around the size at which a table is hashed, every key is found, and a duplicate is an error.
  @Test(arguments: 1...40)
  func findsEveryKey(count: Int) throws {
    let text = (0..<count).map { "t.k\($0) = \($0)\n'other \($0)' = 0\n" }.joined()
    let document = try parse(text)
    let table = try #require(document.node("t"))
    for index in 0..<count {
      let node = try #require(document.member(ByteString("k\(index)"), of: table))
      #expect(document.value(node) == .integer(Int64(index)))
      #expect(failure(text + "t.k\(index) = 1")?.kind == .duplicateKey(ByteString("k\(index)"), first: at(2 * index + 1, 3)))
    }
    #expect(document.member("k", of: table) == nil)
    #expect(document.member("k\(count)".bytes, of: table) == nil)
    #expect(document.member("other 0", of: table) == nil)
  }
}

extension String {
  fileprivate var bytes: ByteString { ByteString(self) }
}
