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

  /// Replacing each of many short values by a long name would exceed the room for it.
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
