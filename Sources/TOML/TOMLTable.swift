import Bytes

// Which table a key belongs to, and whether it may be defined there: TOML v1.1.0, "Keys", "Table", "Inline Table" and
// "Array of Tables".  A table is defined once: by its header, by dotted keys, or as an inline table.  A table that
// exists only through longer headers may still get a header or dotted keys.

extension Parser {
  /// Reads a key, dotted or not, with the `=` and the blanks after it, and appends the record of its last part.
  /// `depth` is that of `table`; the returned depth is that of the record.
  mutating func member(of table: UInt32, depth: Int) throws(Failure) -> (node: UInt32, depth: Int) {
    var table = table
    var depth = depth
    while true {
      let part = try lexer.keyPart()
      depth &+= 1
      guard depth <= Parser.deepest else { throw Failure(.tooDeep(limit: Parser.deepest), at: part.source) }
      lexer.skipBlanks()
      if lexer.byte == UInt8(ascii: ".") {
        table = try dottedTable(part, in: table)
        lexer.position &+= 1
        lexer.skipBlanks()
        continue
      }
      guard lexer.byte == UInt8(ascii: "=") else { throw lexer.unexpected(.expectedEquals) }
      let key = lexer.texts[part.key]
      let existing = tree.find(key, in: table, lexer.texts)
      guard existing == 0 else {
        throw Failure(.duplicateKey(key, first: definition(of: existing)), at: part.source)
      }
      lexer.position &+= 1
      lexer.skipBlanks()
      return (tree.append(record(.string, part), to: table, lexer.texts), depth)
    }
  }

  /// The table for a part of a dotted key other than the last.
  private mutating func dottedTable(_ part: (source: Int, key: TextRange), in table: UInt32) throws(Failure) -> UInt32 {
    let key = lexer.texts[part.key]
    let existing = tree.find(key, in: table, lexer.texts)
    if existing == 0 { return tree.append(record(.dottedTable, part), to: table, lexer.texts) }
    switch tree[existing].kind {
    case .dottedTable:
      return existing
    case .impliedTable:
      // It is defined now: no header may define it again.
      tree[existing].kind = .dottedTable
      return existing
    case .headedTable:
      throw Failure(.dottedKeyIntoHeadedTable(key, first: definition(of: existing)), at: part.source)
    case .arrayOfTables:
      throw Failure(.dottedKeyIntoArrayOfTables(key, first: definition(of: existing)), at: part.source)
    case .string, .integer, .float, .boolean, .offsetDateTime, .localDateTime, .localDate, .localTime, .array, .inlineTable:
      throw closed(existing, key, at: part.source)
    }
  }

  /// Reads `[a.b]` or `[[a.b]]`, and gives the table that the following keys belong to.
  mutating func header() throws(Failure) -> (table: UInt32, depth: Int) {
    let opened = lexer.position
    let isArray = lexer.byte(at: opened + 1) == UInt8(ascii: "[")
    lexer.position &+= isArray ? 2 : 1
    var table: UInt32 = 0
    var depth = 0
    while true {
      lexer.skipBlanks()
      let part = try lexer.keyPart()
      depth &+= 1
      guard depth < Parser.deepest else { throw Failure(.tooDeep(limit: Parser.deepest), at: part.source) }
      lexer.skipBlanks()
      if lexer.byte == UInt8(ascii: ".") {
        lexer.position &+= 1
        table = try superTable(part, in: table)
        continue
      }
      guard lexer.byte == UInt8(ascii: "]"), !isArray || lexer.byte(at: lexer.position + 1) == UInt8(ascii: "]") else {
        throw lexer.unexpected(isArray ? .expectedTwoBrackets : .expectedBracket)
      }
      lexer.position &+= isArray ? 2 : 1
      return (try isArray ? element(part, in: table, opened: opened) : headedTable(part, in: table, opened: opened), depth)
    }
  }

