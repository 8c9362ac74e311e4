import Bytes
import Globs
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Findings of lint and `--check`, and their messages.
struct FindingTests {
  /// the content of a policy table, the messages about its items in their order
  static let table: [(String, [String])] = [
    (
      "exclude = ['A*', 'AB']",
      [#"everything that this matches is already matched by "A*"  ~/c.toml:2"#]
    ),
    ("exclude = ['A=']", [#"this matches no name: a name holds no "=" and no NUL"#]),
    (
      "include_only = ['AB', 'C']\nexclude = ['A*']",
      [#"this is dropped all the same, by "A*"  ~/c.toml:3"#]
    ),
    (
      "include_only = ['NPM_TOKEN']",
      [#"this is dropped all the same, by the default exclude "@secrets"; to keep it, add it to "keep""#]
    ),
    (
      "inherit = 'core'\ninclude_only = ['EDITOR', 'L*']",
      [#"with inherit = "core" this picks nothing: it matches no core name"#]
    ),
    (
      "inherit = ['A', 'C']\ninclude_only = ['B', 'C']", [#"this picks nothing: no pattern of "inherit" matches it"#]
    ),
    ("keep = ['EDITOR']", ["no default exclude drops what this keeps"]),
    ("keep = ['NPM_TOKEN']\nunset = ['NPM_TOKEN']", [#"this is dropped all the same, by unset "NPM_TOKEN"  ~/c.toml:3"#]),
    (
      "inherit = ['core', 'al']",
      [
        #"this is a pattern here, which matches a variable of that name alone; did you mean "@core"?"#,
        #"this is a pattern here, which matches a variable of that name alone; did you mean inherit = "all"?"#,
      ]
    ),
    ("unset = ['A*']", ["this is a name here, not a pattern; exclude takes patterns"]),
    ("keep = ['/^A/']", ["a regular expression? Patterns are globs, so this matches no real name"]),
    ("set = { PATH = 'x' }", [#"a requirement forbids this assignment: "PATH"  /etc/r.toml:2"#]),
    (
      "set = { A = '$HOME' }", [#"nothing is expanded in a value: the command gets this "$" and the name as they are"#]
    ),
    (
      "set = { A = '\(String(repeating: "x", count: 131_070))' }",
      ["this name and its value have more than 128 KiB, which the kernel passes to no command"]
    ),
    (
      "keep = ['NPM_*, GH_*']",
      [#""," stands for itself in a pattern, so this matches no real name; write ["NPM_*", "GH_*"]"#]
    ),
    (
      "exclude = ['^AWS_']",
      [#"a leading "^" stands for itself in a pattern, so this matches no real name; write "AWS_*""#]
    ),
    (
      "exclude = ['A B', 'C|D', '{E', 'F$', 'G.*H[']".replacing("[']", with: "']"),
      [
        #"a blank stands for itself in a pattern, so this matches no real name; write ["A", "B"]"#,
        #""|" stands for itself in a pattern, so this matches no real name; write ["C", "D"]"#,
        "a brace stands for itself in a pattern, so this matches no real name",
        #"a trailing "$" stands for itself in a pattern, so this matches no real name; write "*F""#,
        #""." before "*" stands for itself in a pattern, so this matches no real name; write "G*H""#,
      ]
    ),
  ]

  @Test(arguments: table)
  func warning(table: String, expected: [String]) throws {
    let text = ByteString("[shell_environment_policy]\n\(table)\n")
    let layer = try LayerReader.read(PolicyDocument(text, layer: .user, seed: 1)).layer
    let forbidding: ByteString = "[requirements]\nset.forbidden = ['PATH']"
    let places = Places(
      [
        PolicySource(layer: .user, path: "/home/u/c.toml", status: .read, text: text),
        PolicySource(layer: .requirements, path: "/etc/r.toml", status: .read, text: forbidding),
      ], home: "/home/u")
    var policy = Policy()
    policy.merge(layer)
    policy.mergeCommandLine(PolicyLayer())
    let requirements = try RequirementsReader.read(
      PolicyDocument(forbidding, layer: .requirements, file: 1, seed: 1))
    var lint = Lint()
    lint.check(layer, in: policy, requirements)
    let notes = lint.notes.sorted { $0.origin.place < $1.origin.place }
    #expect(notes.map { Finding.warning($0, in: places).text } == expected)
  }

  @Test func holdsCredential() throws {
    let text = ByteString("[shell_environment_policy]\nset = { A = 'postgres://user:hunter2x@db/x' }")
    let layer = try LayerReader.read(PolicyDocument(text, layer: .user, seed: 1)).layer
    var policy = Policy()
    policy.merge(layer)
    var lint = Lint()
    lint.check(layer, in: policy, Requirements())
    #expect(lint.notes.count == 1)
    for note in lint.notes {
      let words = Finding.warning(note, in: Places(List(), home: nil)).text
      #expect(words.hasPrefix("this value holds a credential (") && !words.contains("hunter2x"))
    }
  }

  @Test func expectations() {
    #expect(Finding.unexpected("A\n", isKept: true).text == #""A\x0a" is expected to be dropped, but kept"#)
    #expect(Finding.unexpected("A", isKept: false).text == #""A" is expected to be kept, but dropped"#)
  }

  @Test func profiles() {
    #expect(Finding.profileElsewhere("p").text == #"this file defines no profile "p""#)
    #expect(Finding.noProfileOption("p", program: "env").text == "env: --profile: this file defines no profile \"p\"\n")
  }

  /// file and place of two findings, whether the first comes first; files in the order 1, 0
  static let orders: [((Int, String), (Int, String), Bool)] = [
    ((0, "1:1"), (1, "9:9"), false),
    ((1, "9:9"), (0, "1:1"), true),
    ((0, "1:2"), (0, "2:1"), true),
    ((0, "2:1"), (0, "1:2"), false),
    ((0, "1:1"), (0, "1:2"), true),
    ((0, "1:1"), (0, "1:1"), false),
    ((0, ""), (0, "1:1"), false),
    ((0, "1:1"), (0, ""), false),
  ]
  @Test(arguments: orders)
  func order(first: (Int, String), second: (Int, String), expected: Bool) throws {
    #expect(try Self.finding(first).precedes(Self.finding(second), [1, 0]) == expected)
  }

  /// - Parameter place: a place in a text of ten lines with ten blanks each; empty for the file as a whole.
  private static func finding(_ place: (file: Int, place: String)) throws -> Finding {
    let numbers = place.place.split(separator: ":").compactMap { Int($0) }
    if numbers.isEmpty { return Finding(unusable: "x", file: place.file) }
    let text = String(repeating: String(repeating: " ", count: 10) + "\n", count: 10)
    let document = try PolicyDocument(ByteString(text), layer: .user, seed: 1)
    let error = document.error(.emptyName, at: (numbers[0] - 1) * 11 + numbers[1] - 1)
    return Finding("x", isWarning: true, at: error, file: place.file)
  }
}
