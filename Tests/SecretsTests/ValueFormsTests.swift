import Bytes
import Glibc
@testable import Secrets
import TestSupport
import Testing


/// Every line of the data is matched, and a value that is one byte too short is not.
@Suite struct ValueFormsTests {
  struct Row: CustomTestStringConvertible {
    let form: String
    let prefix: String
    let pattern: String
    let offset: Int
    var testDescription: String { "\(form): \(prefix) \(pattern)" }
  }

  /// All prefixes of the data with their patterns.
  static var rows: [Row] {
    var rows: [Row] = []
    var form = ""
    var offset = 0
    for line in ValueForms.tokens.text.split(separator: "\n") {
      if line.hasPrefix("#") {
        let words: [Character: String] = ["t": " token", "k": " key", "s": " secret"]
        form = line.dropFirst(3) + words[line[line.index(line.startIndex, offsetBy: 2)], default: ""]
      } else {
        let words = line.split(separator: " ")
        var place = offset
        for prefix in words.dropLast() {
          rows.append(Row(form: form, prefix: String(prefix), pattern: String(words.last!), offset: place))
          place += prefix.utf8.count + 1
        }
      }
      offset += line.utf8.count + 1
    }
    return rows
  }

  /// Whether a pattern has an item other than an alphabet.
  private func has(_ item: Character, _ row: Row) -> Bool {
    row.pattern.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .contains { $0.offset % 2 == 0 && $0.element.contains(item) }
  }

