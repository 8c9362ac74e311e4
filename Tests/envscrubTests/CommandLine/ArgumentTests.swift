import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct ArgumentTests {
  /// `a${X}b${Y}c`, of which X is "12" and Y is empty
  private static let word: Word = {
    let argument = Argument("a12bc", written: "a${X}b${Y}c")
    return Word(argument, expansions: [
      Word.Expansion(value: 1..<3, written: 1..<5), Word.Expansion(value: 4..<4, written: 6..<10),
    ])
  }()

  /// from, to, the value, how it was written: an expansion is shown whole
  static let slices: [(Int, Int, ByteString, ByteString)] = [
    (0, 5, "a12bc", "a${X}b${Y}c"), (0, 1, "a", "a"), (1, 3, "12", "${X}"), (2, 3, "2", "${X}"), (1, 2, "1", "${X}"), (0, 2, "a1", "a${X}"),
    (3, 4, "b", "b${Y}"), (3, 5, "bc", "b${Y}c"), (4, 5, "c", "${Y}c"), (2, 5, "2bc", "${X}b${Y}c"),
  ]
  @Test(arguments: slices)
  func slice(lower: Int, upper: Int, value: ByteString, written: ByteString) {
    let slice = Self.word.slice(from: lower, to: upper)
    #expect(slice.value == value && slice.written == written)
    // The rest of a word is a word whose parts are shown alike.
    #expect(Self.word.suffix(from: lower).slice(to: upper - lower) == slice)
  }

  @Test(arguments: [(0..<1, false), (0..<2, true), (2..<3, true), (3..<5, false), (3..<4, false)])
  func expanded(range: Range<Int>, isExpanded: Bool) { #expect(Self.word.isExpanded(range) == isExpanded) }

  @Test func withoutExpansions() {
    let word = Word("abc")
    #expect(word.slice(from: 1) == Argument("bc") && word.suffix(from: 2).value == "c" && !word.isExpanded(0..<3))
  }
}
