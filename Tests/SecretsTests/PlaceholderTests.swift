import Bytes
@testable import Secrets
import TestSupport
import Testing

struct PlaceholderTests {
  @Test(arguments: [
    "", "{", "{{ password }}", "<password>", "[password]", "${PASSWORD}", "$(cat /run/x)", "$PASSWORD", "$password", "$PASS/rest", "%PASSWORD%",
    "%s", "%(password)s", "xxxx", "***", "REDACTED", "redacted",
  ])
  func isOne(text: ByteString) { #expect(Placeholder.isOne(text)) }

  /// A weak password is no placeholder: it gives access.
  @Test(arguments: ["x", "xx", "password", "changeme", "111111", "$", "$Pass1word", "$/x", "%", "%PASSWORD", "50%", "xxxy", "a$PASSWORD"])
  func isNone(text: ByteString) { #expect(!Placeholder.isOne(text)) }
}
