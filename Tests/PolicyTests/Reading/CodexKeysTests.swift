import Bytes
@testable import Policy
import TestSupport
import Testing
import TOML

@Suite struct CodexKeysTests {
  /// a key, whether it is a top-level key of Codex's own file
  static let keys: [(ByteString, Bool)] = [
    ("model", true), ("sandbox_mode", true), ("zsh_path", true), ("agents", true),
    ("model_anything", true), ("experimental_use_profile", true),
    // A prefix alone is no key.
    ("model_", false), ("experimental_", false),
    ("profile", false), ("Model", false), ("mode", false), ("xmodel_x", false), ("agents analytics", false), ("", false),
  ]
  @Test(arguments: keys)
  func contains(key: ByteString, expected: Bool) { #expect(CodexKeys.contains(key) == expected) }

  @Test func nothingNearThem() {
    for name in namesNear("tools") { #expect(!CodexKeys.contains(name), "\(name.debugDescription)") }
  }

  /// an unknown key of the table, the one that it was probably meant to be
  static let nearest: [(ByteString, ByteString?)] = [
    ("include", "include_only"), ("includes", "include_only"), ("excludes", "exclude"), ("Inherit", "inherit"),
    ("filter", "filters"), ("keep", nil), ("", nil),
  ]
  @Test(arguments: nearest)
  func nearestInTable(key: ByteString, expected: ByteString?) { #expect(CodexKeys.nearestInTable(to: key) == expected) }

  /// a document, its first key that only Codex's file has
  static let documents: [(ByteString, String?)] = [
    ("model = 'x'\napproval_policy = 'never'", "model"),
    ("profile = 'a'\n[profiles.a]\n[audit]", nil),
    ("seal = true\n[tui]", "tui"),
    ("[a]\nmodel = 'x'", nil),
    ("", nil),
  ]
  @Test(arguments: documents)
  func firstKey(text: ByteString, expected: String?) throws {
    let document = try TOMLDocument(parsing: text, seed: 1)
    #expect(document.firstCodexKey.map { document.key(of: $0).text } == expected)
  }
}
