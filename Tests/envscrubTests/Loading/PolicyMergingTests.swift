import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct PolicyMergingTests {
  private static let text = """
    profile = "one"
    [shell_environment_policy]
    exclude = ["A"]
    [profiles.one]
    exclude = ["B"]
    [profiles.two]
    exclude = ["C"]
    [commands.npm]
    keep = ["NPM_TOKEN"]

    """

  private static func merge(_ words: [String]) throws -> (LoadedPolicy, audit: Boxed<AuditSettings>?) {
    let scratch = try TemporaryDirectory()
    try write(text, to: scratch("f"))
    let request = Boxed(try parse(["--config=" + scratch("f")] + words))
    var loader = PolicyLoader(Run(program: "env", arguments: ["env"]), request, namesAll: false)
    var audit: Boxed<AuditSettings>?
    try loader.readPolicies(nil)
    try loader.mergeLayers(nil, audit: &audit)
    return (loader.loaded, audit)
  }

  /// arguments, what is excluded, the profile in force, the commands in force
  static let table: [([String], [String], String, [String])] = [
    (["true"], ["A", "B"], "one", []), (["--profile=two", "true"], ["A", "C"], "two", []), (["--profile=", "true"], ["A"], "", []),
    (["--exclude=D", "true"], ["A", "B", "D"], "one", []), (["npm", "ci"], ["A", "B"], "one", ["npm"]), (["./npm", "ci"], ["A", "B"], "one", []),
  ]
  @Test(arguments: table)
  func merges(words: [String], excluded: [String], profile: String, commands: [String]) throws {
    let (loaded, _) = try Self.merge(words)
    #expect(loaded.policy.lists[.exclude].map(\.value.written.text) == excluded)
    #expect(loaded.profile.value.text == profile && loaded.commands.map(\.value.text) == commands)
    #expect(loaded.policy.lists[.keep].isEmpty == commands.isEmpty)
  }

  /// a profile that is not there, the one that is meant
  @Test(arguments: [("onn", "; did you mean \"one\"?"), ("nothing", "")])
  func noProfile(name: String, hint: String) {
    let error = #expect(throws: Failure.self) { _ = try Self.merge(["--profile=" + name, "true"]) }
    #expect(error?.message.text.hasPrefix("env: --profile: ") == true)
    #expect(error?.message.text.contains("\"\(name)\"") == true && error?.message.text.contains("did you mean") == !hint.isEmpty)
  }

  /// A pattern of an option is read in the dialect of the files.
  @Test func options() {
    #expect(throws: Failure.self) { _ = try Self.merge(["--exclude=[", "true"]) }
    #expect(throws: Failure.self) { _ = try Self.merge(["--codex", "--keep=A", "true"]) }
  }
}
