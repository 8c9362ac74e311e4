import Bytes
import Glibc
@testable import Secrets
import TestSupport
import Testing


@Suite struct ValueScannerTests {
  /// Templates of `FakeSecret.text`, and the structure that each has.
  static let structures: [(String, ValueForm.Structure)] = [
    ("{--}BEGIN RSA PRIVATE KEY{--}\n{b64}\n", .privateKey),
    ("{--}BEGIN PRIVATE KEY{--}\\n{b64}\\n", .privateKey),
    ("{--}BEGIN ENCRYPTED PRIVATE KEY{--}\n{b64}", .privateKey),
    ("{--}BEGIN OPENSSH PRIVATE KEY{--} {b64}", .privateKey),
    ("x\\n{--}BEGIN DSA PRIVATE KEY{--}\n{b64}", .privateKey),
    ("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n{b64}", .privateKey),
    ("{--}BEGIN PGP PRIVATE KEY BLOCK{--}\nVersion: 1\n\n{b64}", .privateKey),
    ("{--}BEGIN EC PRIVATE KEY{--}\nProc-Type: 4,ENCRYPTED\n\n{b64}", .privateKey),
    ("{(}\"private_key\": \"{--}BEGIN PRIVATE KEY{--}\\n{b64}\"{)}", .privateKey),
    ("postgres://app:fake1@db/app", .urlPassword),
    ("a list: x, mongodb+srv://app:fake1@db/app", .urlPassword),
    ("redis://:fake1@db:6379", .urlPassword),
    ("http://user:p@proxy:3128", .urlPassword),
    ("https://fake1:x-oauth-basic@git.example.com", .urlPassword),
    ("postgres://app:#fa/ke?1@db", .urlPassword),
    ("postgres://app:12345@db", .urlPassword),
    ("smtp://me@example.com:fake1@mx", .urlPassword),
    ("ldap://cn=admin,dc=x:fake1@host", .urlPassword),
    ("https:\\/\\/me:fake1@host", .urlPassword),
    ("http://a:8080,http://b:fake1@c", .urlPassword),
    ("app:fake1@tcp(db:3306)/app", .mySQLPassword),
    ("app:fake1@unix(/run/sock)/app", .mySQLPassword),
    ("app:fake1@/app", .mySQLPassword),
    ("Server=x;User Id=a;Password=fake1;", .connectionPassword),
    ("Driver={(}x{)};Uid=a;Pwd=fake1", .connectionPassword),
    ("host=db user=a password=fake1 dbname=d", .connectionPassword),
    ("host=db password='fake 1'", .connectionPassword),
    ("jdbc:postgresql://db/app?user=a&password=fake1", .connectionPassword),
    ("jdbc:oracle:thin:scott/fake1@//db:1521/x", .connectionPassword), ("jdbc:oracle:thin:fred/fake1!@db:1521:x", .connectionPassword),
    ("jdbc:oracle:thin:A/*@db:1521:x", .connectionPassword),
    ("-Djavax.net.ssl.keyStorePassword=fake1", .connectionPassword),
    ("[client]\npassword = fake1", .named),
    ("<password>fake1</password>", .connectionPassword),
    ("DefaultEndpointsProtocol=https;AccountName=a;AccountKey={n86}==;", .accessKey),
    ("Endpoint=sb://x/;SharedAccessKeyName=R;SharedAccessKey={n43}=", .accessKey),
    ("aws_secret_access_key = {n40}", .accessKey),
    ("https://x.azurewebsites.net/api/y?code={n20}-{n20}_{n10}==", .accessKey),
    ("?sv=2022-11-02&sig={n43}%3D", .signedURL),
    ("https://b.example.com/k?X-Amz-Signature={x64}", .signedURL),
    ("https://b.example.com/k?Policy=p&Signature={n40}~&Key-Pair-Id=K", .signedURL),
    ("https://hooks.slack.com/services/T{u8}/B{u8}/{n24}", .webhook),
    ("https://discord.com/api/webhooks/{d18}/{r68}", .webhook),
    ("https://corp.webhook.office.com/webhookb2/{x36}", .webhook),
    ("Authorization: token fake1234", .authorization),
    ("authorization=Basic%20{64:me:fake1},x=y", .authorization),
    ("Authorization=Basic {n32},x=y", .authorization),
    ("{(}\"Authorization\": \"Key fake1234\"{)}", .authorization),
    ("Bearer {n40}", .bearer),
    ("bearer {x32}", .bearer),
    ("Basic {64:me:fake1}", .basic),
    ("x-api-key: {n32}", .named),
    ("{(}\"client_secret\": \"{n24}\"{)}", .named),
    ("{(}'password': 'fake1'{)}", .named),
    ("{(}\\\"password\\\": \\\"fake1\\\"{)}", .named),
    ("users:\n- user:\n    password: fake1\n", .named),
    ("users:\n- user:\n    token: {n40}\n", .named),
    ("//registry.example.com/:_authToken={x8}-{x4}-{x4}-{x4}-{x12}", .named),
    ("{(}\"kty\":\"EC\",\"d\":\"{r43}\"{)}", .named),
    ("{(}\"auths\":{(}\"r.example.com\":{(}\"auth\":\"{64:me:fake1}\"{)}{)}{)}", .registry),
    ("//registry.example.com/:_auth={64:me:fake1}", .registry),
    ("machine example.com login me password fake1", .netrc),
    ("default\nlogin me\npassword fake1\n", .netrc),
    ("{--}BEGIN%20PRIVATE%20KEY{--}%0A{n64}%0A", .privateKey),
    ("postgres://u:pa\"ss@h/db", .urlPassword),
    ("postgres://u:pa ss@h/db", .urlPassword),
    ("postgres://u:pa://ss@h/db", .urlPassword),
    ("https://{n20}1234{n16}@git.example.com/o/r", .urlPassword),
    ("https://hooks.slack.com:443/services/T{u8}/B{u8}/{n24}", .webhook),
    ("https://discord.com/api/v10/webhooks/{d18}/{r68}", .webhook),
    ("https:\\/\\/hooks.slack.com\\/services\\/T{u8}\\/B{u8}\\/{n24}", .webhook),
    ("https://hc-ping.com/{x8}-{x4}-{x4}-{x4}-{x12}", .webhook),
    ("[Peer]\nPresharedKey = {n43}=\n", .accessKey),
    ("-DTOKEN:STRING={n24}", .named),
    ("-DDB_PASSWORD:STRING=fake1", .connectionPassword),
    ("-Dapi.key={n24}", .named),
    ("ansible_host=10.0.0.1 ansible_become_pass=fake1", .connectionPassword),
    ("password: fake1", .named),
    ("{(}\"user\":\"a\",\"pass\":\"fake1\"{)}", .named),
    ("{(}\"k\":\"{r43}\",\"kty\":\"oct\"{)}", .named),
    ("-H PRIVATE-TOKEN:{n20}1", .named),
    ("-in k.pem -passin pass:fake12345", .named),
    ("map[password:fake12345 user:me]", .named),
    ("{(}\"encryptionKey\":\"{n43}=\"{)}", .named),
    ("_my_app_session={x32}; path=/", .named),
    ("connect.sid=s%3A{n32}.{n43}", .named),
    ("-Dsonar.login={x40} -Dsonar.host.url=https://sonar.example.com", .named),
    ("secret-token:{n20}", .secretToken),
    ("db.example.com:5432:app:me:fake1", .passwordFile),
    ("*:5432:*:me:fake1", .passwordFile),
    ("--verbose --token {n24}", .option),
    ("dump --password fake1 -v", .option),
    ("-u me:fake1 -s", .option),
    ("-s -u 'me:fake1'", .option),
    ("discord://{r68}@{d19}", .notification),
    ("slack://T1JJ3T3L2/A1BRTD4JD/{n24}", .notification),
    ("pover://{l30}@{l30}", .urlPassword),
    (" -- API_KEY=abc", .makeVariable),
    ("s -- X=1 API_KEY=a\\ b$$c", .makeVariable),
    ("ks -j4 --jobserver-auth=3,4 -- V=1 DB_PASSWORD:=x", .makeVariable),
    ("-- Y=a\\ API_KEY=no X=2 TOKEN=t", .makeVariable),
  ]

