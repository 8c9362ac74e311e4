import Bytes
@testable import Secrets
import TestSupport
import Testing

struct NamedValueTests {
  /// text before the separator, separator and text after it; the form
  static let table: [(ByteString, ByteString, NamedValue.Separator, ValueForm.Structure?)] = [
    ("password=", "fake1", .equals, .connectionPassword), ("PASSWORD=", "'fake1'", .equals, .connectionPassword),
    ("password=", "true", .equals, nil), ("password=", "${PW}", .equals, nil), ("password=", "", .equals, nil),
    ("password:", " fake1", .colon, .named), ("my password:", " two words", .colon, nil),
    ("--password ", "fake1", .option, .option), ("--password ", "-v", .option, nil), ("a password ", "fake1", .option, nil),
    ("bypass=", "fake1", .equals, nil), ("_pass=", "fake1", .equals, .connectionPassword), ("pwd=", "/home/me", .equals, nil),
    ("token=", "abcdefgh12345678", .equals, .named), ("token=", "abcdefghabcdefgh", .equals, nil), ("token=", "abc12345", .equals, nil),
    ("sig=", "abcdefghij1234567890", .equals, .signedURL), ("xsig=", "abcdefghij1234567890", .equals, nil),
    ("authorization:", " token fake1234", .colon, .authorization), ("authorization:", " none", .colon, nil),
    ("no such key=", "abcdefgh12345678", .equals, nil), ("sessionid=", "abcdefgh12345678", .equals, .named),
    ("PHPSESSID=", "abcdefgh12345678abcdefgh", .equals, .named), ("sessionid=", "abc12345", .equals, nil),
    ("--oauth2-bearer ", "abcdefgh12345678", .option, .option), ("--user ", "me:fake12", .option, .option), ("--proxy-user ", "me:fake12", .option, .option),
    ("--user=", "me:fake12", .equals, .option), ("user=", "me:fake12", .equals, nil), ("x--user ", "me:fake12", .option, nil),
    ("--user ", "www-data:www-data", .option, nil), ("--user ", "1000:1000", .option, nil), ("--user ", "me", .option, nil),
    // A separator within a key is any of them, or none.
    ("api.key=", "abcdefgh12345678", .equals, .named), ("apikey=", "abcdefgh12345678", .equals, .named), ("Encryption-Key=", "abcdefgh12345678", .equals, .named),
    ("api+key=", "abcdefgh12345678", .equals, nil), ("xsas=", "abcdefgh12345678", .equals, nil), ("x_sas=", "abcdefgh12345678", .equals, .named),
    // A colon without a blank.
    ("PRIVATE-TOKEN:", "abcdefgh12345678", .compactColon, .named), ("pass:", "fake12345", .compactColon, .named), ("bypass:", "fake12345", .compactColon, nil),
    ("map[password:", "fake12345 user:a]", .compactColon, .named), ("password:", "fake1", .compactColon, nil), ("password:", "required", .compactColon, nil),
    ("arn:aws:secretsmanager:eu-west-1:1:secret:", "abcdefgh12345678", .compactColon, nil), ("team/my-secret:", "abcdefgh12345678", .compactColon, nil),
    ("token:", "20240101.abcdefgh.1234", .compactColon, nil), ("secret:", "kv/abcdefgh12345678", .compactColon, nil), ("token:", "a:abcdefgh12345678", .compactColon, nil),
    // Colours of files' names, in LS_COLORS.
    ("*passwd=", "0:*shadow=0", .equals, nil), ("*passwd=", "fake1", .equals, .connectionPassword),
    ("passwd=", "01;31", .equals, .connectionPassword),
    // What only says where the secret is.
    // Placeholders have both brackets; ODBC has a password itself in braces.
    ("password=", "<your password> x", .equals, nil), ("password=", "<fake1", .equals, .connectionPassword), ("password:", " [fake1", .colon, .named),
    ("Pwd=", "{Fake12!};", .equals, .connectionPassword), ("Pwd=", "{your_password_here};", .equals, nil), ("Pwd=", "{0};", .equals, nil),
    ("password=", "{minLength: 8, hasUpperCase: true, hasNumbers: true, hasSymbols: true}", .equals, nil), ("password=", "{", .equals, nil),
    ("private_key:", " /etc/ssl/private/server1.example.key", .colon, nil), ("privatekey=", "/home/someone/private/server1.key", .equals, nil),
    ("privatekey=", "/Ab9/abcdefgh12345678abcdefgh", .equals, .accessKey), ("secret:", " projects/1234567890/secrets/a/versions/3", .colon, nil),
    ("api_key:", " os.environ/FAKE_API_KEY_2", .colon, nil), ("token:", " process.env.FAKE_TOKEN", .colon, nil),
    ("password=", "getenv('PW')", .equals, nil), ("password=", "ENV['PW']", .equals, nil), ("password:", " files", .colon, nil), ("password:", " fi(les", .colon, .named),
  ]
  @Test(arguments: table)
  func form(before: ByteString, after: ByteString, separator: NamedValue.Separator, structure: ValueForm.Structure?) {
    var search = Search(ByteString(copying: before.array + after.array))
    let form = NamedValue.form(key: before.count - 1, value: before.count, separator: separator, search: &search)
    #expect(form == structure.map { ValueForm($0) })
    search.runs.release()
  }

