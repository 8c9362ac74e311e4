import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// A policy file, and what is shown of it before it is trusted.
struct PolicyTextTests {
  static let table: [(String, String)] = [
    ("", "p\n"),
    (
      """
      profile = "ci"
      close_fds = true
      [shell_environment_policy]
      inherit = "core"
      keep = ["A_TOKEN"]
      exclude = []
      set = { S = "secret", T = "other" }
      unset = ["TMOUT"]
      [profiles.ci]
      no_new_privs = true
      """,
      """
      p
        profile                 ci
        inherit                 core
        keep                    "A_TOKEN"
        exclude                 none
        set                     S, T  (values are in the file)
        unset                   "TMOUT"
        close_fds               true
      profile ci
        no_new_privs            true

      """
    ),
  ]
  @Test(arguments: table)
  func shown(text: String, expected: String) throws {
    let content = try LayerReader.read(PolicyDocument(ByteString(text), layer: .project, seed: 1))
    let lines = written { $0.write(content, .envscrub, of: "p") }
    #expect(lines.split(separator: "\n").sorted() == expected.split(separator: "\n").sorted())
    #expect(!lines.contains("secret"))
  }

  static let records: [(ByteString, String)] = [
    ("/a b", "  /a b\n"), ("/a\\b", #"  /a\\b"# + "\n"), ("/a\nb", #"  /a\nb"# + "\n"), ("/a\u{1B}", #"  /a\x1b"# + "\n"),
  ]
  @Test(arguments: records)
  func lineOfSha256sum(path: ByteString, expected: String) {
    let record = TrustList.Record(digest: SHA256.digest(of: ""), path: path)
    let line = written { $0.write(lineOf: record) }
    #expect(line.hasSuffix("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" + expected))
    #expect(line.hasPrefix("\\") == (expected.contains("\\\\") || expected.contains("\\n")))
  }
}
