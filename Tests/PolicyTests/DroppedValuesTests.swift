import Bytes
@testable import Policy
import TestSupport
import Testing

struct DroppedValuesTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let entries: [String]
    /// Texts, and the same texts concealed.
    let texts: [(String, String)]
    var testDescription: String { "\(entries)" }

    init(_ entries: [String], _ texts: [(String, String)]) {
      self.entries = entries
      self.texts = texts
    }
  }

  // All names with an X are dropped.
  static let table: [Case] = [
    Case(["X=abcdefgh12", "KEPT=stayshere"], [
      ("abcdefgh12", "${X}"), ("K: abcdefgh12", "K: ${X}"), ("a=abcdefgh12;", "a=${X};"), ("abcdefgh1", "abcdefgh1"), ("", ""),
      ("stayshere", "stayshere"), ("abcdefgabcdefgh12abcdefgh12", "abcdefg${X}${X}"),
    ]),
    Case(["X=1234567"], [("1234567", "1234567")]),
    Case(["X=12345678"], [("12345678", "${X}")]),
    Case(["X=12345678\n\n"], [("12345678", "${X}"), ("12345678\n\n", "${X}\n\n")]),
    Case(["X=1234567\n"], [("1234567\n", "1234567\n")]),
    // The same value under two names, a value within another, and overlapping values.
    Case(["X1=abcdefgh", "X2=abcdefgh"], [("-abcdefgh-", "-${X1}-")]),
    Case(["X1=abcdefgh", "X2=abcdefghij", "X3=--abcdefghij--"], [
      ("abcdefghij", "${X2}"), ("abcdefghi", "${X1}i"), ("--abcdefghij--", "${X3}"), ("--abcdefghij-", "--${X2}-"),
    ]),
    Case(["X1=abcdefgh1234", "X2=1234567890"], [("abcdefgh1234567890", "${X1}${X2}"), ("(abcdefgh1234567890)", "(${X1}${X2})")]),
    Case(["X=aaaaaaaa"], [
      ("aaaaaaaa", "${X}"), ("aaaaaaaaa", "${X}${X}"), (String(repeating: "a", count: 24), "${X}${X}${X}"), ("aaaaaaa", "aaaaaaa"),
    ]),
    // The beginning of one value is the end of another.
    Case(["X1=abcabcabcabd", "X2=cabcabce"], [("abcabcabcabcabd", "abc${X1}"), ("abcabcabcabcabce", "abcabcab${X2}")]),
    // An entry without a name: its text may be the value.
    Case(["planted-text", "X=abcdefgh"], [("planted-text", "${entry 1}")]),
    // The second entry of a name is dropped.
    Case(["KEPT=first-one", "KEPT=second-one"], [("first-one second-one", "first-one ${KEPT}")]),
    // Parts of a value: the password of a URL, of letters alone too and with what nobody encoded.
    Case(["X=postgres://u:supersecret1@h/d"], [
      ("supersecret1", "${X}"), ("postgres", "postgres"), ("PGPASSWORD=supersecret1", "PGPASSWORD=${X}"),
      ("postgres://u:supersecret1@h/d", "${X}"), ("supersecret", "supersecret"),
    ]),
    Case(["X=a://u:only:letters@h, b://u:p@ss:word@h and c://v:slash/here@h"], [
      ("only:letters", "${X}"), ("p@ss:word", "${X}"), ("slash/here", "${X}"), ("letters@", "letters@"),
    ]),
    Case(["X=u:lettersonly@tcp(h)/d", "X2=thin:scott/lettersthere@//h"], [("lettersonly", "${X}"), ("-lettersthere", "-${X2}")]),
    Case(["X=https://0123456789abcdef@h/"], [("0123456789abcdef", "${X}"), ("user 0123456789abcdef", "user ${X}")]),
    // Another variable's assignment in it, quotes and blanks around it, a line or a word of it.
    Case(["X=w -- API_KEY=supersecret1 CC=gcc"], [("supersecret1", "${X}"), ("API_KEY=supersecret1", "API_KEY=${X}")]),
    Case(["X= \"onlyletters\"\n"], [("onlyletters", "${X}"), ("\"onlyletters\"", "\"${X}\"")]),
    Case(["X=first line\r\n  second line\n'the third one'"], [
      ("first line", "${X}"), ("second line", "${X}"), ("the third one", "${X}"), ("the third", "the third"),
    ]),
    Case(["X={\"user\": \"somebody\", \"token\": \"abcdefg1\", \"other\": [\"sixteen-or-longer\"]}"], [
      ("abcdefg1", "${X}"), ("somebody", "somebody"), ("sixteen-or-longer", "${X}"), ("sixteen-or-longe", "sixteen-or-longe"),
    ]),
    Case(["X=<p>abcdefg1</p>", "X2=k=abcdefg2&l=abcdefg3;m?abcdefg4|abcdefg5,abcdefg6"], [
      ("abcdefg1abcdefg2", "${X}${X2}"), ("abcdefg3abcdefg4", "${X2}${X2}"), ("abcdefg5abcdefg6", "${X2}${X2}"),
    ]),
    // Short, or common.
    Case(["X=localhost password 1234567 host=database"], [
      ("localhost", "localhost"), ("password", "password"), ("1234567", "1234567"), ("database", "database"),
    ]),
    // The name of the whole value is told.
    Case(["X1=a://u:supersecret1@h", "X2=supersecret1"], [("supersecret1", "${X2}"), ("u:supersecret1@", "u:${X2}@")]),
    Case(["X=://", "X2=:@:@://@@", "X3=\"\"\"\"\"\"\"\"\"", "X4=////////@"], [("abcdefgh:@:@://@@", "abcdefgh${X2}")]),
    Case(["X=\u{e9}\u{e9}\u{e9}\u{e9}"], [("\u{e9}\u{e9}\u{e9}\u{e9}", "${X}")]),
  ]

  private static func values(_ entries: [String], in texts: [ByteString]) throws -> DroppedValues {
    let entries = List(entries.map { entry($0) })
    let outcome = try Settings(exclude: ["*X*"]).policy().apply(to: entries, seed: 1, explaining: true)
    return DroppedValues(entries, by: outcome.decisions, in: List(texts))
  }

  @Test(arguments: table)
  func conceals(row: Case) throws {
    var values = try Self.values(row.entries, in: row.texts.map { ByteString($0.0) })
    for (text, expected) in row.texts { #expect(values.concealed(ByteString(text)).text == expected) }
  }

  /// Values of nothing but what parts end at.
  @Test(arguments: ["a1234567://", "://u:a1234567@h/", "\n\"a1234567\" ", "@/a1234567@", ":::::::@"])
  func isLinear(piece: String) throws {
    let value = String(repeating: piece, count: 50_000)
    let took = try threadTime(tries: 1) {
      var values = try Self.values(["X=\(value)"], in: [ByteString(value), "-a1234567-"])
      #expect(values.concealed(ByteString(value)) == "${X}")
    }
    #expect(took < .seconds(20))
  }

  /// A long name in the place of each of many short values would make more of them than there is room for.
  @Test func growth() throws {
    let text = ByteString(String(repeating: "abcdefgh", count: 1000))
    var values = try Self.values(["\(String(repeating: "X", count: 100_000))=abcdefgh"], in: [text])
    let concealed = values.concealed(text)
    #expect(concealed.count < 1 << 21)
    #expect(!concealed.text.contains("abcdefgh"))
  }

  /// Compared with the obvious method: no value is left, and nothing else changes.
  @Test func random() throws {
    var generator = SeededGenerator(seed: 7)
    func text(_ count: Int) -> String { String((0..<count).map { _ in "ab".randomElement(using: &generator)! }) }
    for _ in 0..<2000 {
      let values = (0..<Int.random(in: 1...6, using: &generator)).map { _ in text(Int.random(in: 8...12, using: &generator)) }
      let subject = text(Int.random(in: 0...60, using: &generator))
      var isCovered = [Bool](repeating: false, count: subject.count)
      let bytes = Array(subject.utf8)
      for value in values.map({ Array($0.utf8) }) where bytes.count >= value.count {
        for start in 0...bytes.count - value.count where Array(bytes[start..<start + value.count]) == value {
          for index in start..<start + value.count { isCovered[index] = true }
        }
      }
      let names = values.enumerated().map { "X\($0.offset)=\($0.element)" }
      var dropped = try Self.values(names, in: [ByteString(subject)])
      let result = dropped.concealed(ByteString(subject)).text
      var left = ""
      var isInName = false
      for character in result {
        if character == "$" { isInName = true }
        if !isInName { left.append(character) }
        if character == "}" { isInName = false }
      }
      let expected = String(zip(subject, isCovered).filter { !$0.1 }.map { $0.0 })
      #expect(left == expected, "\(values) \(subject) \(result)")
    }
  }
}