  @Test(arguments: rows)
  func findsTheShortestToken(row: Row) {
    var fake = FakeSecret()
    for _ in 0..<4 {
      let token = fake.token(prefix: row.prefix, pattern: row.pattern)
      #expect(ValueScanner.form(of: ByteString(token)) != nil)
      #expect(ValueScanner.form(of: ByteString("x \(token), y")) != nil)
      #expect(ValueScanner.form(of: ByteString("KEY='\(token)'")) != nil)
      #expect(ValueScanner.form(of: ByteString(String(repeating: "a/", count: 100) + "?" + token)) != nil)
      if has("<", row) { continue }
      func matches(_ text: String) -> Bool {
        let value = ByteString(text)
        var runs = Runs(value)
        return TokenForms.matches(row: row.offset, at: 0, in: value, runs: &runs)
      }
      #expect(matches(token))
      // One byte less at the end, or one more before it, makes another word.
      if !"ejiDL".contains(where: { has($0, row) }) { #expect(!matches(String(token.dropLast()))) }
      if !row.prefix.hasPrefix("@") { #expect(!matches("x\(token)")) }
      // After `_`, `-` or `.` it is still matched, unless the prefix may be the end of a word.
      if !row.prefix.hasPrefix("@"), row.form != "telegram bot token", !has("!", row) {
        #expect(ValueScanner.form(of: ByteString("word_\(token)")) != nil)
      }
    }
  }

  /// No row hides behind another, and none asks for a length that nobody looks at.  `ShortValue`, which is asked first
  /// about a short one, lets it pass.
  @Test func everyLengthIsFound() {
    var fake = FakeSecret()
    for row in Self.rows {
      // What has no prefix is told by its length, up to that of Sanity's.
      let most = row.prefix.hasPrefix("@") ? 120 : 64
      var tokens = [fake.token(prefix: row.prefix, pattern: row.pattern)]
      for (item, range) in FakeSecret.ranges(pattern: row.pattern).enumerated() {
        for longer in 1...min(range ?? most, most) {
          tokens.append(fake.token(prefix: row.prefix, pattern: row.pattern, item: item, longer: longer))
        }
      }
      for token in tokens {
        let value = ByteString(copying: Array(token.utf8) + [0])
        let form = ValueScanner.form(of: ByteString(token))
        #expect(form != nil, "\(row.testDescription), \(token.utf8.count) bytes")
        #expect(ValueScanner.form(ofString: value.start) == form, "\(row.testDescription), \(token.utf8.count) bytes")
      }
    }
  }

  /// The last bytes of an escape are of a word, and a token is found behind it nevertheless, also in a value that
  /// `ShortValue` is asked about first.
  @Test(arguments: [
    "\\n", "\"\\n", ":\\n", ")\\t", " \\r", "word\\n", "x\\r\\n", "x%0A", "%22", "x%3D", "a%20", "\\u0022", "a\\u000a", "x\\x0A", "\\012",
    "\u{1B}[32m", "\u{1B}[m", "\u{1B}[01;31m\u{1B}[K", "\\033[38;5;123m", "\\e[1;31m", #"{"a":"x\n"#,
  ])
  func everyFormIsFoundBehindAnEscape(escape: String) {
    var fake = FakeSecret()
    for row in Self.rows {
      let token = fake.token(prefix: row.prefix, pattern: row.pattern)
      let form = ValueScanner.form(of: ByteString(token))
      for text in [escape + token, String(repeating: "a/", count: 100) + "?" + escape + token + "\\n"] {
        let value = ByteString(copying: Array(text.utf8) + [0])
        let found = ValueScanner.form(of: ByteString(text))
        #expect(found != nil, "\(row.testDescription)")
        #expect(ValueScanner.form(ofString: value.start) == found, "\(row.testDescription)")
        // A URL's escape may be a part of what may hold one, and a later word of the token may mark a secret.
        if row.prefix.utf8.count > 4, !escape.contains("%"), found?.name != "key with a secret's prefix" { #expect(found == form, "\(row.testDescription)") }
      }
    }
  }

  /// What may follow a prefix of less than eight bytes is not always of a word.
  @Test func aByteOfNoWordMayFollowThePrefix() {
    var fake = FakeSecret()
    var count = 0
    for row in Self.rows where !row.prefix.hasPrefix("@") && row.prefix.utf8.count < 8 {
      guard let alphabet = row.pattern.first, "opA".contains(alphabet) else { continue }
      count += 1
      for place in 0..<8 - row.prefix.utf8.count {
        for byte in alphabet == "o" ? ["~"] : alphabet == "p" ? ["~", "%"] : ["~", "%", "$", "!", "&"] {
          var characters = Array(fake.token(prefix: row.prefix, pattern: row.pattern))
          characters[row.prefix.count + place] = Character(byte)
          for text in [String(characters), "x " + String(characters), "\\n" + String(characters), String(repeating: "a/", count: 100) + "?" + String(characters)] {
            let value = ByteString(copying: Array(text.utf8) + [0])
            #expect(ValueScanner.form(of: ByteString(text)) != nil, "\(row.testDescription), \(byte) at \(place)")
            #expect(ValueScanner.form(ofString: value.start) != nil, "\(row.testDescription), \(byte) at \(place)")
          }
        }
      }
    }
    #expect(count > 1)
  }

  /// Identifiers begin as tokens do: `bitpat_` is a prefix, and `secret-test-` may be the beginning of a name.
  @Test func wordsBehindAPrefixAreNoToken() {
    var fake = FakeSecret()
    for row in Self.rows where has("c", row) {
      let token = fake.token(prefix: row.prefix, pattern: row.pattern)
      let words = row.prefix + String(token.dropFirst(row.prefix.count).map { $0.isLetter || $0.isNumber ? "a" : $0 })
      let value = ByteString(words)
      var runs = Runs(value)
      #expect(!TokenForms.matches(row: row.offset, at: 0, in: value, runs: &runs), "\(row.testDescription)")
    }
    for name in ["auth_configuration_of_the_backend", "aivenv1", "apify_actor_run_dataset_identifier_of_mine",
      "bedrock-api-key-rotationschedule", "censys_search_results_export", "dvc_server_configuration_backup_file",
      "rca_report_of_the_incident_in_the_eastern_region", "uk1_warehouse_of_the_company_in_manchester_and_leeds"]
    {
      #expect(ValueScanner.form(of: ByteString(name)) == nil, "\(name)")
    }
  }

  /// Two forms may look the same; the form that is tried first is named.
  @Test func namesTheForm() {
    var fake = FakeSecret()
    for row in Self.rows where row.pattern.contains("k") || row.prefix.utf8.count > 4 {
      let token = fake.token(prefix: row.prefix, pattern: row.pattern)
      if ["live_", "test_", "sk_test_", "sk_live_"].contains(row.prefix) || row.form == "Grafana token" { continue }
      #expect(ValueScanner.form(of: ByteString(token))?.name.text == row.form.lowercased(), "\(row.testDescription)")
    }
  }

  @Test func checksTheChecksum() {
    var fake = FakeSecret()
    for prefix in ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_"] {
      let body = fake.characters("n", 30)
      let sum = FakeSecret.checksum(body)
      let wrong = (sum.first == "0" ? "1" : "0") + sum.dropFirst()
      #expect(ValueScanner.form(of: ByteString(prefix + body + sum)) != nil)
      #expect(ValueScanner.form(of: ByteString(prefix + body + wrong)) == nil)
    }
  }

  @Test func everyFormHasANameAndASource() {
    var names: Set<String> = []
    var count = 0
    for form in ValueForm.all {
      #expect(!form.name.isEmpty && !form.source.isEmpty)
      names.insert(form.name.text)
      count += 1
    }
    #expect(names.count == count)
    #expect(ValueForms.tokens.count < 1 << 15)
    let lines = ValueForms.tokens.text.split(separator: "\n") + ValueForms.structures.text.split(separator: "\n")
    #expect(count == lines.filter { $0.hasPrefix("#") }.count)
    #expect(ValueForm(.privateKey).name == "private key")
    #expect(ValueForm(.netrc).name == "netrc login")
    #expect(ValueForm(.netrc).source == "vendor documentation")
  }

  /// No prefix, alphabet or look-ahead of any form makes a scan start over: eight times a near miss must not cost
  /// sixty-four times as much.  Tests/Benchmarks/adversary.py measures what each costs compared to plain text.
  @Test func nearMissesCostLinearTime() {
    var fake = FakeSecret()
    func time(_ piece: String, _ size: Int) -> Double {
      let value = ByteString(copying: Array(repeating: Array(piece.utf8), count: size / piece.utf8.count).flatMap { $0 })
      return (0..<3).map { _ in
        let start = processorTime()
        _ = ValueScanner.form(of: value)
        return processorTime() - start
      }.min()!
    }
    for row in Self.rows {
      for piece in [row.prefix, String(fake.token(prefix: row.prefix, pattern: row.pattern).dropLast()) + "/"] {
        #expect(time(piece, 16 << 10) < max(time(piece, 2 << 10), 30) * 24, "\(piece)")
      }
    }
  }

  /// The time of this thread, in microseconds: other tests run at the same time.
  private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }

  @Test func everyWebhookIsReached() {
    var fake = FakeSecret()
    for line in ValueForms.webhooks.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      let secret = fake.characters("l", Int(words[1])!)
      let url = "https://" + words[0].replacing("*", with: "eu-1").replacing("#", with: "v2/") + secret
      #expect(ValueScanner.form(of: ByteString(url)) == ValueForm(.webhook), "\(line)")
      #expect(ValueScanner.form(of: ByteString(String(url.dropLast()))) == nil, "\(line)")
      let unversioned = "https://" + words[0].replacing("*", with: "eu-1").replacing("#", with: "") + secret
      #expect(ValueScanner.form(of: ByteString(unversioned)) == ValueForm(.webhook), "\(line)")
      // Hosts ignore case and may have a port; PHP escapes slashes.
      let slash = url.dropFirst(8).firstIndex(of: "/")!
      let host = url[..<slash].uppercased()
      #expect(ValueScanner.form(of: ByteString(host + url[slash...])) == ValueForm(.webhook), "\(line)")
      #expect(ValueScanner.form(of: ByteString(url[..<slash] + ":443" + url[slash...])) == ValueForm(.webhook), "\(line)")
      #expect(ValueScanner.form(of: ByteString(url.replacing("/", with: "\\/"))) == ValueForm(.webhook), "\(line)")
    }
  }

  @Test func everyKeyIsReached() {
    var fake = FakeSecret()
    for line in ValueForms.keys.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if ":J".contains(words[1]) { continue }
      let value = words[1] == "b" ? FakeSecret.base64("me:fake1") : fake.characters("n", 40)
      let key = words[0].replacing("\"", with: "")
      let isJSON = "bD".contains(words[1])
      let separated = "x;\(key)=\(value)".replacing(";?", with: "?").replacing(";&", with: "&")
      let option = "x -\(key) me:\(value)"
      let text = isJSON ? "{\"\(key)\": \"\(value)\"}" : words[1] == "U" ? option : separated
      #expect(ValueScanner.form(of: ByteString(text)) != nil, "\(line)")
      #expect(ValueScanner.form(of: ByteString(text.replacing(value, with: ""))) == nil, "\(line)")
    }
  }
}