  /// content, the fewest bytes, whether it is a token of RFC 6750
  static let tokens: [(ByteString, Int, Bool)] = [
    ("abcdefgh12345678", 16, true), ("abcdefgh12345678", 17, false), ("abcdefghijklmnop", 16, false), ("abcdefghIJKLMNOP", 16, true),
    ("ABCDEFGHIJKLMNOP", 16, false), ("abc123 defghijkl", 16, false), ("a1", 1, true), ("", 1, false),
  ]
  @Test(arguments: tokens)
  func token(content: ByteString, least: Int, isOne: Bool) { #expect(NamedValue.isToken(content, least: least) == isOne) }

  @Test(arguments: [("me:fake1", true), (":fake1", true), ("me:", false), ("me fake1", false), ("me:fa\u{1}ke", false), ("", false)])
  func basic(text: String, isOne: Bool) { #expect(NamedValue.isBasic(ByteString(FakeSecret.base64(text)), from: 0) == isOne) }

  /// what follows `-u `, whether it is a user with a password
  @Test(arguments: [
    ("me:fake1", true), ("'me:fa ke'", true), ("me@x.example:fake1", true), ("1000:1000", false), ("me", false), ("me:", false),
    (":fake1", false), ("me:$PW", false), ("a:/b", false), ("", false),
  ] as [(ByteString, Bool)])
  func userOption(text: ByteString, isOne: Bool) { #expect(NamedValue.isUserOption(text, from: 0) == isOne) }

  /// what follows `--user `, whose password must not look like a group, whether it is a user with a password
  @Test(arguments: [("me:fake12", true), ("me:Fakery", true), ("me:fakery", false), ("me:fa1", false), ("1000:1000", false)] as [(ByteString, Bool)])
  func strictUserOption(text: ByteString, isOne: Bool) {
    #expect(NamedValue.isUserOption(text, from: 0, isStrict: true) == isOne)
  }

  /// A quoted key and its value, as PHP, Ruby and JSON write them.
  @Test(arguments: [
    ("'password'=>'fake1'", true), ("'password' => 'fake1'", true), ("'password': 'fake1'", true), ("'password'>'fake1'", false), ("'password'", false),
    ("'password' => fake1", false), ("'password'=", false), ("password => 'fake1'", true), ("password = 'fake1'", true),
    ("\"password\" = \"fake1\"", true), ("\"password\"=\"fake1\"", true), ("\"password\" = fake1", false),
    ("<add key=\"DbPassword\" value=\"fake1\" />", true), ("<add key=\"DbPassword\" value=\"\" />", false), ("password := 'fake1'", true), ("[\"password\"] = \"fake1\"", true), ("$a['password']='fake1'", true), ("{\"pwd\": \"fake1\"}", true),
    ("{\"pwd\": \"/home/me\"}", false), ("{\"cpwd\": \"fake1\"}", false),
    ("{user: 'me', password: 'fake1'}", true), ("{password: 'fake1'}", true), ("f({ user: me, password: \"fake1\" })", true),
    ("a user, password: fake1", false), ("(password: 'fake1')", false), ("{password: fake1}", false), ("password => ENV['PW']", false), ("password = getenv('PW')", false), ("password =>", false),
  ] as [(ByteString, Bool)])
  func quotedKey(text: ByteString, isOne: Bool) { #expect((ValueScanner.form(of: text) == ValueForm(.named)) == isOne) }

  /// what follows `machine `, whether it is an entry of a .netrc file
  @Test(arguments: [
    ("h login me password fake1", true), ("h\nlogin me\naccount a\npassword fake1", true), ("h password fake1", true),
    ("h login me", false), ("h login me password", false), ("h login me password $PW", false), ("h port 1 password fake1", false), ("", false),
  ] as [(ByteString, Bool)])
  func netrc(text: ByteString, isOne: Bool) { #expect(NamedValue.isNetrc(text, from: 0) == isOne) }
}
