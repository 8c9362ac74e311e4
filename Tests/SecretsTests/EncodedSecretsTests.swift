import Bytes
@testable import Secrets
import TestSupport
import Testing

/// Keys in variables without the lines around them, passwords in Base64, and tokens joined to other words; with each,
/// similar texts that are public.
@Suite struct EncodedSecretsTests {
  static let rsa = "06092a864886f70d0101010500"
  static let p256 = "06072a8648ce3d020106082a8648ce3d030107"

  /// The first bytes of a key in DER or of a keystore, in hexadecimal, and how many bytes follow.
  static let privateKeys: [(String, String, Int)] = [
    ("PKCS#8, RSA of 2048 bits", "308204be020100300d\(rsa)048204a8308204a40201000282010100", 1190),
    ("PKCS#8, RSA of 4096 bits", "30820942020100300d\(rsa)0482092c308209280201000282020100", 2340),
    ("PKCS#8, P-256", "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420", 102),
    ("PKCS#8, P-384", "3081b6020100301006072a8648ce3d020106052b8104002204819e30819b0201010430", 150),
    ("PKCS#8, Ed25519", "302e020100300506032b657004220420", 32),
    ("PKCS#8, X25519", "302e020100300506032b656e04220420", 32),
    ("PKCS#8, encrypted", "3082054e304806092a864886f70d01050d303b301b06092a864886f70d01050c300e0408", 1280),
    ("PKCS#1, 2048 bits", "308204a40201000282010100", 1180),
    ("PKCS#1, 1024 bits", "3082025c02010002818100", 590),
    ("SEC1, P-256", "30770201010420", 114),
    ("SEC1, P-384", "3081a40201010430", 160),
    ("PKCS#12", "308209b102010330820977" + "06092a864886f70d010701a0820968", 2440),
    ("PKCS#12, small", "308203c902010330820390" + "06092a864886f70d010701", 950),
    ("JKS", "feedfeed0000000200000001000000010004", 2000),
    ("JCEKS", "cececece0000000200000001000000010004", 2000),
    ("OpenSSH", "6f70656e7373682d6b65792d763100000000046e6f6e65000000046e6f6e65", 350),
    ("minisign", "45645363423200000010", 144),
  ]

  static let publicKeys: [(String, String, Int)] = [
    ("a certificate", "308203773082025fa003020102", 870),
    ("SPKI, RSA", "30820122300d\(rsa)0382010f003082010a0282010100", 256),
    ("SPKI, P-256", "30593013\(p256)03420004", 64),
    ("SPKI, Ed25519", "302a300506032b6570032100", 32),
    ("PKCS#1, public", "3082010a0282010100", 256),
    ("a signing request", "308202843082016c020100", 630),
    ("a list of revoked certificates", "308201f53081de020101300d\(rsa)", 460),
    ("PKCS#7", "308205d906092a864886f70d010702a08205ca", 1480),
    ("an SSH key", "0000000b7373682d6564323535313900000020", 32),
    ("minisign", "4564", 40),
    ("a PNG", "89504e470d0a1a0a0000000d49484452", 900),
    ("gzip", "1f8b0800000000000003", 700),
  ]

  private func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private func form(_ value: String) -> ByteString? { ValueScanner.form(of: ByteString(value))?.name }

