import Bytes
@testable import Secrets
import TestSupport
import Testing

struct URLFormTests {
  /// what precedes `://`, what follows it, the form
  static let table: [(ByteString, ByteString, ValueForm.Structure?)] = [
    ("ftp", "u:fake1@h", .urlPassword), ("ftp", ":fake1@h", .urlPassword), ("ftp", "u:@h", nil), ("ftp", "u@h", nil),
    ("ftp", "h:80/x@y", nil), ("ftp", "h:80?x@y", nil), ("ftp", "u:80x@h", .urlPassword), ("ftp", "u:a/b@h", .urlPassword),
    ("ftp", "u:$PW@h", nil), ("ftp", "me@x.example:fake1@h", .urlPassword), ("ftp", "u:a b@h", .urlPassword), ("see ftp", "u:a b@h", nil),
    ("ftp", "h:x,ftp://u@h", nil), ("docker", "alpine:3.20@sha256:0123", nil),
    ("https", "abcdefgh12345678abcdefgh@h", .urlPassword), ("https", "abcdefgh@h", nil),
    ("https", "abcdef0123456789abcdef0123456789@h", nil), ("nats", "abcdef0123456789abcdef012345678Z@h", .urlPassword),
    ("vless", "01234567-89ab-cdef-0123-456789abcdef@h", .urlPassword), ("https", "0123456-789ab-cdef-0123-456789abcdef@h", nil),
    ("https", "nosnch.in/abcdef0123", .webhook), ("https", "nosnch.in/abc", nil),
    ("https", "hub.docker.com/api/build/v1/source/01234567-89ab-cdef-0123-456789abcdef/trigger/01234567-89ab-cdef-0123-456789abcdef/call/", .webhook),
    ("https", "hooks.slack.com/services/T12345678/B12345678/abcdefgh12345678abcdefgh", .webhook),
    ("https", "hooks.slack.com:443/services/T12345678/B12345678/abcdefgh12345678abcdefgh", .webhook),
    ("https", "hooks.slack.com/services/", nil), ("https", "hooks.slack.example/services/T12345678/B12345678/abcdefgh12345678abcdefgh", nil),
    ("https", "hook.eu1.make.com/abcdefgh12345678abcdefgh", .webhook), ("https", "hook.us1.make.celonis.com/abcdefgh12345678abcdefgh", .webhook),
    ("https", "discord.com/api/v10/webhooks/1/" + String(repeating: "abc123", count: 14), .webhook),
    ("https", "x.webhook.office.com/webhookb2/abcdefgh12345678abcdefgh12345678abcd", .webhook),
    ("discord", "abcdefgh12345678abcdefgh", .notification), ("discord", "channel/general", nil), ("nosuch", "abcdefgh12345678abcdefgh", nil),
  ]
  @Test(arguments: table)
  func form(scheme: ByteString, rest: ByteString, structure: ValueForm.Structure?) {
    var search = Search(ByteString(copying: scheme.array + Array("://".utf8) + rest.array))
    let form = URLForm.form(scheme: scheme.count, from: scheme.count + 3, search: &search)
    #expect(form == structure.map { ValueForm($0) })
    search.runs.release()
  }

  /// the text before `@tcp(`, whether it is a user with a password
  @Test(arguments: [
    ("me:fake1", true), ("dsn=x me:fake1", true), ("me", false), (":fake1", false), ("me:", false), ("me:$PW", false),
  ] as [(ByteString, Bool)])
  func mySQL(user: ByteString, isOne: Bool) {
    let value = ByteString(copying: user.array + Array("@tcp(h)/d".utf8))
    #expect(URLForm.mySQLForm(in: value, from: 0, before: user.count + 4) == (isOne ? ValueForm(.mySQLPassword) : nil))
  }

  @Test(arguments: [
    ("scott/fake1@//db:1521/x", true), ("scott/fa/ke@db", true), ("@db:1521:x", false), ("scott/@db", false), ("/fake1@db", false),
    ("scott/${PW}@db", false), ("scott/fake1", false), ("sco tt/fake1@db", false),
  ] as [(ByteString, Bool)])
  func oracle(text: ByteString, isOne: Bool) { #expect(URLForm.isOracle(text, from: 0) == isOne) }
}

private func + (left: ByteString, right: String) -> ByteString { ByteString(left.text + right) }
