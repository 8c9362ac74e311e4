import Bytes

/// Why a text is no TOML document, and where.  It holds names of keys but never a value: its text may be shown where
/// the document may not.
package struct TOMLError: Error, Equatable, Sendable {
  package let kind: Kind
  /// The byte at which parsing stopped.
  package let location: SourceLocation
  /// The path of keys to the statement with the error: its table header's, then its own, as far as they could be read;
  /// empty if unknown.
  package let path: List<ByteString>
  /// Where that statement starts, as an offset into the text.
  package let statementStart: Int
  /// Where its value starts, as an offset into the text; nil if the error comes before the `=`.  From there on the text
  /// may be a secret.
  package let valueStart: Int?

  package enum Kind: Equatable, Sendable {
    // Characters
    case invalidUTF8
    case controlCharacter
    case bareCarriageReturn
    /// More than 2^31 - 1 bytes.
    case textTooLong

    // Statements and keys
    case expectedKey
    case multiLineKey
    case expectedEquals
    case expectedLineEnd
    case expectedBracket
    case expectedTwoBrackets

    // Values
    case expectedValue
    case stringNeedsQuotes
    case booleanInCapitals
    /// `yes`, `no`, `on` or `off`.
    case booleanInWords
    /// Quotes as a word processor makes them.
    case typographicQuotes
    case expectedCommaInArray(openedAt: SourceLocation)
    case expectedCommaInTable(openedAt: SourceLocation)
    case unclosedArray(openedAt: SourceLocation)
    case unclosedInlineTable(openedAt: SourceLocation)
    case tooDeep(limit: Int)

    // Strings
    case unclosedString(openedAt: SourceLocation)
    case invalidEscape
    case expectedHexadecimalDigits(Int)
    case notACharacter

    // Numbers, dates and times
    case expectedDigit
    case leadingZero
    case misplacedUnderscore
    case malformedNumber
    case signBeforeRadix
    case integerOutOfRange
    case malformedDateTime
    case noSuchDate
    case noSuchTime

    // Definitions; `first` is the location of the earlier key
    case duplicateKey(ByteString, first: SourceLocation)
    case duplicateTable(ByteString, first: SourceLocation)
    case notATable(ByteString, first: SourceLocation)
    case inlineTableIsClosed(ByteString, first: SourceLocation)
    case arrayIsClosed(ByteString, first: SourceLocation)
    case tableIsArrayOfTables(ByteString, first: SourceLocation)
    case arrayOfTablesIsTable(ByteString, first: SourceLocation)
    case dottedKeyIntoHeadedTable(ByteString, first: SourceLocation)
    case dottedKeyIntoArrayOfTables(ByteString, first: SourceLocation)
  }
}
