import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct ValueAutomatonTests {
  /// values, a text, where values end in it and the number of the longest that ends there
  static let table: [([ByteString], ByteString, [Int: Int])] = [
    ([], "abc", [:]),
    (["b"], "abcb", [2: 0, 4: 0]),
    (["he", "she", "his", "hers"], "ushers", [4: 1, 6: 3]),
    (["a", "ab", "bab", "bc", "bca", "c", "caa"], "abccab", [1: 0, 2: 1, 3: 3, 4: 5, 5: 0, 6: 1]),
    (["aa"], "aaaa", [2: 0, 3: 0, 4: 0]),
    (["xa", "xa"], "xa", [2: 0]),
    (["abcd", "bc"], "abce", [3: 1]),
  ]

  @Test(arguments: table)
  func findsTheLongestValueAtEachEnd(values: [ByteString], text: ByteString, expected: [Int: Int]) {
    var found: [Int: Int] = [:]
    Self.automaton(values).forEachEnd(in: text) { found[$0] = $1 }
    #expect(found == expected)
  }

  @Test func agreesWithASearchForEach() {
    var random = SeededGenerator(seed: 3)
    func word(_ count: ClosedRange<Int>) -> ByteString {
      ByteString(copying: (0..<Int.random(in: count, using: &random)).map { _ in UInt8.random(in: 97...98, using: &random) })
    }
    for _ in 0..<200 {
      var values: [ByteString] = []
      for _ in 0..<6 { values.append(word(1...5)) }
      let text = word(0...30)
      var found: [Int: Int] = [:]
      Self.automaton(values).forEachEnd(in: text) { found[$0] = $1 }
      for end in 0...text.count {
        let ending = values.indices.filter { text[0..<end].hasSuffix(values[$0]) }
        let longest = ending.map { values[$0].count }.max()
        #expect(found[end] == ending.first { values[$0].count == longest }, "\(values) in \(text)")
      }
    }
  }

  private static func automaton(_ values: [ByteString]) -> ValueAutomaton {
    var automaton = ValueAutomaton(totalLength: values.reduce(0) { $0 + $1.count })
    for (number, value) in values.enumerated() { automaton.add(value, Int32(number)) }
    automaton.link()
    return automaton
  }
}
