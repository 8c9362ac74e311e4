import Bytes
import Globs
import Policy
import TestSupport
import Testing
import TOML
@testable import envscrub

/// Each kind of error in a policy file, and its message.
struct ConfigurationWordingTests {
  private static let here = OtherPlace(location: SourceLocation(line: 3, column: 7))
  private static let there = OtherPlace(file: "/etc/a.toml", location: SourceLocation(line: 3, column: 7))

  static let table: [(ConfigurationError.Kind, String)] = [
    (.unknownKey("excude", nearest: "exclude"), #"unknown key "excude"; did you mean "exclude"?"#),
    (.unknownKey("\u{1B}", nearest: nil), #"unknown key "\x1b""#),
    (.misplacedKey("keep", table: "shell_environment_policy"), #""keep" belongs in the table [shell_environment_policy]"#),
    (.misplacedRootKey("audit"), #""audit" is not a key of this table; it belongs at the top level of the file"#),
    (
      .misplacedRootKey("shell_environment_policy"),
      #""shell_environment_policy" is not a key of this table; write the keys of the policy here without it"#
    ),
    (.unusableShell(code: 2), "this shell can't be run: No such file or directory"),
    (.notInCodex("keep", chosen: nil), #"Codex's dialect, which counts here, has no "keep""#),
    (.notInCodex("keep", chosen: here), #"Codex's dialect, which is chosen at line 3:7, has no "keep""#),
    (.notInCodex("keep", chosen: there), #"Codex's dialect, which is chosen at /etc/a.toml:3:7, has no "keep""#),
    (.otherFile("requirements"), #""requirements" belongs in /etc/envscrub/requirements.toml and requirements.d"#),
    (.otherFile("profiles"), #""profiles" belongs in policy files, not in requirements files"#),
    (.expected(.patterns, key: "keep"), #""keep" takes an array of strings: ["AWS_*", "NPM_TOKEN"]"#),
    (.expected(.assignments, key: "set"), #""set" takes a table of strings: { NAME = "value" }"#),
    (.expectedTable(key: "login", header: "login"), #""login" is a table: write [login] on a line of its own"#),
    (.expectedTables(key: "expect", header: "expect"), #""expect" is an array of tables: write [[expect]] above each of them"#),
    (.unknownWord(key: "a", words: "x", nearest: nil), #""a" takes "x""#),
    (.unknownWord(key: "a", words: "x y", nearest: nil), #""a" takes "x" or "y""#),
    (.unknownWord(key: "a", words: "x y z", nearest: "y"), #""a" takes "x", "y" or "z"; did you mean "y"?"#),
    (.unknownMode(.inherit, nearest: nil), #""inherit" takes "all", "core" or "none", or an array of patterns: ["@core", "MYAPP_*"]"#),
    (.unknownValue(.inherit), #"the allowed values of "inherit" are an array of "all", "core" or "none""#),
    (.unknownValue(.closeFds), #"the allowed values of "close_fds" are an array of true or false"#),
    (.unknownValue(.seal), #"the allowed values of "seal" are an array of true, false or "if-possible""#),
    (.expectedFlag(.closeFds), #""close_fds" takes true or false, without quotes"#),
    (.expectedFlag(.seal), #""seal" takes true, false or "if-possible""#),
    (.pattern(.empty), #"an empty pattern matches nothing; write "*" for any name"#),
    (.pattern(.tooLong), "a pattern has at most \(Pattern.limit) bytes"),
    (.unknownGroup(nearest: nil), #"no group of this name; a name that begins with "@" is written \@"#),
    (.unknownGroup(nearest: "@core"), #"no group of this name; did you mean "@core"? A name that begins with "@" is written \@"#),
    (.filterTwice(other: here), "this filter differs only in case from the one at line 3:7"),
    (.contradiction(.nothingAllowed(.seal), other: there), #"this and another file allow no common value of "seal": see /etc/a.toml:3:7"#),
    (.contradiction(.noProfileAllowed, other: there), "this and another file allow no common profile: see /etc/a.toml:3:7"),
    (.contradiction(.assignments("A"), other: there), #"another file requires a different value of "A": see /etc/a.toml:3:7"#),
    (.contradiction(.audit(.file), other: there), #"another file requires a different value of "file": see /etc/a.toml:3:7"#),
    (.noSuchProfile("cii", nearest: "ci"), #"none of the policy files of this run defines a profile "cii"; did you mean "ci"?"#),
  ]
  @Test(arguments: table)
  func words(kind: ConfigurationError.Kind, expected: String) {
    #expect(written { $0.write(kind) } == expected)
  }

  static let patterns: [(PatternError.Kind, String)] = [
    (.openClass, #"this class is not closed; a "[" itself is written \["#),
    (.reversedRange, "this range is reversed"),
    (.trailingBackslash, #"nothing follows this backslash; a backslash itself is written \\"#),
  ]
  @Test(arguments: patterns)
  func wordsOfPatterns(kind: PatternError.Kind, expected: String) {
    #expect(written { $0.write(kind) } == expected)
  }
}
