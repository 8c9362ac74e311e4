import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// A run: its files, the parent's entries, the names that `--why` gives.
struct ExplanationCase: CustomTestStringConvertible {
  /// A value that holds a credential, assembled so that no scanner takes it for a real one.
  static let url = "db://user:" + "s3cretpw@host"

  var system: String?
  var user: String?
  var project: String?
  var named: String?
  var parent: [String]
  var why: [String] = []
  var held = List<RequirementEffect>()
  var command: Explanation.Command?

  var testDescription: String { "\([system, user, project, named].compactMap { $0 }) \(parent) \(why)" }

  func explanation() throws -> Explanation {
    let files: [(Layer, String, String?)] = [
      (.system, "/etc/envscrub/config.toml", system), (.user, "/home/u/.config/envscrub/config.toml", user),
      (.project, "/home/u/p/.envscrub.toml", project), (.named, "ci policy.toml", named),
    ]
    var policy = Policy()
    var sources = List<PolicySource>()
    var replaced = List<Replaced>()
    for (layer, path, text) in files {
      guard let text else {
        if layer == .named { continue }
        sources.append(PolicySource(layer: layer, path: ByteString(path), status: .absent))
        continue
      }
      let number = sources.count
      let bytes = ByteString("[shell_environment_policy]\n" + text)
      sources.append(PolicySource(layer: layer, path: ByteString(path), status: .read, text: bytes))
      let before = policy
      try policy.merge(LayerReader.read(PolicyDocument(bytes, layer: layer, file: number, seed: 5)).layer)
      for one in policy.replacements(since: before, by: number) where sources[one.was.file].layer == .user {
        replaced.append(one)
      }
    }
    let entries = List(parent.map { text in
      EnvironmentEntry(UnsafeRawPointer(ByteString(text).start).assumingMemoryBound(to: CChar.self))
    })
    let decisions = policy.apply(to: entries, seed: 1, explaining: true).decisions
    var rows = Explanation.rows(decisions)
    if !why.isEmpty {
      rows = List()
      for name in why {
        rows.append(contentsOf: Explanation.rows(of: Argument(ByteString(name)), in: decisions, policy))
      }
    }
    return Explanation(
      rows: rows, isOfNames: !why.isEmpty, places: Places(sources, home: "/home/u"),
      profile: Stated("", .builtIn), dialect: Stated(.envscrub, .builtIn),
      commands: List(), atStart: Explanation.StartSettings(policy),
      held: held, replaced: replaced, command: command)
  }
}