  @Test(arguments: structures)
  func findsTheStructure(template: String, structure: ValueForm.Structure) {
    var fake = FakeSecret()
    let value = fake.text(template)
    #expect(ValueScanner.form(of: ByteString(value)) == ValueForm(structure))
    // It may occur anywhere, between any bytes, and end anywhere; except a value that is only a URL, a first line, and
    // options between blanks.
    let standsAlone = [.mySQLPassword, .passwordFile, .option, .notification, .secretToken, .makeVariable].contains(structure)
    let isWhole = template.hasPrefix("jdbc:oracle") || template.hasPrefix("postgres://u:pa") || template == "password: fake1"
    if !standsAlone, !isWhole {
      #expect(ValueScanner.form(of: ByteString(copying: [0xFF, 0x80] + value.utf8 + [0xC3])) == ValueForm(structure))
    }
    for count in 0..<value.utf8.count { _ = ValueScanner.form(of: ByteString(copying: Array(value.utf8.prefix(count)))) }
  }

  @Test func everyStructureIsFound() {
    #expect(Set(Self.structures.map(\.1.rawValue)).count == Int(ValueForm.Structure.makeVariable.rawValue) + 1)
  }

  /// Values that look like a secret but hold none.
  @Test(arguments: [
    "", "a", "://", "a://", "https://", "https://user@host", "https://user:@host", "https://:@host",
    "http://[::1]:80/x@y", "docker://alpine:3.20@sha256:{x64}", "ghcr.io/o/app@sha256:{x64}",
    "http://localhost:3000/@scope/pkg@1.2", "https://example.com/a?mail=u@example.com&t=12:30",
    "postgres://u:$({)}PW{)}@h", "postgres://u:$PGPASS@h/d", "postgres://u:<password>@h", "postgres://u:****@h",
    "postgres://u:xxxx@h", "postgres://u:{(}pw{)}@h", "https://u:%PW%@h", "https://u:%s@h",
    "http://a:8080,http://b:8081/x@y", "http://host:$PORT/@a", "postgres://db:5432/app", "jdbc:postgresql://db/app",
    "git@github.com:o/r.git", "ssh://git@host/x", "C:\\Users\\a:b@c", "12:34:56@x", "fe80::1%eth0",
    "https://{x32}@o1.ingest.sentry.io/1", "user@tcp(host:3306)/db", "jdbc:oracle:thin:@host:1521:x",
    "/usr/bin:/home/me@/x", "local/host:@/tmp/.ICE-unix/1,unix/host:/tmp/.ICE-unix/1",
    "Bearer", "Bearer realm=\"x\"", "bearer authentication", "Basic authentication is used", "basic training",
    "Authorization", "Authorization: none", "Authorization: Bearer $TOKEN", "Authorization=Bearer%20${(}T{)}",
    "password: required", "enter the password now", "password=", "password=$({)}X{)}", "Password=;Server=x",
    "reset_password=true", "{(}\"password\":\"\"{)}", "{(}\"password\":null{)}", "PWD=/home/x", "*.pwd=01;31",
    "{(}\"max_tokens\":4096,\"pad_token\":\"<pad>\",\"token\":\"bpe\"{)}", "{(}\"auth\":\"none\"{)}", "token: bpe",
    "login as root", "machine learning is fun and password is not", "sig=1", "signature=SHA256withRSA",
    "{--}BEGIN PUBLIC KEY{--}\n{b64}", "{--}BEGIN CERTIFICATE{--}\n{b64}", "{--}BEGIN PGP PUBLIC KEY BLOCK{--}\n{b64}",
    "{--}BEGIN PRIVATE KEY{--}", "{64:~BEGIN CERTIFICATE~\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}", "ssh-ed25519 AAAA{b64} me",
    "age1{l58}", "pk_live_{n24}", "phc_{n43}", "sb_publishable_{n31}", "AC{x32}", "SK{n31}-", "cus_{n14}", "pk.{n60}.{n22}",
    "{x40}", "{x64}", "{x8}-{x4}-{x4}-{x4}-{x12}", "00-{x32}-{x16}-01", "sha256-{n43}=", "h1:{n43}=", "\"{x32}\"",
    "arn:aws:kms:us-east-1:{d12}:key/{x36}", "InstrumentationKey={x8}-{x4}-{x4}-{x4}-{x12}",
    "Endpoint=sb://x/;SharedAccessKeyName=Root", "DefaultEndpointsProtocol=https;AccountName=x",
    "npm_config_registry=https://registry.npmjs.org/", "hf_transfer", "scikit-learn-contrib-package", "sk-learn-contrib",
    "https://hooks.slack.com/services/", "https://discord.com/api/webhooks/", "https://api.slack.com/x",
    "<your-api-key>", "${(}{(}SECRET_NAME{)}{)}", "Set the API key and the secret token in step 3", "task-list-runner-pool",
    "--token-file /run/x --no-password --password-file=/x", "-u 1000:1000", "--user root:root", "02:42:ac:11:00:02",
    "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "http://a:8080 http://b:9090/x@y", "see http://host:8080 or mail a@b.c",
    "https://{x32}@sentry.example.com/2", "https://deploy-user@example.com/x", "{(}\"kty\":\"EC\",\"x\":\"{r43}\"{)}",
    "arn:aws:secretsmanager:eu-west-1:{d12}:secret:app-{n20}", "registry.example.com/team/api-token:main-{x12}", "token:2024.10.1-alpine3.20",
    "auth:token:{n20}", "secret:kv/team-a/database-1", "secret:required", "{x24}:{x63}", "{x24}-{x64}", "evt_{n32}", "org-{n24}", "vpc-{x17}",
    "compass=north", "bypass=1", "pass=true", "-DCMAKE_BUILD_TYPE:STRING=Release", "the login page asks: password: yours",
    "registry.example.com:5000/team/app:v1.2.3", "sk-your-api-key-here", "slack://channel?team=T123&id=C123",
    "MIIDdzCCAl{n200}", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA{n300}", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE{n86}",
    "https://example.com/help?code=err-connection-timed-out-again", "privatekey=/etc/app-config/tls-2024/server-key.pem",
    "sha224:{x56}", "registry.example.com/team/app:main-{x56}", "a.{x56}", "default:development.my-backend-token",
    "RWQf6LRCGA9i{n44}", "{64:{(}\"level\":\"info\",\"hosts\":[\"a.example.com\",\"b.example.com\"],\"retries\":3,\"x\":\"y\"{)}}",
    "{64:~BEGIN PUBLIC KEY~\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}",
    " -- V=1", "s -- KEYBOARD=de", "-j4", "s -- API_KEY=", "s -- API_KEY= X=1", "s -- X=a\\ API_KEY=no",
    "*.tar=01;31:*.orig=00;90:*.xwd=01;35", "*go.sum=0;38;2;122;112;112:*passwd=0;38;2;166;226;46:*shadow=0;38;2;166;226;46", "\\[\\e[31m\\]\\u@\\h:\\w\\$ ", "eyJ", "v1.2.3-eyJ.a.b", "<a>b</a>",
    "C:\\new\\table", "C:\\npm_config\\repository\\tools", "D:\\build\\freetype\\bin_x86_64_release", "x\\nghp_notatoken", "DOMAIN\\robert_and_others",
    "https://example.com/a%20b%2Fc?redirect=https%3A%2F%2Fexample.com%2Fsome%20thing%3Fx%3D{x40}", "%E2%82%AC%20and%20more%20words%20here",
    "\u{1B}[32mEverything is in order here\u{1B}[0m", "%0A{x40}%0A{x64}", "\\n{x40}", "\\u0022{x64}\\u0022", "\\n{n24}",
  ])
  func keeps(template: String) {
    var fake = FakeSecret()
    let form = ValueScanner.form(of: ByteString(fake.text(template.replacing("$({)}", with: "${(}"))))
    #expect(form == nil, "\(form?.name.text ?? "")")
  }

