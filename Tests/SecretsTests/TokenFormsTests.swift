import Bytes
@testable import Secrets
import TestSupport
import Testing

/// What is told by more than its prefix.  ValueFormsTests has every row of the data.
struct TokenFormsTests {
  /// Lines of Base64, as in certificates, sooner or later contain something like a prefix.
  @Test func aLineOfMoreBase64IsNoToken() {
    var fake = FakeSecret()
    // What an Okta token looks like: two digits, and forty letters.
    let token = fake.token(prefix: "00", pattern: "n40")
    let line = String(repeating: "Ab9/", count: 16)
    for newline in ["\n", "\\n", "\r\n", "\\r\\n"] {
      for full in [line, line + line.prefix(12), line + "Ab9/Ab", newline + line] {
        #expect(ValueScanner.form(of: ByteString(full + newline + token)) == nil, "\(full)")
        #expect(ValueScanner.form(of: ByteString("x" + newline + full + newline + token + newline)) == nil, "\(full)")
        // A prefix of four bytes, or one that is not of Base64, is no chance.
        for row in [("ghp_", "n30k"), ("AKIA", "u16"), ("hvs.", "r24,"), ("pul-", "x40"), ("SG.", "q66")] {
          let proven = fake.token(prefix: row.0, pattern: row.1)
          #expect(ValueScanner.form(of: ByteString(full + newline + proven)) != nil, "\(full) \(row.0)")
        }
        // Nor does a token that goes on as Base64 doesn't.
        #expect(ValueScanner.form(of: ByteString(full + newline + token.prefix(20) + "-_" + token.dropFirst(22))) != nil)
      }
      // Long lines that are none of Base64, or not a full one.
      for other in [
        "a line before it", "/home/builder/workspace/projects/backend-services/config/credentials.txt",
        "/" + String(repeating: "home/me/", count: 7) + "abcdefg", "api.internal.example.com/v1/projects/backend-services/config/credentials",
        String(repeating: "0123456789abcdef", count: 4), String(repeating: "0123456789ABCDEF", count: 4), line + "Ab9", line.dropFirst(8) + "",
      ] {
        #expect(ValueScanner.form(of: ByteString(other + newline + token)) != nil, "\(other)")
      }
    }
    #expect(ValueScanner.form(of: ByteString(token)) != nil)
  }

  /// The same in one long line, as in an image: what begins behind a slash or a plus sign goes on from there.
  @Test(arguments: ["/", "+"])
  func aPartOfBase64IsNoToken(mark: String) {
    var fake = FakeSecret()
    let before = String(repeating: "Ab9/", count: 20).dropLast() + mark
    for (prefix, pattern) in [("BSA", "n27"), ("EAA", "n120"), ("sk", "n100")] {
      let token = fake.token(prefix: prefix, pattern: pattern)
      #expect(ValueScanner.form(of: ByteString(token)) != nil)
      #expect(ValueScanner.form(of: ByteString(before + token)) == nil, "\(token)")
      // After a path, or what is too short.
      for other in ["/" + String(repeating: "home/me/", count: 10), "https://example.com/" + String(before.suffix(40))] {
        #expect(ValueScanner.form(of: ByteString(other + token)) != nil, "\(other)")
      }
    }
    #expect(ValueScanner.form(of: ByteString(before + fake.token(prefix: "ghp_", pattern: "n30k"))) != nil)
  }