  /// The table for a part of a header other than the last; in an array of tables, the last element.
  private mutating func superTable(_ part: (source: Int, key: TextRange), in table: UInt32) throws(Failure) -> UInt32 {
    let key = lexer.texts[part.key]
    let existing = tree.find(key, in: table, lexer.texts)
    if existing == 0 { return tree.append(record(.impliedTable, part), to: table, lexer.texts) }
    switch tree[existing].kind {
    case .impliedTable, .dottedTable, .headedTable: return existing
    case .arrayOfTables: return tree[existing].lastChild
    case .string, .integer, .float, .boolean, .offsetDateTime, .localDateTime, .localDate, .localTime, .array, .inlineTable:
      throw closed(existing, key, at: part.source)
    }
  }

  private mutating func headedTable(
    _ part: (source: Int, key: TextRange), in table: UInt32, opened: Int
  ) throws(Failure) -> UInt32 {
    let key = lexer.texts[part.key]
    let existing = tree.find(key, in: table, lexer.texts)
    if existing == 0 {
      return tree.append(record(.headedTable, part, at: opened), to: table, lexer.texts)
    }
    switch tree[existing].kind {
    case .impliedTable:
      tree[existing].kind = .headedTable
      tree[existing].keySource = UInt32(truncatingIfNeeded: part.source)
      tree[existing].source = UInt32(truncatingIfNeeded: opened)
      return existing
    case .headedTable, .dottedTable:
      throw Failure(.duplicateTable(key, first: definition(of: existing)), at: part.source)
    case .arrayOfTables:
      throw Failure(.tableIsArrayOfTables(key, first: definition(of: existing)), at: part.source)
    case .string, .integer, .float, .boolean, .offsetDateTime, .localDateTime, .localDate, .localTime, .array, .inlineTable:
      throw closed(existing, key, at: part.source)
    }
  }

  private mutating func element(
    _ part: (source: Int, key: TextRange), in table: UInt32, opened: Int
  ) throws(Failure) -> UInt32 {
    let key = lexer.texts[part.key]
    var array = tree.find(key, in: table, lexer.texts)
    if array == 0 {
      array = tree.append(record(.arrayOfTables, part, at: opened), to: table, lexer.texts)
    } else {
      switch tree[array].kind {
      case .arrayOfTables: break
      case .impliedTable, .dottedTable, .headedTable:
        throw Failure(.arrayOfTablesIsTable(key, first: definition(of: array)), at: part.source)
      case .string, .integer, .float, .boolean, .offsetDateTime, .localDateTime, .localDate, .localTime, .array, .inlineTable:
        throw closed(array, key, at: part.source)
      }
    }
    var element = Record(kind: .headedTable)
    element.keySource = UInt32(truncatingIfNeeded: opened)
    element.source = element.keySource
    return tree.append(element, to: array)
  }

  /// The error for a key that would extend a value, an array or an inline table, which are closed.
  private func closed(_ existing: UInt32, _ key: ByteString, at offset: Int) -> Failure {
    let first = definition(of: existing)
    switch tree[existing].kind {
    case .inlineTable: return Failure(.inlineTableIsClosed(key, first: first), at: offset)
    case .array: return Failure(.arrayIsClosed(key, first: first), at: offset)
    case .string, .integer, .float, .boolean, .offsetDateTime, .localDateTime, .localDate, .localTime, .impliedTable,
      .dottedTable, .headedTable, .arrayOfTables:
      return Failure(.notATable(key, first: first), at: offset)
    }
  }

  private func definition(of node: UInt32) -> SourceLocation { lexer.location(of: Int(tree[node].keySource)) }

  @inline(__always)
  private func record(_ kind: Record.Kind, _ part: (source: Int, key: TextRange), at source: Int? = nil) -> Record {
    Record(
      keySource: UInt32(truncatingIfNeeded: part.source), key: part.key,
      source: UInt32(truncatingIfNeeded: source ?? part.source), kind: kind)
  }
}
