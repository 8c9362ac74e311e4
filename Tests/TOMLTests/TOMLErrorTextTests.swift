import Bytes
@testable import TOML
import TestSupport
import Testing

/// Errors, and their sentences.
@Suite struct TOMLErrorTextTests {
  static let table: [(TOMLError.Kind, String)] = [
    (.invalidUTF8, "not UTF-8"),
    (.controlCharacter, "a control character; in a string in double quotes it can be written as an escape"),
    (.bareCarriageReturn, "a carriage return without a line feed"),
    (.textTooLong, "the document is too long"),
    (.expectedKey, "expected a key: letters, digits, '-' and '_', or any text in quotes"),
    (.multiLineKey, "a key cannot be a multi-line string"),
    (.expectedEquals, "expected '=' after the key"),
    (.expectedLineEnd, "expected the end of the line"),
    (.expectedBracket, "expected '.' or ']' in the table header"),
    (.expectedTwoBrackets, "expected '.' or ']]' in the header of an array of tables"),
    (.expectedValue, "expected a value"),
    (.stringNeedsQuotes, "expected a value; strings need quotes"),
    (.booleanInCapitals, "expected a value; true and false are lower case"),
    (.expectedCommaInArray(openedAt: at(3, 1)), "expected ',' or ']' in the array opened at 3:1"),
    (.expectedCommaInTable(openedAt: at(12, 34)), "expected ',' or '}' in the inline table opened at 12:34"),
    (.unclosedArray(openedAt: at(1, 5)), "this array is not closed; opened at 1:5"),
    (.unclosedInlineTable(openedAt: at(1, 5)), "this inline table is not closed; opened at 1:5"),
    (.tooDeep(limit: 128), "nested more than 128 levels deep"),
    (.unclosedString(openedAt: at(2, 7)), "this string is not closed; opened at 2:7"),
    (.invalidEscape, #"no such escape; write '\\' for a backslash, or use single quotes"#),
    (
      .expectedHexadecimalDigits(8),
      #"expected 8 hexadecimal digits in the escape; write '\\' for a backslash, or use single quotes"#
    ),
    (.notACharacter, "this escape stands for no Unicode character"),
    (.expectedDigit, "expected a digit"),
    (.leadingZero, "a number cannot begin with a zero; strings need quotes"),
    (.misplacedUnderscore, "an underscore in a number must stand between two digits"),
    (.malformedNumber, "the number does not end here; strings need quotes"),
    (.signBeforeRadix, "a number with a prefix can't have a sign"),
    (.integerOutOfRange, "the integer does not fit into 64 bits"),
    (.malformedDateTime, "expected a date or time such as 2026-01-31, 07:32 or 2026-01-31T07:32:00Z"),
    (.noSuchDate, "there is no such date"),
    (.noSuchTime, "there is no such time"),
    (.duplicateKey("a", first: at(1, 1)), "the key 'a' is already defined, first at 1:1"),
    (.duplicateTable("a", first: at(1, 2)), "the table 'a' is already defined, first at 1:2"),
    (.notATable("a", first: at(1, 1)), "the key 'a' has a value and is no table; defined at 1:1"),
    (.inlineTableIsClosed("a", first: at(1, 1)), "the inline table 'a' cannot be added to; defined at 1:1"),
    (.arrayIsClosed("a", first: at(1, 1)), "the array 'a' cannot be added to; defined at 1:1"),
    (
      .tableIsArrayOfTables("a", first: at(1, 3)),
      "the key 'a' is an array of tables, whose headers have two brackets; first at 1:3"
    ),
    (.arrayOfTablesIsTable("a", first: at(1, 2)), "the key 'a' is a table, not an array of tables; defined at 1:2"),
    (
      .dottedKeyIntoHeadedTable("a", first: at(1, 2)), "dotted keys cannot add to the table 'a', whose header is at 1:2"
    ),
    (
      .dottedKeyIntoArrayOfTables("a", first: at(1, 3)),
      "dotted keys cannot add to the array of tables 'a', first at 1:3"
    ),
  ]

  @Test(arguments: table)
  func sentence(kind: TOMLError.Kind, expected: String) { #expect(Self.text(kind) == expected) }

  /// A key that needs quotes isn't named: its bytes could be mistaken for the sentence.
  @Test(arguments: ["", "a b", "a~", "@", "#", "a'", "\u{1B}[2J", "é", "a\n"])
  func keyInQuotes(key: String) {
    #expect(Self.text(.duplicateKey(ByteString(key), first: at(1, 1))) == "the key is already defined, first at 1:1")
  }

  private static func text(_ kind: TOMLError.Kind) -> String {
    let error = TOMLError(kind: kind, location: at(9, 9), path: [], statementStart: 0, valueStart: nil)
    return written { error.write(to: &$0) }
  }
}