  /// The time must not grow faster than the value: eight times the value must not cost sixty-four times as much.
  @Test(arguments: [
    "://", "a://a:b", "a://a:b/", "a:@", "@tcp(", "a:b@tcp(", "eyJ", "eyJ.", "eyJhbGciOiJIUzI1NiJ9.", "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----", "password=", "password=xxxx;", "\"password\":", "\"token\":\"aaaaaaaaaaaaaaaa", "sig=",
    "login ", "machine a ", "login a login b ", "Bearer ", "Basic ", "authorization:", "ghp_", "sk-", "sk-proj-", "xoxb-",
    "a+", "/aaaaaaaaaaaaaaaa", "+aaaaaaaaaaaaaaaa", ":aaaaaaaaaaaaaaaa", "1:A", "4:", "$2", "$6$", "|", "~", "'", "\"",
    "<", ">", "password>", "%20", "https://hooks.slack.com/", "https://a.", "AAAA", "LS0tLS1CRUdJTi", "\\n", " ", "=",
    ":\\/\\/", "a:\\/\\/b", "a:\\/\\/b:c", "a:\\/\\/b:1", "a:\\/\\/b:c@", "a:\\/\\/b:$A",
  ])
  func timeGrowsLinearly(piece: String) {
    expectLinearTime(piece) { Array(repeating: Array(piece.utf8), count: $0 / piece.utf8.count).flatMap { $0 } }
  }

