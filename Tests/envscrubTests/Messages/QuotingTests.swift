import Bytes
import TestSupport
import Testing
@testable import envscrub

struct QuotingTests {
  /// bytes, quoted by `quote` and by `quoteaf` of GNU's programs in the C locale
  static let table: [(ByteString, String, String)] = [
    ("", "''", "''"),
    ("a b", "'a b'", "'a b'"),
    ("it's", #"'it\'s'"#, #""it's""#),
    ("it's $x", #"'it\'s $x'"#, #"'it'\''s $x'"#),
    ("it's ~", #"'it\'s ~'"#, #"'it'\''s ~'"#),
    ("~'", #"'~\''"#, #""~'""#),
    ("#'", #"'#\''"#, "\"#'\""),
    ("'{}", #"'\'{}'"#, #"''\''{}'"#),
    ("'", #"'\''"#, #""'""#),
    ("'\n", #"'\'\n'"#, #"''\'''$'\n'"#),
    ("\n'", #"'\n\''"#, #"''$'\n'\'''"#),
    ("\\", #"'\\'"#, #"'\'"#),
    ("\"", #"'"'"#, #"'"'"#),
    ("a\nb", #"'a\nb'"#, #"'a'$'\n''b'"#),
    ("a\t\u{1}\u{7F}", #"'a\t\001\177'"#, #"'a'$'\t\001\177'"#),
    ("\u{7}\u{8}\u{B}\u{C}\r", #"'\a\b\v\f\r'"#, #"''$'\a\b\v\f\r'"#),
    ("é", #"'\303\251'"#, #"''$'\303\251'"#),
  ]
  @Test(arguments: table)
  func quoted(bytes: ByteString, plain: String, shell: String) {
    #expect(written { $0.write(quoted: bytes) } == plain)
    #expect(written { $0.write(shellQuoted: bytes) } == shell)
  }
}
