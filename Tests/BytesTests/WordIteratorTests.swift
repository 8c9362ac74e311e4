@testable import Bytes
import TestSupport
import Testing

struct WordIteratorTests {
  static let table: [(ByteString, [String])] = [("", []), (":", []), ("a", ["a"]), ("a:b", ["a", "b"]), (":a::b:", ["a", "b"])]
  @Test(arguments: table)
  func words(text: ByteString, expected: [String]) {
    var words = WordIterator(text, separator: UInt8(ascii: ":"))
    var found: [String] = []
    while let word = words.next() {
      #expect(text[words.start..<words.start + word.count] == word)
      found.append(word.text)
    }
    #expect(found == expected)
  }

  @Test func numbers() {
    #expect(WordIterator.word(1, of: "a bc d") == "bc" && WordIterator.word(3, of: "a bc d").isEmpty)
    #expect(WordIterator.number(of: "bc", in: "a bc d") == 1)
    #expect(WordIterator.number(of: "b", in: "a bc d") == nil && WordIterator.number(of: "", in: "a bc d") == nil)
  }
}
