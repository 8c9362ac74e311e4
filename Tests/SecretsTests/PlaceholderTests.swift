import Bytes
@testable import Secrets
import TestSupport
import Testing

struct PlaceholderTests {
  @Test(arguments: [
    "", "{", "{{ password }}", "<password>", "[password]", "${PASSWORD}", "$(cat /run/x)", "$PASSWORD", "$password", "$PASS/rest", "%PASSWORD%",
    "%s", "%(password)s", "xxxx", "***", "REDACTED", "redacted", "[", "{{", "<a>/x", "{dbPassword2}", "{0}", "{{ Pw2 }}", "<%= ENV[", "<?php", "{$Pw2}", "{type:String,min:8}",
    "{length: 8, and more of a list that was cut off here",
  ])
  func isOne(text: ByteString) { #expect(Placeholder.isOne(text)) }

  /// A weak password is no placeholder: it gives access.
  @Test(arguments: ["x", "xx", "password", "changeme", "111111", "$", "$Pass1word", "$/x", "%", "%PASSWORD", "50%", "xxxy", "a$PASSWORD", "{x", "<x1", "[x>", "{Fake12!}"])
  func isNone(text: ByteString) { #expect(!Placeholder.isOne(text)) }
}
