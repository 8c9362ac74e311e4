import Bytes
@testable import Secrets
import TestSupport
import Testing

struct DelimitersTests {
  /// value, the place of the delimiter, the form that is found there
  static let table: [(ByteString, Int, ValueForm.Structure?)] = [
    ("ftp://u:fake1@h", 3, .urlPassword), ("ftp:\\/\\/u:fake1@h", 3, .urlPassword), ("ftp:/u:fake1@h", 3, nil),
    ("pwd=fake1", 3, .connectionPassword), ("password%3Dfake1", 8, .connectionPassword), ("password%3Afake1", 8, nil),
    ("\"password\": \"fake1\"", 9, .named), ("\\\"password\\\": \\\"fake1\\\"", 10, .named), ("u:fake1@tcp(h)/d", 11, .mySQLPassword),
    ("u:fake1@udp(h)/d", 11, nil), ("u:fake1@/d", 7, .mySQLPassword), ("<password>fake1</password>", 9, .connectionPassword),
    ("jdbc:oracle:thin:u/fake1@h", 16, .connectionPassword), ("bearer abcdefgh12345678", 6, .bearer),
    ("bearer%20abcdefgh12345678", 6, .bearer), ("x_bearer abcdefgh12345678", 8, nil), ("-u me:fake1", 2, .option),
    ("-- API_KEY=x", 2, .makeVariable), ("-x API_KEY=x", 2, nil), ("h:5432:d:u:fake1", 6, .passwordFile),
    ("secret-token:abcdefgh12345678", 12, .secretToken),
  ]
  @Test(arguments: table)
  func form(value: ByteString, place: Int, structure: ValueForm.Structure?) {
    var search = Search(value)
    #expect(Delimiters.form(at: place, search: &search) == structure.map { ValueForm($0) })
    search.runs.release()
  }

  /// a line, the place of its second colon, whether it is one of a password file
  static let lines: [(ByteString, Int, Bool)] = [
    ("db:5432:app:me:fake1", 7, true), ("*:5432:*:me:fake1", 6, true), ("x\ndb:5432:app:me:fa\\:ke", 9, true), ("db:12345:a:b:c", 8, true),
    ("db:123:app:me:fake1", 6, false), ("db:123456:app:me:fake1", 9, false), ("x/db:5432:app:me:fake1", 9, false),
    ("x db:5432:app:me:fake1", 9, false), ("db:5432:app:me:", 7, false), ("db:5432::me:fake1", 7, false), ("db:5432:app:me:a:b", 7, false),
    ("db:5432:app:me:${PW}", 7, false), ("db:5432:app/x:me:fake1", 7, false),
  ]
  @Test(arguments: lines)
  func passwordFile(line: ByteString, port: Int, isOne: Bool) { #expect(PasswordFile.isLine(line, port: port) == isOne) }

  @Test func wordsBesideAPlace() {
    let value: ByteString = "my_Token=x"
    #expect(value.ends(at: 8, with: "token") && !value.ends(at: 8, with: "tokens") && !value.ends(at: 2, with: "token"))
    #expect(!value.ends(at: 8, withWord: "token") && value.ends(at: 8, withWord: "my_token"))
    #expect(value.begins(at: 8, with: "=x") && !value.begins(at: 8, with: "=x ") && !value.begins(at: 3, with: "token"))
  }
}
