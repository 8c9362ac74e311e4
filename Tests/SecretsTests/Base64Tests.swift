import Bytes
@testable import Secrets
import TestSupport
import Testing

struct Base64Tests {
  /// Base64 of either alphabet, the text; a rest of less than a byte is dropped, and the first other byte ends it
  static let table: [(ByteString, String)] = [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg", "foob"), ("Zm9v Zm9v", "foo"), ("Z", ""), ("Zm\nYg", "f"),
    ("-_-_", "\u{FB}\u{FF}\u{BF}"), ("+/+/", "\u{FB}\u{FF}\u{BF}"),
  ]
  @Test(arguments: table)
  func decodes(text: ByteString, expected: String) {
    var reader = Base64Reader(text)
    var bytes: [UInt8] = []
    while let byte = reader.next() { bytes.append(byte) }
    #expect(bytes == expected.unicodeScalars.map { UInt8($0.value) })
  }

  /// a text, a word, within how many bytes, whether it is there
  static let words: [(String, ByteString, Int, Bool)] = [
    ("xx:word", "word", 64, true), ("xx:word", "word", 7, true), ("xx:word", "word", 6, false), ("wowword", "word", 64, true),
    ("wor", "word", 64, false), ("", "word", 64, false),
  ]
  @Test(arguments: words)
  func finds(text: String, word: ByteString, limit: Int, isThere: Bool) {
    var reader = Base64Reader(ByteString(FakeSecret.base64(text)))
    #expect(reader.finds(word, within: limit) == isThere)
  }

  /// Supabase's public key is a JSON web token.
  @Test func knowsThePublicToken() {
    func token(_ payload: String) -> ByteString {
      let parts = [#"{"alg":"HS256","typ":"JWT"}"#, payload].map { FakeSecret.base64($0).replacing("=", with: "") }
      var fake = FakeSecret()
      return ByteString(parts.joined(separator: ".") + "." + fake.characters("r", 43))
    }
    #expect(ValueScanner.form(of: token(#"{"iss":"supabase","role":"anon","iat":1}"#)) == nil)
    #expect(ValueScanner.form(of: token(#"{"iss":"supabase","role":"service_role","iat":1}"#))?.name == "json web token")
    #expect(ValueScanner.form(of: token(#"{"sub":"supabase","name":"x"}"#))?.name == "json web token")
  }
}
