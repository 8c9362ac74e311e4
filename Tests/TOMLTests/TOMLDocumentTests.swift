import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct TOMLDocumentTests {
  static let text = """
    top = 1
      "k\\x65y" = [ 'a',
      {b = 2} ]
    [t.u]
    x.y = "z"
    [[l]]
    [[l]]
      'é' = 1
    """

  /// path, the place of its key, the place of its value
  static let places: [(String, SourceLocation, SourceLocation)] = [
    ("", at(1, 1), at(1, 1)),
    ("top", at(1, 1), at(1, 7)),
    ("key", at(2, 3), at(2, 14)),
    ("key.0", at(2, 16), at(2, 16)),
    ("key.1", at(3, 3), at(3, 3)),
    ("key.1.b", at(3, 4), at(3, 8)),
    ("t", at(4, 2), at(4, 2)),
    ("t.u", at(4, 4), at(4, 1)),
    ("t.u.x", at(5, 1), at(5, 1)),
    ("t.u.x.y", at(5, 3), at(5, 7)),
    ("l", at(6, 3), at(6, 1)),
    ("l.0", at(6, 1), at(6, 1)),
    ("l.1", at(7, 1), at(7, 1)),
    ("l.1.é", at(8, 3), at(8, 10)),
  ]

  @Test(arguments: places)
  func placesNodes(path: String, key: SourceLocation, value: SourceLocation) throws {
    let document = try parse(Self.text)
    let node = try #require(document.node(path))
    #expect(document.location(document.keyOffset(of: node)) == key)
    #expect(document.location(document.offset(of: node)) == value)
  }

  @Test func hasNoMembersWhereThereIsNoTable() throws {
    let document = try parse("a = 1\nb = [1]\nc = 'text'\nd = {}")
    for path in ["a", "a.0", "c", "d"] {
      guard let node = document.node(path) else { continue }
      #expect(Array(document.children(of: node)).isEmpty)
      #expect(document.member("a", of: node) == nil)
    }
    #expect(document.member("a", of: try #require(document.node("b"))) == nil)
    #expect(document.key(of: document.root).isEmpty)
  }

  @Test(arguments: [
    ("s", false, false), ("n", false, false), ("a", true, false), ("i", false, true), ("k", false, true), ("k.d", false, true),
    ("h", false, true), ("h.l", true, false), ("h.l.0", false, true),
  ])
  func knowsArraysAndTables(path: String, isArray: Bool, isTable: Bool) throws {
    let document = try parse("s = ''\nn = 1\na = []\ni = {}\nk.d.x = 1\n[[h.l]]\n")
    let node = try #require(document.node(path))
    #expect(document.isArray(node) == isArray)
    #expect(document.isTable(node) == isTable)
  }

  @Test func outlivesWhatItWasCopiedFrom() throws {
    let children: TOMLChildren
    do {
      let document = try parse("a = 1\nb = 2")
      children = document.children(of: document.root)
    }
    #expect(Array(children).count == 2)
  }
}