  /// Words and numbers where a token has letters of both cases and digits.
  @Test(arguments: [
    "0009_alter_thirdpartymodelversion_provider", "sk-" + String(repeating: "x", count: 48), "sk-toolkit-for-building-large-language-model-apps-2",
    "0123456789abcdef0123456789abcdef.stylesheetbundle", "1718000000123456789-0123456789abcdef0123456789abcdef01234567",
    "0x4AAAAAAAC1X9H8HQi0FXSZ", "v4.local.example.com", "oauth:callback", "STS.AssumeRoleWithWebIdentity",
  ])
  func wordsAreNoToken(text: String) { #expect(ValueScanner.form(of: ByteString(text)) == nil) }

  /// A token of 32 digits behind a colon, and one in front of a dot.
  @Test func findsHexadecimalBesideADot() {
    var fake = FakeSecret()
    let asana = fake.token(prefix: "2/", pattern: "d16") + ":" + fake.token(prefix: "", pattern: "x32")
    #expect(ValueScanner.form(of: ByteString(asana + "."))?.name == "asana token")
    let key = fake.token(prefix: "", pattern: "x32.n16f")
    for text in [key, "key:" + key, "x " + key + ","] { #expect(ValueScanner.form(of: ByteString(text))?.name == "z.ai or ollama key", "\(text)") }
  }

  /// What is in front of a colon or a dot may be one word of a token, or two; or the token's end is that of a longer text.
  @Test func findsTheBeginningOfATokenOfSeveralWords() {
    var fake = FakeSecret()
    let ghost = fake.token(prefix: "", pattern: "x24:x64")
    let baseten = fake.token(prefix: "", pattern: "n8.n32f")
    for before in ["", "x ", "key=", "a longer text before it: ", "\\n"] {
      #expect(ValueScanner.form(of: ByteString(before + ghost))?.name == "ghost admin key", "\(before)")
      #expect(ValueScanner.form(of: ByteString(before + baseten))?.name == "baseten key", "\(before)")
    }
    #expect(ValueScanner.form(of: ByteString("x" + ghost)) == nil)
    #expect(ValueScanner.form(of: ByteString("x" + baseten)) == nil)
  }

  /// A word before the token says that it is a secret's; identifiers have other words, and names no digits or one case.
  @Test func findsWhatIsMarkedAsASecret() {
    var fake = FakeSecret()
    let body = fake.token(prefix: "", pattern: "n32f")
    for prefix in ["sk-vendor-", "sk_vendor_", "vendor_sk_", "vendor_pat_", "vendor_api_", "vendor_secret_", "sk-"] {
      #expect(ValueScanner.form(of: ByteString(prefix + body)) != nil, "\(prefix)")
    }
    for prefix in ["evt_", "vendor_", "pk_", "pk-vendor-", "task-", "org-", "vendor_id_"] {
      #expect(ValueScanner.form(of: ByteString(prefix + body)) == nil, "\(prefix)")
    }
    for words in ["sk-" + String(repeating: "some-words-", count: 4), "api_" + String(repeating: "abc", count: 12), "key_0123456789abcdef0123456789abcdef",
      "test_secret_IsRedactedFromLogsWhenLevelIsDebug2", "nav_api_Level2AccessibilityGuidelinesWCAG21Compliant", "up_2024ReleaseCandidateUpgradeScript",
      "cache_key_" + String(repeating: "0123456789abcdef", count: 4), "yarn-cache_key_" + String(repeating: "0123456789abcdef", count: 8),
      "5-" + String(repeating: "0123456789abcdef", count: 4),
    ] {
      #expect(ValueScanner.form(of: ByteString(words)) == nil, "\(words)")
    }
    // A capital before seven small letters with more numbers, or before six, or none before them, are no words.
    for body in ["AbcdefghA1B2C3DEFGHIJKLMNOPQRSTU", "AbcdefgA1BCDEFGHIJKLMNOPQRSTUVWXY", "abcdefghijA1BCDEFGHIJKLMNOPQRSTUVW"] {
      #expect(ValueScanner.form(of: ByteString("vendor_api_" + body)) != nil, "\(body)")
    }
  }

  /// Tableau's token, wherever it stands and whatever its tenth byte from the `=` is: it could be that of an Azure key.
  @Test(arguments: ["", "curl --some-option site/report ", String(repeating: "x", count: 80) + " "])
  func findsATokenThatLooksLikeAnAzureKey(before: String) {
    var fake = FakeSecret()
    for mark in ["A", "+", "b"] {
      let token = fake.token(prefix: "", pattern: "n12") + mark + fake.token(prefix: "", pattern: "n9") + "==:" + fake.token(prefix: "", pattern: "n32")
      #expect(ValueScanner.form(of: ByteString(before + token))?.name == "tableau token", "\(mark)")
    }
  }

  /// The scope of Unleash's token has one colon; what stands before another one is not of it.
  @Test(arguments: ["", "Authorization:", "tok:", "x "])
  func findsTheScopeOfAToken(before: String) {
    var fake = FakeSecret()
    for scope in ["*:development.", "default:development.", "[]:production."] {
      let token = scope + fake.token(prefix: "", pattern: "x56")
      #expect(ValueScanner.form(of: ByteString(before + token))?.name == "unleash token", "\(scope)")
    }
  }

  @Test func numbersOfBase64() {
    #expect(TokenForms.number("0123", 2, digits: 1) == 2)
    #expect(TokenForms.number("00010o", 1, digits: 2) == 1)
    #expect(TokenForms.number("00010o", 2, digits: 2) == 63)
    #expect(TokenForms.number("100", 0, digits: 3) == 4096)
  }

  /// Base64 of 48 bytes is decoded, of 47 it isn't: with a token of 40 bytes, that is seven of text before it.
  @Test func decodesFromSixtyFourBytesOn() {
    var fake = FakeSecret()
    let token = fake.token(prefix: "ghp_", pattern: "n30k")
    #expect(ValueScanner.form(of: ByteString(FakeSecret.base64("TOKEN: " + token + "\n")))?.name == "github token")
    #expect(ValueScanner.form(of: ByteString(FakeSecret.base64("K: " + token))) == nil)
  }

  /// Base64 of a text with a token in it, and of the same text without one.
  @Test(arguments: ["", "line one\nline two\n"])
  func decodesOnce(before: String) {
    var fake = FakeSecret()
    let token = fake.token(prefix: "ghp_", pattern: "n30k")
    let text = before + "some text that is long enough to be looked at, and then " + token
    let once = FakeSecret.base64(text)
    #expect(ValueScanner.form(of: ByteString(once))?.name == "github token")
    #expect(ValueScanner.form(of: ByteString(FakeSecret.base64(once))) == nil)
    #expect(ValueScanner.form(of: ByteString(FakeSecret.base64(text.replacing(token, with: "nothing at all that anybody would want")))) == nil)
  }
}
