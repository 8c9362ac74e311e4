import Bytes
@testable import Secrets
import TestSupport
import Testing


/// Every line of the data is reached, and what is one byte short of it is not.
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

  @Test(arguments: rows)
  func findsTheShortestToken(row: Row) {
    var fake = FakeSecret()
    for _ in 0..<4 {
      let token = fake.token(prefix: row.prefix, pattern: row.pattern)
      #expect(TokenForms.matches(row: row.offset, at: 0, in: ByteString(token)))
      #expect(ValueScanner.form(of: ByteString(token)) != nil)
      #expect(ValueScanner.form(of: ByteString("x \(token), y")) != nil)
      #expect(ValueScanner.form(of: ByteString("KEY='\(token)'")) != nil)
      // One byte short of it, or one before it, is another word.
      let short = ByteString(String(token.dropLast()))
      if !row.pattern.hasSuffix("e") && !row.pattern.contains(",j") && !row.pattern.hasSuffix("i") {
        #expect(!TokenForms.matches(row: row.offset, at: 0, in: short))
      }
      if !row.prefix.hasPrefix("@") {
        #expect(!TokenForms.matches(row: row.offset, at: 0, in: ByteString("x\(token)")))
      }
    }
  }

  /// Two forms may look the same; what is said is that of the one that is tried first.
  @Test func namesTheForm() {
    var fake = FakeSecret()
    for row in Self.rows where row.pattern.contains("k") || row.prefix.utf8.count > 4 {
      let token = fake.token(prefix: row.prefix, pattern: row.pattern)
      if ["live_", "test_", "sk_test_"].contains(row.prefix) || row.form == "Grafana token" { continue }
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

  @Test func indexIsOfThisData() {
    let sorted = Self.rows.map { row in
      (Array((row.prefix + "  ").utf8.prefix(3)), row.offset)
    }.sorted { ($0.0.lexicographicallyPrecedes($1.0)) || ($0.0 == $1.0 && $0.1 < $1.1) }
    var expected = ""
    for (_, offset) in sorted {
      for digit in [offset / 90, offset % 90] { expected.unicodeScalars.append(Unicode.Scalar(UInt8(36 + digit))) }
    }
    if ValueFormIndex.offsets.text == expected { return }
    var lines: [String] = []
    var rest = Substring(expected)
    while !rest.isEmpty {
      lines.append("    " + rest.prefix(110))
      rest = rest.dropFirst(110)
    }
    Issue.record("ValueFormIndex.offsets is of other data. It is to be:\n\(lines.joined(separator: "\\#\n"))")
  }

  @Test func everyFormHasANameAndASource() {
    var names: Set<String> = []
    var count = 0
    var next = ValueForm.after(nil)
    while let form = next {
      #expect(!form.name.isEmpty && !form.source.isEmpty)
      names.insert(form.name.text)
      count += 1
      next = .after(form)
    }
    #expect(names.count == count)
    #expect(ValueForms.tokens.count <= 8100)
    let lines = ValueForms.tokens.text.split(separator: "\n") + ValueForms.structures.text.split(separator: "\n")
    #expect(count == lines.filter { $0.hasPrefix("#") }.count)
    #expect(ValueForm(.privateKey).name == "private key")
    #expect(ValueForm(.netrc).name == "netrc login")
    #expect(ValueForm(.netrc).source == "vendor documentation")
  }

  @Test func everyWebhookIsReached() {
    var fake = FakeSecret()
    for line in ValueForms.webhooks.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      let url = "https://" + words[0].replacing("*", with: "eu-1") + fake.characters("l", Int(words[1])!)
      #expect(ValueScanner.form(of: ByteString(url)) == ValueForm(.webhook), "\(line)")
      #expect(ValueScanner.form(of: ByteString(String(url.dropLast()))) == nil, "\(line)")
    }
  }

  @Test func everyKeyIsReached() {
    var fake = FakeSecret()
    for line in ValueForms.keys.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      let value = words[1] == "b" ? FakeSecret.base64("me:fake1") : fake.characters("n", 40)
      let key = words[0].replacing("\"", with: "")
      let isJSON = "bD".contains(words[1])
      let separated = "x;\(key)=\(value)".replacing(";?", with: "?").replacing(";&", with: "&")
      let text = isJSON ? "{\"\(key)\": \"\(value)\"}" : separated
      #expect(ValueScanner.form(of: ByteString(text)) != nil, "\(line)")
      #expect(ValueScanner.form(of: ByteString(text.replacing(value, with: ""))) == nil, "\(line)")
    }
  }
}
