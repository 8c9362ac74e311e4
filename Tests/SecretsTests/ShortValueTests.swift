import Bytes
@testable import Secrets
import TestSupport
import Testing

/// Compares `ShortValue`, which says no in a few instructions, with `ValueScanner`.
@Suite struct ShortValueTests {
  /// Beginnings of tokens, keys, indicating words, delimiters, and the bytes around them.
  private static let pieces: [String] = {
    var pieces = ["://", ":\\/\\/", "https://", "redis://", "discord://", "u:p@", "x@", "@tcp(", "@/", "%20", "%3D", "\\n", "==", "==:",
      "1//0", "-----BEGIN ", "PRIVATE KEY-----", "\\u0022", "\u{1B}[32m", "\\x0A", "\\t", "login ", "machine a ", "password b", "Bearer ", "Basic ", "secret-token:", "base64:",
      " -u a:b", " -- ", "--", "\": \"", "\":\"", "='", "hooks.slack.com/", "hc-ping.com/", "example.com", ":8080", ":5432:", "$6$", "${", "\u{E9}", "MII", "+ASt",
      "http://", "word ", "basic ", "bearer ", "\",\"", "path", "pat", "cio", "/cd+ef/gh9A/cd+ef/gh9A/cd+ef/gh9A/cd+ef/gh9A+ACR", "su a:b", "\u{7F}", " =", " ~", "/", "/usr/lib/"]
    pieces += " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n\tMLm0".map(String.init)
    for line in ValueForms.keys.text.split(separator: "\n") { pieces.append(String(line.dropLast(2))) }
    for line in ValueForms.tokens.text.split(separator: "\n") where !line.hasPrefix("#") {
      pieces += line.split(separator: " ").dropLast().filter { !$0.hasPrefix("@") }.map(String.init)
    }
    return pieces
  }()

  private static let letters = ["a", "aB3", "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abc/+9Z", "ab-_9Z"].map { Array($0) }

  @Test func saysNoOnlyWhereThereIsNoForm() {
    var generator = SeededGenerator(seed: 17)
    var forms = 0
    for _ in 0..<100_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1..<7, using: &generator) {
        if Bool.random(using: &generator) {
          text += Self.pieces.randomElement(using: &generator)!
        } else {
          let alphabet = Self.letters.randomElement(using: &generator)!
          for _ in 0..<Int.random(in: 1..<45, using: &generator) { text.append(alphabet.randomElement(using: &generator)!) }
        }
      }
      let value = ByteString(copying: Array(text.utf8.prefix(Int.random(in: 0..<70, using: &generator))))
      let form = ValueScanner.form(of: value)
      if form != nil { forms += 1 }
      #expect(ValueScanner.form(ofString: value.start) == form, "\(text)")
    }
    #expect(forms > 1000)
  }

  /// The only token that doesn't begin with sixteen bytes of a word comes after 43 bytes of Base64, which may be words.
  @Test(arguments: ["", "a/b+c/", "x ", "{\"a\":\"", "https://", "https://a/", "TOKEN: ", "a\\n"])
  func findsTheTokenAtTheEnd(before: String) {
    for shift in 0..<8 {
      let key = String(String(repeating: "ab/cd+e/", count: 7).dropFirst(shift).prefix(42)) + "+ACRDxQ9Zm"
      let value = ByteString(copying: Array((before + key).utf8) + [0])
      let form = ValueScanner.form(of: ByteString(before + key))
      #expect(form != nil)
      #expect(ValueScanner.form(ofString: value.start) == form)
    }
  }

  @Test func nothingBehindTheEndIsRead() {
    let end = PageEnd()
    let token = Array("https://u:example1@host/ token=abcdefgh12345678 -- x ghp_ eyJ login a password b 00-AKIA ".utf8)
    for count in 0...token.count * 2 {
      let bytes = (0..<count).map { token[$0 % token.count] }
      let form = ValueScanner.form(of: ByteString(copying: bytes))
      #expect(ValueScanner.form(ofString: end.place(bytes + [0])) == form)
      #expect(ByteString(cString: UnsafeRawPointer(end.place(bytes + [0])).assumingMemoryBound(to: CChar.self)).count == count)
      let start = end.place(bytes)
      #expect(ValueScanner.form(of: ByteString(start: start, count: count)) == form)
      // Bytes after the value don't belong to it.
      let copy = ByteString(copying: bytes + [0] + Array("://u:fake1@h ghp_".utf8))
      #expect(ValueScanner.form(ofString: copy.start) == form)
    }
  }

  @Test func namesAtTheEndOfAPage() {
    let end = PageEnd()
    for name in ["", "A", "KE", "KEY", "A_KEY", "MY_SECRET", "PATH", "X_SERVICE_HOST", "XDG_SESSION_ID", "A_VERY_LONG_NAME_OF_NOTHING_PASSWORD"] {
      let start = end.place(Array(name.utf8))
      #expect(SecretMatcher.find(ByteString(start: start, count: name.utf8.count)) == SecretMatcher.find(ByteString(name)))
    }
  }
}