  @Test(arguments: privateKeys)
  func findsAPrivateKey(name: String, hex: String, count: Int) {
    var fake = FakeSecret()
    // A plus or a slash may come early.
    for _ in 0..<40 { #expect(form(FakeSecret.base64(bytes(hex) + fake.bytes(count))) != nil, "\(name)") }
    let key = FakeSecret.base64(bytes(hex) + fake.bytes(count))
    // In JSON as many programs write it, and with its lines broken.
    #expect(form("{\"name\": \"x\", \"data\": \"\(key)\"}") != nil, "\(name)")
    var lines = ""
    for (index, letter) in key.enumerated() {
      if index > 0, index % 64 == 0 { lines += "\n" }
      lines.append(letter)
    }
    // minisign's has one line.
    if name != "minisign" { #expect(form(lines + "\n") != nil, "\(name)") }
  }

  @Test(arguments: publicKeys)
  func keepsWhatIsPublic(name: String, hex: String, count: Int) {
    for seed in 0..<20 {
      var fake = FakeSecret()
      _ = fake.bytes(seed)
      let key = FakeSecret.base64(bytes(hex) + fake.bytes(count))
      #expect(form(key) == nil, "\(name)")
    }
  }

  /// Texts that hold a secret, literally and in Base64.
  @Test(arguments: [
    "{--}BEGIN PRIVATE KEY{--}\n{b64}\n{--}END PRIVATE KEY{--}\n",
    "# the key of the server\n{--}BEGIN OPENSSH PRIVATE KEY{--}\n{b64}\n{--}END OPENSSH PRIVATE KEY{--}\n",
    "{--}BEGIN CERTIFICATE{--}\n{b64}\n{--}END CERTIFICATE{--}\n{--}BEGIN RSA PRIVATE KEY{--}\n{b64}\n",
    "{(}\"type\":\"service_account\",\"project_id\":\"p\",\"private_key\":\"{--}BEGIN PRIVATE KEY{--}\\n{b64}\\n\"{)}",
    "{(}\"auth_uri\":\"https://accounts.google.com/o/oauth2/auth\",\"client_email\":\"a@b.iam.gserviceaccount.com\","
      + "\"private_key\":\"{--}BEGIN PRIVATE KEY{--}\\n{b64}\\n\",\"type\":\"service_account\"{)}",
    "{(}\n  \"private_key_id\": \"{x40}\",\n  \"private_key\": \"{--}BEGIN PRIVATE KEY{--}\\n{b64}\\n\"\n{)}\n",
    "{(}\"auths\":{(}\"https://index.docker.io/v1/\":{(}\"auth\":\"{64:me:fake1}\"{)}{)}{)}",
    "{(}\n\t\"auths\": {(}\n\t\t\"ghcr.io\": {(}\n\t\t\t\"auth\": \"{64:me:fake1}\"\n\t\t{)}\n\t{)}\n{)}",
    "{(}\"auths\":{(}\"r.example.com\":{(}\"username\":\"me\",\"password\":\"fake1\",\"email\":\"me@example.com\"{)}{)}{)}",
    "apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    server: https://k.example.com\n  name: k\nusers:\n- name: me\n"
      + "  user:\n    token: {n40}\n",
    "apiVersion: v1\nkind: Config\nusers:\n- name: me\n  user:\n    client-certificate-data: LS0tLS1CRUdJTiBDRVJU{n40}\n"
      + "    client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo{n40}\n",
    "kind: Config\nusers:\n- name: me\n  user:\n    username: me\n    password: fake1word\n",
    "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: me\nPublic-Lines: 2\n{b64}\n{b24}\nPrivate-Lines: 1\n{b48}\n"
      + "Private-MAC: {x64}\n",
    "PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: aes256-cbc\r\nComment: me\r\nPublic-Lines: 1\r\n{b64}\r\nPrivate-Lines: 1\r\n{b64}\r\n",
    "{(}\"keys\":[{(}\"kty\":\"RSA\",\"n\":\"{r342}\",\"e\":\"AQAB\",\"d\":\"{r342}\",\"use\":\"sig\"{)}]{)}",
    "{(}\"d\":\"{r43}\",\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{r43}\",\"y\":\"{r43}\"{)}",
    "{(}\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"{r43}\",\"x\":\"{r43}\"{)}",
    "untrusted comment: minisign encrypted secret key\nRWRTY0Iy{b200}\n",
    "{--}BEGIN OpenVPN Static key V1{--}\n{x32}\n{x32}\n{--}END OpenVPN Static key V1{--}\n",
    "[Interface]\nPrivateKey = {b43}=\nAddress = 10.0.0.2/32\n",
    "*:*:app:me:fake1word\nlocalhost:5432:app:me:fake1word\n",
    "machine api.example.com\n  login me\n  password fake1word\n",
    "[default]\naws_access_key_id = AKIA{z16}\naws_secret_access_key = {b40}\n",
  ])
  func findsItInBase64Too(template: String) {
    var fake = FakeSecret()
    let value = fake.text(template)
    #expect(form(value) != nil)
    #expect(value.utf8.count < 60 || form(FakeSecret.base64(value)) != nil, "in Base64")
  }

  @Test(arguments: [
    "apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    certificate-authority-data: LS0tLS1CRUdJTiBDRVJU{n40}\n  name: k\n"
      + "users:\n- name: me\n  user:\n    exec:\n      command: aws\n      args: [eks, get-token, --cluster-name, k]\n",
    "{(}\"type\":\"external_account\",\"audience\":\"//iam.googleapis.com/p/1\",\"token_url\":\"https://sts.googleapis.com/v1/token\"{)}",
    "{(}\"keys\":[{(}\"kty\":\"RSA\",\"n\":\"{r342}\",\"e\":\"AQAB\",\"use\":\"sig\",\"kid\":\"{r20}\"{)}]{)}",
    "{--}BEGIN CERTIFICATE{--}\n{b64}\n{b64}\n{--}END CERTIFICATE{--}\n",
    "untrusted comment: minisign public key 0123456789ABCDEF\nRWQ{b53}\n",
    "ssh-rsa AAAAB3NzaC1yc2E{b300} me@example.com",
    "127.0.0.1:8080:80/tcp", "a:b:c:d:e", "host:1:2:3:4",
  ])
  func keepsItInBase64Too(template: String) {
    var fake = FakeSecret()
    let value = fake.text(template)
    #expect(form(value) == nil)
    #expect(form(FakeSecret.base64(value)) == nil, "in Base64")
  }

  /// Azure's keys contain a mark of their service.
  @Test(arguments: [
    ("{b76}+ASt{b6}==", "storage"), ("{b76}ACDb{b6}==", "Cosmos"), ("{b76}+ABa{b6}==", "Batch"),
    ("{n42}+ACR{n6}", "registry"), ("{n33}AIoTC{n5}=", "IoT"), ("{n33}+ASb{n6}=", "Service Bus"),
    ("{n33}+AEh{n6}=", "Event Hubs"), ("{n42}AzSe{n6}", "search"), ("{n52}JQQJ99{n18}ACAA{n4}", "a common one"),
  ])
  func findsAMarkedKey(template: String, what: String) {
    var fake = FakeSecret()
    #expect(form(fake.text(template)) != nil, "\(what)")
  }

  /// Tokens with every letter that may occur in them.
  @Test(arguments: [
    "md-{n10}-{n11}", "md-{n10}_{n11}", "sk-{n11}-{n10}", "sk-{n11}_{n10}", "sk_live_{n40}+{n20}/{n8}", "whsec_{n20}/{n11}",
    "whsec_{n20}+{n10}=", "WPL_AP1.{n16}.{n6}==", "ghp_{n36}", "github_pat_{n22}_{n59}",
  ])
  func findsEveryAlphabet(template: String) {
    var fake = FakeSecret()
    // GitHub's have a checksum.
    let value = template.hasPrefix("ghp_") ? fake.token(prefix: "ghp_", pattern: "n30k") : fake.text(template)
    #expect(form(value) != nil, "\(template)")
  }

  /// A token is found after another word, and in the middle of a value.
  @Test(arguments: [
    "glpat-{n20}", "xoxb-{d12}-{d12}-{n24}", "SG.{r22}.{r43}", "hf_{a34}", "AKIA{z16}", "npm_", "ghp_", "dop_v1_{x64}",
    "sk-ant-api03-{r93}AA", "shpat_{x32}", "glsa_{n32}_{x8}", "rk_live_{n24}", "lin_api_{n40}", "AIza{r35}",
  ])
  func findsWhatIsGlued(template: String) {
    var fake = FakeSecret()
    let isChecked = template == "npm_" || template == "ghp_"
    let token = isChecked ? fake.token(prefix: template, pattern: "n30k") : fake.text(template)
    for before in ["x_", "x-", "x.", "prod.", "my-token_", "https://example.com/?t=", "x:", "{", "\"", " "] {
      #expect(form(before + token) != nil, "\(before)\(template)")
    }
    for behind in [" ", "\"", ",", "&x=1", "\n", ")", ";"] { #expect(form(token + behind) != nil, "\(template)\(behind)") }
  }
}
