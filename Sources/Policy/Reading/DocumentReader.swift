import Bytes
import Globs
import Secrets
import TOML

/// What readers of policies, requirements and expectations share: reading values by type, and errors with their places.
struct DocumentReader {
  let document: TOMLDocument
  private let places: UnsafeMutablePointer<ErrorPlaces>
  private(set) var layer: Layer
  /// The layer of the file, also while a profile is read.
  let fileLayer: Layer
  let file: Int
  let dialect: Dialect
  let reading: LayerReader.Reading
  /// Where the dialect was chosen; nil if no file chose it.
  let dialectPlace: OtherPlace?
  /// Whether it reads a file of requirements.
  var readsRequirements = false
  /// Collects errors so that reading continues; nil if the first error ends it.
  private let findings: UnsafeMutablePointer<ErrorList>?
  /// One value for every problem that is only counted, since memory is never freed.
  private let counted: Problem?

  init(
    _ document: PolicyDocument, _ dialect: Dialect, _ reading: LayerReader.Reading, dialectPlace: OtherPlace? = nil,
    findings: UnsafeMutablePointer<ErrorList>?
  ) {
    self.reading = reading
    self.dialectPlace = dialectPlace
    self.document = document.toml
    places = document.places
    layer = document.layer
    fileLayer = document.layer
    file = document.file
    self.dialect = dialect
    self.findings = findings
    counted = findings.map { _ in Problem(kind: .nothingAllowed, offset: 0) }
  }

  /// A reader for the settings of profiles or commands, whose tables are flat.
  func reading(_ layer: Layer) -> DocumentReader {
    var reader = self
    reader.layer = layer
    return reader
  }

  /// Whether the table holds all settings, including those outside the policy table in a file.
  var isFlat: Bool { layer == .profile || layer == .command }

  /// A `ConfigurationError` whose line and column are not counted yet.
  struct Problem: Error {
    private struct Content {
      let kind: ConfigurationError.Kind
      let offset: Int
      let hiding: Int?
    }

    private let content: Boxed<Content>

    init(kind: ConfigurationError.Kind, offset: Int, hiding: Int? = nil) {
      content = Boxed(Content(kind: kind, offset: offset, hiding: hiding))
    }

    var kind: ConfigurationError.Kind { content.value.kind }
    var offset: Int { content.value.offset }
    /// Where the hidden part begins, if that is known.
    var hiding: Int? { content.value.hiding }
  }

  /// Whether `--check` is looking for faults.  It also reads files given by name, whatever layer they are meant for.
  var isLinting: Bool { findings != nil }

  /// Whether further errors are only counted.
  var isFull: Bool { findings?.pointee.isFull ?? false }

  func error(_ problem: Problem) -> ConfigurationError {
    // Another value may come earlier in the line than the part that is known to be hidden.
    let first = places.pointee.hiddenStart(inLineOf: problem.offset)
    return ConfigurationError(
      kind: problem.kind, location: places.pointee.location(of: problem.offset),
      hiddenFrom: problem.hiding.map { min($0, first ?? $0) } ?? first)
  }

  /// Calls `body` with each member of a table, or each element of an array.  A problem of one is noted, so that it doesn't
  /// hide those of the others.
  // `rules` and `assignments`, which may have many, write the loop out: a call of `body` for each costs a start 1 % more
  // instructions.
  func forEachChild(of node: TOMLNode, _ body: (TOMLNode) throws(Problem) -> Void) throws(Problem) {
    for child in document.children(of: node) {
      do throws(Problem) {
        try body(child)
      } catch {
        try note(error)
      }
    }
  }

  /// Notes a problem and lets reading continue.
  func note(_ problem: Problem) throws(Problem) {
    guard let findings else { throw problem }
    if findings.pointee.isFull { findings.pointee.omit() } else { findings.pointee.append(error(problem)) }
  }

  /// The elements of an array of tables.  An element that is no table is a separate error.
  func tables(_ node: TOMLNode) throws(Problem) -> List<TOMLNode> {
    guard document.isArray(node) else { throw wrongTable(node, ofMany: true, of: node) }
    var tables = List<TOMLNode>()
    for item in document.children(of: node) {
      if document.isTable(item) {
        tables.append(item)
      } else {
        try note(wrongTable(item, ofMany: true, of: node))
      }
    }
    return tables
  }

  /// - Returns: `node`, if it is a table.
  func table(_ node: TOMLNode) throws(Problem) -> TOMLNode {
    guard document.isTable(node) else { throw wrongTable(node, ofMany: false, of: node) }
    return node
  }

  private func wrongTable(_ node: TOMLNode, ofMany: Bool, of owner: TOMLNode) -> Problem {
    if isFull, let counted { return counted }
    let key = document.key(of: owner)
    var header = ByteBuffer()
    if isFlat {
      header.write(layer == .profile ? FileKey.profiles.name : FileKey.commands.name)
      header.write(".")
    } else if readsRequirements, key != RequirementKey.table {
      header.write(RequirementKey.table)
      header.write(".")
    }
    header.write(key)
    let kind: ConfigurationError.Kind =
      ofMany ? .expectedTables(key: key, header: header.finish()) : .expectedTable(key: key, header: header.finish())
    return problem(kind, at: node)
  }

  func string(_ node: TOMLNode, key: ByteString) throws(Problem) -> ByteString {
    guard case .string(let text) = document.value(node) else {
      throw problem(.expectedString(key: key), at: node)
    }
    return text
  }

