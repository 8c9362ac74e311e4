import Bytes

/// A parsed TOML v1.1.0 document: its root table and everything in it, each part with its location.  It never changes,
/// and knows nothing of files or policies.
///
///     let document = try TOMLDocument(parsing: "a.b = [1, 2]", seed: 0)
///     let a = document.member("a", of: document.root)!
///     document.value(document.member("b", of: a)!)   // .array
package struct TOMLDocument: Sendable {
  package let text: ByteString
  let storage: Storage
}

package extension TOMLDocument {
  /// Parses a whole document in UTF-8, with or without a byte order mark.
  ///
  /// - Parameters:
  ///   - text: must stay in place, since keys and strings are views of it.
  ///   - seed: keys the hash of table keys.  Nobody who doesn't know it can choose keys that collide.
  init(parsing text: ByteString, seed: UInt64) throws(TOMLError) {
    var parser = Parser(text, seed: seed)
    do throws(Failure) {
      try parser.document()
    } catch {
      parser.tree.deallocate()
      throw parser.report(error)
    }
    self.text = text
    storage = Storage(tree: parser.tree, texts: parser.lexer.texts)
  }

  /// Frees the tree, for a program that parses many documents.  Decoded strings are not freed with it: a `ByteString`
  /// lives as long as the process.
  func deallocate() { storage.deallocate() }

  /// The root table.
  var root: TOMLNode { TOMLNode(index: 0) }

  func value(_ node: TOMLNode) -> TOMLValue {
    let record = storage.tree[node.index]
    switch record.kind {
    case .string: return .string(storage.texts[record.textRange])
    case .integer: return .integer(Int64(bitPattern: record.payload))
    case .float: return .float(storage.texts[record.textRange])
    case .boolean: return .boolean(record.payload != 0)
    case .offsetDateTime: return .offsetDateTime(storage.texts[record.textRange])
    case .localDateTime: return .localDateTime(storage.texts[record.textRange])
    case .localDate: return .localDate(storage.texts[record.textRange])
    case .localTime: return .localTime(storage.texts[record.textRange])
    case .array, .arrayOfTables: return .array
    case .impliedTable, .dottedTable, .headedTable, .inlineTable: return .table
    }
  }

  func isTable(_ node: TOMLNode) -> Bool { storage.tree[node.index].kind.isTable }
  func isArray(_ node: TOMLNode) -> Bool { storage.tree[node.index].kind.isArray }

  /// The members of a table or the elements of an array, in the order of the document; none for other nodes.
  func children(of node: TOMLNode) -> TOMLChildren {
    TOMLChildren(storage: storage, first: storage.tree[node.index].firstChild)
  }

  /// The key of a table's member, unquoted and unescaped; empty for the root and for elements of arrays.
  func key(of node: TOMLNode) -> ByteString {
    storage.texts[storage.tree[node.index].key]
  }

  /// The member of `table` with this key; nil if there is none, or if `table` is no table.
  func member(_ key: ByteString, of table: TOMLNode) -> TOMLNode? {
    guard isTable(table) else { return nil }
    let found = storage.tree.find(key, in: table.index, storage.texts)
    return found == 0 ? nil : TOMLNode(index: found)
  }

  // Places are offsets into the text.

  /// Where byte `index` of a decoded string was written in the document, with its escapes, quotes and trimmed lines.
  /// An index at or past the string's end gives the closing quote; a node that is no string gives its own place.
  func offset(ofByte index: Int, inString node: TOMLNode) -> Int {
    let record = storage.tree[node.index]
    guard record.kind == .string else { return offset(of: node) }
    let lexer = Lexer(text)
    return lexer.offset(ofByte: index, inStringAt: Int(record.source))
  }

  /// Where the value begins: its first byte; for a string its quote; for a table with a header the bracket of the
  /// header; for a table that dotted keys or longer headers made, its key.
  func offset(of node: TOMLNode) -> Int { Int(storage.tree[node.index].source) }

  /// Where the key begins, its quote included; for the root and elements of arrays, where the value begins.
  func keyOffset(of node: TOMLNode) -> Int { Int(storage.tree[node.index].keySource) }
}

/// A value, table or array of one document.  It is meaningless in another document.
package struct TOMLNode: Equatable, Sendable {
  let index: UInt32
}

/// The value of a node.  Floats, dates and times are given as text, checked against the grammar and the calendar.
package enum TOMLValue: Equatable, Sendable {
  case string(ByteString)
  case integer(Int64)
  case float(ByteString)
  case boolean(Bool)
  case offsetDateTime(ByteString)
  case localDateTime(ByteString)
  case localDate(ByteString)
  case localTime(ByteString)
  case array
  case table
}

/// The members of a table or the elements of an array.
package struct TOMLChildren: Sequence, Sendable {
  let storage: Storage
  let first: UInt32

  package var isEmpty: Bool { first == 0 }

  package func makeIterator() -> Iterator { Iterator(storage: storage, following: first) }

  package struct Iterator: IteratorProtocol {
    let storage: Storage
    var following: UInt32

    package mutating func next() -> TOMLNode? {
      guard following != 0 else { return nil }
      defer { following = storage.tree[following].next }
      return TOMLNode(index: following)
    }
  }
}

/// A document's tree and texts, passed as one pointer.
struct Storage: Sendable {
  private struct Content {
    let tree: Tree
    let texts: Texts
  }

  private let content: Boxed<Content>

  init(tree: Tree, texts: Texts) { content = Boxed(Content(tree: tree, texts: texts)) }

  var tree: Tree { content.value.tree }
  var texts: Texts { content.value.texts }

  func deallocate() {
    tree.deallocate()
    content.pointer.deallocate()
  }
}
