/// The words of a text between separators; empty ones are skipped.
package struct WordIterator {
  private let text: ByteString
  private let separator: UInt8
  private var position = 0
  /// Where the word that `next` returned last begins.
  package private(set) var start = 0
}

package extension WordIterator {
  init(_ text: ByteString, separator: UInt8) {
    self.text = text
    self.separator = separator
  }

  mutating func next() -> ByteString? {
    while position < text.count, text[position] == separator { position &+= 1 }
    guard position < text.count else { return nil }
    start = position
    while position < text.count, text[position] != separator { position &+= 1 }
    return text[start..<position]
  }

  /// Word `number` (from 0) of `text`, split at blanks; empty if there are fewer.  A list of names is one text: a table
  /// of pointers would have to be relocated when the program starts.
  static func word(_ number: UInt8, of text: ByteString) -> ByteString {
    var words = WordIterator(text, separator: UInt8(ascii: " "))
    for _ in 0..<number { _ = words.next() }
    return words.next() ?? ""
  }

  /// The number (from 0) of `word` in `text`; nil if it is none of its words.
  static func number(of word: ByteString, in text: ByteString) -> UInt8? {
    var words = WordIterator(text, separator: UInt8(ascii: " "))
    var number: UInt8 = 0
    while let candidate = words.next() {
      if candidate == word { return number }
      number += 1
    }
    return nil
  }
}