  /// A first part in which a token may begin at many places, and what would be looked at from each of them.
  @Test func timeGrowsLinearlyBehindManyBeginnings() {
    let payload = FakeSecret.base64(#"{"iss":"supabase","role":"anon","iat":1}"#).replacing("=", with: "")
    func parts(_ pieces: [String], _ size: Int) -> [UInt8] {
      pieces.flatMap { piece in Array(repeating: Array(piece.utf8), count: piece.hasSuffix("-") ? size / 3 / piece.utf8.count : 1).flatMap { $0 } }
    }
    for pieces in [
      ["eyJaaaaaaaaaaaaa-", ".ey", "a-"], ["eyJaaaaaaaaaaaaa-", ".ey", "a-", ".", "a-"], ["eyJaaaaaaaaaaaaa-", "..", "a-", ".", "a-"],
      ["eyJaaaaaaaaaaaaa-", ".", "a-", ".", "a-", ".", "a-", ".", "a-", "."], ["eyJaaaaaaaaaaaaa-", ".\(payload).", "a-"],
    ] {
      expectLinearTime("\(pieces)") { parts(pieces, $0) }
    }
  }

  private func expectLinearTime(_ name: String, _ bytes: (Int) -> [UInt8]) {
    func time(_ size: Int) -> Double {
      let value = ByteString(copying: bytes(size))
      return (0..<3).map { _ in
        let start = processorTime()
        _ = ValueScanner.form(of: value)
        return processorTime() - start
      }.min()!
    }
    /// The time of this thread: other tests run at the same time.
    func processorTime() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
    #expect(time(64 << 10) < max(time(8 << 10), 20) * 24, "\(name)")
  }

  @Test func readsAnyBytes() {
    var generator = SeededGenerator(seed: 1)
    let pieces = Self.structures.map { Array($0.0.utf8) }
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<6, using: &generator) {
        let piece = pieces.randomElement(using: &generator)!
        bytes += piece.prefix(Int.random(in: 0...piece.count, using: &generator))
        bytes += (0..<Int.random(in: 0..<9, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
      }
      _ = ValueScanner.form(of: ByteString(copying: bytes))
    }
  }
}
