import Bytes
@testable import Policy
import TestSupport

extension PolicyContent {
  /// The file's profile of that name; nil if it has none.
  func profile(named name: ByteString) -> PolicyLayer? { profiles.first { $0.name.value == name }?.layer }
}

/// What `Lint` finds in a policy table, as `word column-of-the-item`; with a profile only what it finds in that.
func warnings(_ table: String, profile: String? = nil) throws -> [String] {
  var text = "shell_environment_policy = {\n\(table.replacing("\n", with: ",\n"))\n}\n"
  if let profile { text += "[profiles.p]\n\(profile)\n" }
  let document = try PolicyDocument(ByteString(text), layer: .named, seed: 5)
  let content = try LayerReader.read(document)
  var policy = Policy()
  policy.merge(content.layer)
  var requirements = Requirements()
  requirements.forbid(assignments: [Stated(try Rule("PATH"), .builtIn)])
  var lint = Lint()
  if let layer = content.profile(named: "p") {
    policy.merge(layer)
    policy.mergeCommandLine(PolicyLayer())
    lint.check(layer, in: policy, requirements)
  } else {
    policy.mergeCommandLine(PolicyLayer())
    lint.check(content.layer, in: policy, requirements)
  }
  return lint.notes.sorted { $0.origin.place < $1.origin.place }.map { note in
    let word =
      switch note.warning {
      case .foreignSyntax: "foreign"
      case .covered: "covered"
      case .matchesNoName: "nameless"
      case .defaultExcluded, .codexExcluded: "dropped"
      case .includesNoCoreName: "no core name"
      case .includesNothingInherited: "not inherited"
      case .keepsNothing: "keeps nothing"
      case .excluded: "excluded"
      case .forbiddenAssignment: "forbidden"
      case .holdsCredential: "credential"
      case .holdsExpansion: "expansion"
      case .tooLong: "too long"
      case .unset: "unset"
      case .modeInList(let mode): "mode \(mode)"
      case .patternForName: "pattern"
      case .namesNoCommand: "no command"
      case .exportsCoreName: "exports core"
      case .exportsNoIdentifier: "exports none"
      }
    return "\(word) \(SourceLocation(of: note.origin.place, in: ByteString(text)).column)"
  }
}
