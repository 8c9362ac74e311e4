import Bytes
@testable import Policy
import TestSupport
import Testing

/// The kind of a file, determined before its keys are interpreted.
@Suite struct PolicyDocumentTests {
  /// layer, text, whether it is a file of Codex itself, whether it is a requirements file, the dialect that it chooses
  static let table: [(Layer, String, Bool, Bool, Dialect?)] = [
    (.named, "", false, false, nil),
    (.named, "model = 'x'", true, false, nil),
    (.user, "model = 'x'", false, false, nil),
    (.named, "[requirements]", false, true, nil),
    (.user, "[requirements]", false, false, nil),
    (.requirements, "", false, true, nil),
    (.user, "dialect = 'codex'", false, false, .codex),
    (.user, "dialect = 'envscrub'", false, false, .envscrub),
    (.user, "dialect = 'codex '", false, false, nil),
    (.user, "dialect = 'envscrub codex'", false, false, nil),
    (.user, "dialect = 1", false, false, nil),
  ]

  @Test(arguments: table)
  func kind(layer: Layer, text: String, isCodexFile: Bool, isRequirements: Bool, dialect: Dialect?) throws {
    let document = try PolicyDocument(ByteString(text), layer: layer, seed: 1)
    #expect(document.isCodexFile == isCodexFile)
    #expect(document.isRequirements == isRequirements)
    #expect(document.dialect?.value == dialect)
    #expect(document.reading(underCodex: false) == .own)
    #expect(document.reading(underCodex: true) == (isCodexFile ? .codexFile : .ownUnderCodex))
  }

  @Test func profiles() throws {
    let document = try PolicyDocument("[profiles.ci]\n[profiles.'a b']", layer: .user, seed: 1)
    #expect(document.hasProfile("ci") && document.hasProfile("a b"))
    for name in namesNear("ci") { #expect(!document.hasProfile(name), "\(name.debugDescription)") }
    #expect(try !PolicyDocument("profile = 'ci'", layer: .user, seed: 1).hasProfile("ci"))
  }
}
