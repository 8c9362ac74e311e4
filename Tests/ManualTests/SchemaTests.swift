import Bytes
import Foundation
@testable import Policy
import Secrets
import TestSupport
import Testing
@testable import envscrub

/// The schemas of files have exactly the keys of the tables, each with the type that its row states.
/// `Tests/Tools/schemas.py` tests them with validators.
struct SchemaTests {
  /// A schema, or a part of one.
  struct Node {
    let value: Any?

    subscript(key: String) -> Node { Node(value: (value as? [String: Any])?[key]) }

    var keys: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }
    var text: String? { value as? String }
    var items: [Node] { (value as? [Any] ?? []).map { Node(value: $0) } }
    /// The words of an `enum`, as a policy file writes them.
    var words: [String] {
      items.map { item in
        if let text = item.text { return text }
        return (item.value as? NSNumber).map { $0.boolValue ? "true" : "false" } ?? "?"
      }
    }
    /// Whether unknown members are rejected, as the readers of files do.
    var isClosed: Bool { self["additionalProperties"].value as? Bool == false }
  }

  static func schema(_ name: String) throws -> Node {
    let file = URL(filePath: #filePath).appending(path: "../../../Sources/schemas/\(name).schema.json").standardized
    return Node(value: try JSONSerialization.jsonObject(with: Data(contentsOf: file)))
  }

  static let settings: [Setting] = allValues(Setting.after)
  static let auditKeys = Set(allValues(of: AuditKey.self).map(\.name.text))
  static let groups: [Group] = allValues(Group.after)

  private static func names(_ isAmong: (Setting) -> Bool) -> Set<String> { Set(settings.filter(isAmong).map(\.name.text)) }
  private static func words(_ text: ByteString) -> [String] { text.text.split(separator: " ").map(String.init) }

  /// A boolean key of Codex that Codex never reads, and that the table of settings lacks.
  static let unread: Set = ["experimental_use_profile"]

  // MARK: The policy file

  @Test func thePolicyFileHasTheKeysOfTheTables() throws {
    let schema = try Self.schema("policy")
    let inTable = Self.names { $0.row.place == .inTable }
    let beside = Self.names { $0.row.place == .beside }
    let fileKeys = Set(allValues(of: FileKey.self).map(\.name.text))
    #expect(schema["properties"].keys == fileKeys.union(beside))
    #expect(schema["$defs"]["policy"]["properties"].keys == inTable.union(Self.unread))
    #expect(schema["$defs"]["profile"]["properties"].keys == inTable.union(beside).union(Self.unread).union(["audit"]))
    #expect(schema["$defs"]["command"]["properties"].keys == inTable.union(beside).union(Self.unread))
    #expect(schema["$defs"]["login"]["properties"].keys == [LoginKey.shell.text, LoginKey.profile.text])
    #expect(schema["$defs"]["audit"]["properties"].keys == Self.auditKeys)
    for node in [schema] + ["policy", "profile", "command", "login", "audit", "expectation"].map({ schema["$defs"][$0] }) {
      #expect(node.isClosed)
    }
    #expect(schema["properties"]["dialect"]["enum"].words == Self.words(Dialect.names))
    #expect(schema["$defs"]["audit"]["properties"]["format"]["enum"].words == Self.words(TrailFormat.names))
  }

  /// Tested in every table that may hold the key.
  @Test(arguments: settings.filter { $0.row.place != .nowhere })
  func theKeyHasTheFormOfItsRow(setting: Setting) throws {
    let schema = try Self.schema("policy")
    let row = setting.row
    let name = setting.name.text
    let tables = ["profile", "command"].map { schema["$defs"][$0] } + [row.place == .beside ? schema : schema["$defs"]["policy"]]
    for table in tables {
      let node = table["properties"][name]
      #expect(node["description"].text?.isEmpty == false, "an editor shows nothing")
      switch row.kind {
      case .mode:
        #expect(node["anyOf"].items.first?["enum"].words == Self.words(row.words))
        #expect(node["default"].text == setting.word(setting.standard).text)
      case .flag:
        let words = Self.words(row.words)
        if words.count == 2 { #expect(node["type"].text == "boolean") } else { #expect(node["enum"].words == words) }
        // Its default depends on how the run was started.
        if setting != .showDropped { #expect(node["default"].value as? Bool == (setting.standard == 1)) }
      case .patterns: #expect(node["type"].text == "array" && node["items"]["type"].text == "string")
      case .names: #expect(node["items"]["$ref"].text == "#/$defs/name")
      case .name: #expect(node["type"].text == "string")
      case .filters: #expect(node["additionalProperties"]["enum"].words == ["include", "exclude"])
      case .assignments: #expect(node["$ref"].text == "#/$defs/assignments")
      }
    }
    // The syntax of patterns depends on the dialect.
    let own = schema["$defs"]["own"]["properties"][name]
    let codex = schema["$defs"]["codex"]["properties"][name]
    switch row.kind {
    case .patterns: #expect(own["items"]["$ref"].text == "#/$defs/pattern")
    case .filters: #expect(own["propertyNames"]["$ref"].text == "#/$defs/pattern")
    case .mode: #expect(own["anyOf"].items.last?["items"]["$ref"].text == "#/$defs/pattern")
    default: break
    }
    if row.place == .inTable { #expect((codex.value as? Bool == false) == !row.isCodex) }
  }

  @Test func groupsAreThoseOfTheTable() throws {
    let names = Set(Self.groups.map(\.name.text))
    let schemas = [try Self.schema("policy"), try Self.schema("requirements")]
    for schema in schemas {
      #expect(Set(schema["$defs"]["pattern"]["anyOf"].items.first?["enum"].words ?? []) == names)
      #expect(schema["$defs"]["pattern"]["maxLength"].value as? Int == 1024)
    }
    let plain = schemas[0]["$defs"]["codex"]["properties"]["exclude"]["items"]["not"]["enum"].words
    #expect(Set(plain) == names)
  }

  // MARK: Requirements

  @Test func requirementsHaveTheKeysOfTheTables() throws {
    let schema = try Self.schema("requirements")
    let tables = schema["properties"]["requirements"]
    let held = Self.settings.filter { $0.row.held != .never }
    #expect(schema["properties"].keys == [RequirementKey.table.text] && schema.isClosed && tables.isClosed)
    #expect(tables["properties"].keys == Set(held.map(\.name.text)).union(allValues(of: RequirementKey.self).map(\.name.text)))
    for setting in held {
      let table = tables["properties"][setting.name.text]
      let items = table["properties"]["allowed"]["items"]
      let words = Self.words(setting.row.words)
      if words == ["false", "true"] { #expect(items["type"].text == "boolean") } else { #expect(items["enum"].words == words) }
      #expect(table.isClosed && table["required"].words == ["allowed"])
    }
    #expect(
      tables["properties"]["rules"]["items"]["properties"]["decision"]["enum"].words == Self.words(CommandRule.Decision.names))
    #expect(schema["$defs"]["audit"]["properties"].keys == Self.auditKeys)
  }

  // MARK: What is printed

  @Test func layersAreThoseOfTheProgram() throws {
    let schema = try Self.schema("explain")
    let layers = (0...).lazy.map { Layer(rawValue: $0) }.prefix { $0 != nil }.map { $0!.name.text }
    let words = schema["$defs"]["entry"]["properties"]["layer"]["enum"].words
    #expect(words == layers.filter { $0 != "trust" })
    #expect(Set(schema["properties"]["files"]["items"]["properties"]["layer"]["enum"].words).subtracting(layers) == [])
  }
}
