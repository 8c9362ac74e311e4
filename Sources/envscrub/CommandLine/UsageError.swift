import Bytes

/// Why a command line is invalid.  All text is as written, never expanded, and without the value of an assignment.  The
/// exit status is 125 for every kind.
struct UsageError: Error, Equatable {
  enum Kind: Error, Equatable {
    /// The letter, or its whole word if it came from an expansion.
    case invalidLetter(ByteString)
    /// White space as an option letter: a `#!` line, which the kernel doesn't split into words.
    case invalidSpace(ByteString)
    case unrecognizedOption(ByteString, nearest: Option?)
    /// `name`, a prefix of the text, begins the names of several options.
    case ambiguousOption(ByteString, name: ByteString)
    case unexpectedArgument(Option)
    case missingArgument(Option)
    case missingLetterArgument(ByteString)
    case invalidArgument(ByteString, Option)
    case setWithoutEquals
    /// The argument must name a file, and is empty.
    case noFileName(Option)
    /// The argument must be a variable's name.  It is not shown, since it may be a value.
    case notAName(Option)
    /// An option was given both a mode and patterns.
    case modeAndPattern(Option)

    case escapeInDoubleQuotes
    case invalidEscape(ByteString)
    case backslashAtEnd
    case unclosedQuote
    case tooManySplits
    case tooLongSplits
    case unsupportedExpansion(ByteString)

    case invalidSignal(ByteString)
    case cannotBlock(signal: Int)
    case cannotUnset(ByteString)
    case cannotSet(ByteString)

    case nullWithCommand
    case chdirWithoutCommand
    case argv0WithoutCommand
    case nullWith(Option)
    case configWithNoConfig
    /// The first option has a meaning only together with the second.
    case without(Option, Option)
    /// Two options that request different modes.
    case exclusive(Option, Option)
    /// The same when files are named.
    case exclusiveBesideFiles(Option, Option)
    case extraOperand(ByteString)

    /// Words of a `#!` line after `--shim`.
    case shimNotLast
    case installWithoutNames
    case invalidShimName(ByteString)
  }

  let kind: Kind
  /// What `-v` prints before the error.
  let trace: List<TraceLine>

  init(_ kind: Kind, after trace: List<TraceLine> = List()) {
    self.kind = kind
    self.trace = trace
  }

  /// Whether "Try 'NAME --help' for more information." follows: yes if an option is wrong, no if its argument is.
  var suggestsHelp: Bool {
    switch kind {
    case .escapeInDoubleQuotes, .invalidEscape, .backslashAtEnd, .unclosedQuote, .tooManySplits, .tooLongSplits, .unsupportedExpansion,
      .cannotBlock, .cannotUnset, .cannotSet:
      false
    case .invalidLetter, .invalidSpace, .unrecognizedOption, .ambiguousOption, .unexpectedArgument, .missingArgument,
      .missingLetterArgument, .invalidArgument, .setWithoutEquals, .noFileName, .notAName, .modeAndPattern, .invalidSignal,
      .nullWithCommand, .chdirWithoutCommand, .argv0WithoutCommand, .nullWith, .configWithNoConfig, .without, .exclusive,
      .exclusiveBesideFiles, .extraOperand, .shimNotLast, .installWithoutNames, .invalidShimName:
      true
    }
  }
}
