import Bytes
@testable import Secrets
import TestSupport
import Testing

struct KeyBlockTests {
  private static let content = String(repeating: "Ab9/", count: 8)

  /// what follows `-----BEGIN `, `#` for the content; whether it is a private key
  static let labels: [(String, Bool)] = [
    ("PRIVATE KEY-----\n#", true), ("RSA PRIVATE KEY-----\n#", true), ("rsa private key-----\\n#", true), ("PRIVATE+KEY-----%0A#", true),
    ("PRIVATE%20KEY-----%0A#", true), ("PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n#", true), ("OpenVPN Static key V1-----\n#", true),
    ("SSH2 ENCRYPTED PRIVATE KEY ----\n#", true),
    ("PUBLIC KEY-----\n#", false), ("CERTIFICATE-----\n#", false), ("PGP PUBLIC KEY BLOCK-----\n#", false), ("PRIVATE KEY-----", false),
    ("PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n", false), ("PRIVATE KEY\n#", false), ("", false),
  ]
  @Test(arguments: labels)
  func label(text: String, isPrivate: Bool) {
    let start = "-----BEGIN ".utf8.count
    let value = ByteString("-----BEGIN " + text.replacing("#", with: Self.content))
    #expect(KeyBlock.isPrivate(value, label: start) == isPrivate)
  }

  @Test(arguments: [("-----BEGIN PRIVATE KEY-----", true), ("-----BEGIN CERTIFICATE-----", false)])
  func base64(text: String, isPrivate: Bool) {
    #expect(KeyBlock.isPrivate(ByteString("x" + FakeSecret.base64(text)), base64: 1) == isPrivate)
  }

  /// the first bytes of DER, whether they are those of a private key
  static let encodings: [([UInt8], Bool)] = [
    ([0x30, 0x82, 4, 0xBE, 2, 1, 0, 0x30], true), ([0x30, 0x2E, 2, 1, 0, 0x30], true), ([0x30, 0x82, 4, 0xA4, 2, 1, 0, 2], true),
    ([0x30, 0x77, 2, 1, 1, 4], true), ([0x30, 0x81, 0xA4, 2, 1, 1, 4], true), ([0x30, 0x82, 9, 0xB1, 2, 1, 3, 0x30], true),
    ([0x30, 0x82, 5, 0x4E, 0x30, 0x48, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5], true),
    ([0x30, 0x82, 5, 0x4E, 0x30, 0x48, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7], false),
    ([0x30, 0x82, 3, 0x77, 0x30, 0x82, 2, 0x5F], false), ([0x30, 0x59, 0x30, 0x13, 6, 7], false), ([0x30, 0x2E, 2, 1, 2, 0x30], false),
    ([0x31, 0x2E, 2, 1, 0, 0x30], false), ([0x30, 0x83, 1, 2, 3, 2, 1, 0, 0x30], false), ([0x30], false), ([], false),
  ]
  @Test(arguments: encodings)
  func der(bytes: [UInt8], isPrivate: Bool) {
    #expect(KeyBlock.isPrivate(ByteString(FakeSecret.base64(bytes)), encoded: 0) == isPrivate)
  }
}
