import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct ProjectSearchTests {
  private static let text = "[shell_environment_policy]\n"

  /// `~`, and in it `p/sub`, where the search begins; each file is trusted as it is, if its path is in `trusted`.
  private static func scratch(_ files: [String], trusted: [String]) throws -> TemporaryDirectory {
    let scratch = try TemporaryDirectory()
    try write("", to: scratch("p/sub/file"))
    var list = TrustList()
    for path in files { try write(text + "# \(path)\n", to: scratch(path)) }
    for path in trusted { list.set(ByteString(scratch(path)), to: SHA256.digest(of: ByteString(text + "# \(path)\n"))) }
    try write(list.text.text, to: scratch(".local/state/envscrub/trusted"))
    return scratch
  }

  private static func find(
    in scratch: TemporaryDirectory, codex: Bool = false
  ) throws(Failure) -> (own: String?, codex: [String], LoadedPolicy) {
    var loaded = LoadedPolicy()
    loaded.home = ByteString(scratch.path)
    let files = FileReader(run: Run(program: "env", arguments: ["env"]))
    let request = Boxed((try? parse(["-C", scratch("p/sub"), "true"])) ?? Invocation())
    let found = try ProjectSearch.find(files, request, &loaded, isCodex: codex)
    func short(_ path: ByteString) -> String { String(path.text.dropFirst(scratch.path.count + 1)) }
    return (found.own.map { short($0.path) }, found.codex.map { short($0.path) }, loaded)
  }

  private static let (sub, own, top) = ("p/sub/.envscrub.toml", "p/.envscrub.toml", ".envscrub.toml")

  /// the project files that there are, those of them that are trusted, the one found, those reported as not trusted
  static let table: [([String], [String], String?, [String])] = [
    ([], [], nil, []), ([own], [own], own, []), ([own], [], nil, [own]), ([sub, own, top], [own, top], own, [sub]),
    ([sub, own], [own, sub], sub, []), ([top], [top], top, []), ([], [own], nil, []),
  ]
  @Test(arguments: table)
  func finds(files: [String], trusted: [String], own: String?, untrusted: [String]) throws {
    let scratch = try Self.scratch(files, trusted: trusted)
    let found = try Self.find(in: scratch)
    #expect(found.own == own && found.codex.isEmpty)
    #expect(found.2.sources.filter { $0.status == .untrusted }.map { $0.path?.text } == untrusted.map { scratch($0) })
    if case .found = found.2.directory {} else { Issue.record("the directory was not opened") }
  }

  /// Codex's own files: all of the trusted ones, the highest first, but not the user's own.
  @Test func codex() throws {
    let (high, low, user) = ("p/.codex/config.toml", "p/sub/.codex/config.toml", ".codex/config.toml")
    let scratch = try Self.scratch([high, low, user], trusted: [high, low, user])
    #expect(try Self.find(in: scratch, codex: true).codex == [high, low])
    #expect(try Self.find(in: scratch).codex == [])
    let distrusting = try Self.scratch([high, low, user], trusted: [low])
    #expect(try Self.find(in: distrusting, codex: true).codex == [low])
  }

  @Test func aFileThatChanged() throws {
    let scratch = try Self.scratch([Self.own], trusted: [Self.own])
    try write(Self.text, to: scratch(Self.own))
    let error = #expect(throws: Failure.self) { _ = try Self.find(in: scratch) }
    #expect(error?.message.text.hasPrefix("env: \(scratch(Self.own)): changed since it was trusted") == true)
  }

  @Test func aListThatIsNone() throws {
    let scratch = try Self.scratch([], trusted: [])
    try write("x", to: scratch(".local/state/envscrub/trusted"))
    let error = #expect(throws: Failure.self) { _ = try Self.find(in: scratch) }
    #expect(error?.message.text.contains(": not a list of trusted files") == true)
  }
}
