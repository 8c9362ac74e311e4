import Bytes

extension TOMLError {
  /// Writes the error as a sentence without its location.  It quotes no value, and names a key only if that needs no
  /// quotes.
  package func write(to sink: inout ByteBuffer) {
    let sentence = kind.sentence
    for index in 0..<sentence.words.count {
      switch sentence.words[index] {
      case UInt8(ascii: "~"):
        guard let key = sentence.key, key.isBareKey else { continue }
        sink.write(" '")
        sink.write(key)
        sink.write("'")
      case UInt8(ascii: "@"):
        guard let place = sentence.place else { continue }
        sink.write(decimal: place.line)
        sink.write(":", decimal: place.column)
      case UInt8(ascii: "#"):
        sink.write(decimal: sentence.number)
      case let byte:
        sink.write(byte)
      }
    }
  }
}

/// A template: `~` is the key with a blank before it, `@` another location, `#` a number.
private struct Sentence {
  let words: ByteString
  let key: ByteString?
  let place: SourceLocation?
  let number: Int

  init(_ words: ByteString, _ key: ByteString? = nil, at place: SourceLocation? = nil, number: Int = 0) {
    self.words = words
    self.key = key
    self.place = place
    self.number = number
  }
}

extension TOMLError.Kind {
  fileprivate var sentence: Sentence {
    switch self {
    case .invalidUTF8: Sentence("not UTF-8")
    case .controlCharacter: Sentence("a control character; in a string in double quotes it can be written as an escape")
    case .bareCarriageReturn: Sentence("a carriage return without a line feed")
    case .textTooLong: Sentence("the document is too long")

    case .expectedKey: Sentence("expected a key: letters, digits, '-' and '_', or any text in quotes")
    case .multiLineKey: Sentence("a key cannot be a multi-line string")
    case .expectedEquals: Sentence("expected '=' after the key")
    case .expectedLineEnd: Sentence("expected the end of the line")
    case .expectedBracket: Sentence("expected '.' or ']' in the table header")
    case .expectedTwoBrackets: Sentence("expected '.' or ']]' in the header of an array of tables")

    case .expectedValue: Sentence("expected a value")
    case .stringNeedsQuotes: Sentence("expected a value; strings need quotes")
    case .booleanInWords: Sentence("expected a value; write true or false, without quotes; strings need quotes")
    case .typographicQuotes: Sentence("these quotes are typographic; a string needs straight ones: \" or '")
    case .booleanInCapitals: Sentence("expected a value; true and false are lower case")
    case .expectedCommaInArray(let opened): Sentence("expected ',' or ']' in the array opened at @", at: opened)
    case .expectedCommaInTable(let opened): Sentence("expected ',' or '}' in the inline table opened at @", at: opened)
    case .unclosedArray(let opened): Sentence("this array is not closed; opened at @", at: opened)
    case .unclosedInlineTable(let opened): Sentence("this inline table is not closed; opened at @", at: opened)
    case .tooDeep(let limit): Sentence("nested more than # levels deep", number: limit)

    case .unclosedString(let opened): Sentence("this string is not closed; opened at @", at: opened)
    case .invalidEscape: Sentence("no such escape; write '\\\\' for a backslash, or use single quotes")
    case .expectedHexadecimalDigits(let digits):
      Sentence("expected # hexadecimal digits in the escape; write '\\\\' for a backslash, or use single quotes", number: digits)
    case .notACharacter: Sentence("this escape stands for no Unicode character")

    case .expectedDigit: Sentence("expected a digit")
    case .leadingZero: Sentence("a number cannot begin with a zero; strings need quotes")
    case .misplacedUnderscore: Sentence("an underscore in a number must stand between two digits")
    case .malformedNumber: Sentence("the number does not end here; strings need quotes")
    case .signBeforeRadix: Sentence("a number with a prefix can't have a sign")
    case .integerOutOfRange: Sentence("the integer does not fit into 64 bits")
    case .malformedDateTime: Sentence("expected a date or time such as 2026-01-31, 07:32 or 2026-01-31T07:32:00Z")
    case .noSuchDate: Sentence("there is no such date")
    case .noSuchTime: Sentence("there is no such time")

    case .duplicateKey(let key, let first):
      Sentence("the key~ is already defined, first at @", key, at: first)
    case .duplicateTable(let key, let first):
      Sentence("the table~ is already defined, first at @", key, at: first)
    case .notATable(let key, let first):
      Sentence("the key~ has a value and is no table; defined at @", key, at: first)
    case .inlineTableIsClosed(let key, let first):
      Sentence("the inline table~ cannot be added to; defined at @", key, at: first)
    case .arrayIsClosed(let key, let first):
      Sentence("the array~ cannot be added to; defined at @", key, at: first)
    case .tableIsArrayOfTables(let key, let first):
      Sentence("the key~ is an array of tables, whose headers have two brackets; first at @", key, at: first)
    case .arrayOfTablesIsTable(let key, let first):
      Sentence("the key~ is a table, not an array of tables; defined at @", key, at: first)
    case .dottedKeyIntoHeadedTable(let key, let first):
      Sentence("dotted keys cannot add to the table~, whose header is at @", key, at: first)
    case .dottedKeyIntoArrayOfTables(let key, let first):
      Sentence("dotted keys cannot add to the array of tables~, first at @", key, at: first)
    }
  }
}

extension ByteString {
  /// Whether the key can be shown as it is: other bytes may control a terminal, or be mistaken for the sentence around
  /// them.
  fileprivate var isBareKey: Bool {
    for index in 0..<count where !self[index].isBareKeyByte { return false }
    return !isEmpty
  }
}