  func strings(_ node: TOMLNode) throws(Problem) -> List<Stated<ByteString>> {
    let key = document.key(of: node)
    guard document.isArray(node) else { throw problem(.expectedStrings(key: key), at: node) }
    var strings = List<Stated<ByteString>>()
    for item in document.children(of: node) {
      guard case .string(let text) = document.value(item) else {
        try note(problem(.expectedStrings(key: key), at: item))
        continue
      }
      strings.append(Stated(text, origin(item)))
    }
    return strings
  }

  /// Reads a string that must be one of a few words.
  /// - Returns: the word's number.
  func word(_ node: TOMLNode, of words: ByteString) throws(Problem) -> UInt8 {
    let key = document.key(of: node)
    guard case .string(let name) = document.value(node) else {
      throw problem(.unknownWord(key: key, words: words, nearest: nil), at: node)
    }
    if let number = WordIterator.number(of: name, in: words) { return number }
    throw problem(
      .unknownWord(key: key, words: words, nearest: Nearest.word(to: name, in: words)), at: node)
  }

  func boolean(_ node: TOMLNode, _ key: ByteString) throws(Problem) -> Bool {
    guard case .boolean(let value) = document.value(node) else {
      throw problem(.expected(.flag, key: key), at: node)
    }
    return value
  }

  func rules(_ node: TOMLNode) throws(Problem) -> List<Stated<Rule>> {
    guard document.isArray(node) else { throw wrongForm(node, .patterns, of: node) }
    var rules = List<Stated<Rule>>()
    rules.reserve(count(node))
    for item in document.children(of: node) {
      do throws(Problem) {
        rules.appendReserved(try rule(item, of: node))
      } catch {
        try note(error)
      }
    }
    return rules
  }

  private func rule(_ item: TOMLNode, of node: TOMLNode) throws(Problem) -> Stated<Rule> {
    guard case .string(let source) = document.value(item) else { throw wrongForm(item, .patterns, of: node) }
    do throws(RuleError) {
      return Stated(try Rule(source, dialect), origin(item))
    } catch {
      throw problem(ofRule: error, at: document.offset(ofByte: error.index, inString: item))
    }
  }

  func problem(ofRule error: RuleError, at offset: Int) -> Problem {
    switch error {
    case .unknownGroup(let nearest): problem(.unknownGroup(nearest: nearest), at: offset)
    case .groupInCodex: problem(.groupInCodex, at: offset)
    case .pattern(let error): problem(.pattern(error.kind), at: offset)
    }
  }

  func assignments(_ node: TOMLNode) throws(Problem) -> List<Assignment> {
    guard document.isTable(node) else { throw wrongForm(node, .assignments, of: node) }
    var assignments = List<Assignment>()
    assignments.reserve(count(node))
    for member in document.children(of: node) {
      do throws(Problem) {
        assignments.appendReserved(try assignment(member))
      } catch {
        try note(error)
      }
    }
    return assignments
  }

  private func assignment(_ member: TOMLNode) throws(Problem) -> Assignment {
    let name = document.key(of: member)
    let place = document.keyOffset(of: member)
    try checkName(name, at: place)
    guard case .string(let value) = document.value(member) else {
      let offset = document.offset(of: member)
      let isDotted = document.isTable(member)
      throw Problem(kind: isDotted ? .dottedName(name) : .expectedString(key: name), offset: offset, hiding: offset)
    }
    if holdsNUL(value) { throw problem(.nulInValue, at: member) }
    return Assignment(EnvironmentEntry(name: name, value: value), Origin(layer: layer, file: file, place: place))
  }

  /// Whether the string holds a NUL.  Only an escape can make one, and decoded strings are not part of the text.
  func holdsNUL(_ string: ByteString) -> Bool {
    let isPart = string.start >= document.text.start && string.start < document.text.start + document.text.count
    return !isPart && string.firstIndex(of: 0) != nil
  }

  /// Throws if no variable can have that name.
  func checkName(_ name: ByteString, at place: Int) throws(Problem) {
    if name.isEmpty { throw problem(.emptyName, at: place) }
    // A name with `=` may contain the value too.
    if name.firstIndex(of: UInt8(ascii: "=")) != nil {
      throw Problem(kind: .equalsInName, offset: place, hiding: place)
    }
    if holdsNUL(name) { throw Problem(kind: .nulInName, offset: place, hiding: place) }
  }

  private func count(_ node: TOMLNode) -> Int {
    var count = 0
    for _ in document.children(of: node) { count += 1 }
    return count
  }

  func origin(_ node: TOMLNode) -> Origin { Origin(layer: layer, file: file, place: document.offset(of: node)) }

  func place(_ offset: Int) -> OtherPlace { OtherPlace(location: places.pointee.location(of: offset)) }

  /// - Parameter owner: the node whose key the message names.
  func wrongForm(_ node: TOMLNode, _ form: Setting.Kind, of owner: TOMLNode) -> Problem {
    problem(.expected(form, key: document.key(of: owner)), at: node)
  }

  /// The error for a key that is none of `words`.
  func unknown(_ node: TOMLNode, among words: ByteString) -> Problem {
    let key = document.key(of: node)
    return problem(.unknownKey(key, nearest: isFull ? nil : Nearest.word(to: key, in: words)), atKey: node)
  }

  /// A problem of a value.
  func problem(_ kind: ConfigurationError.Kind, at node: TOMLNode) -> Problem {
    problem(kind, at: document.offset(of: node))
  }

  /// A problem of the key of a value.
  func problem(_ kind: ConfigurationError.Kind, atKey node: TOMLNode) -> Problem {
    problem(kind, at: document.keyOffset(of: node))
  }

  func problem(_ kind: ConfigurationError.Kind, at offset: Int) -> Problem {
    if isFull, let counted { return counted }
    return Problem(kind: kind, offset: offset)
  }
}
