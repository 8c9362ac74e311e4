import Bytes

/// Why a command line can't be followed.  All text is as it was written, never expanded, and without
/// the value of an assignment.  The exit status is 125 for every kind.
struct UsageError: Error, Equatable {
  enum Kind: Error, Equatable {
    /// The letter; where it came out of an expansion, its word.
    case invalidLetter(ByteString)
    /// White space as a letter: a `#!` line whose words the kernel left together.
    case invalidSpace(ByteString)
    case unrecognizedOption(ByteString, nearest: Option?)
    /// `name`, which the text begins with, begins the names of several options.
    case ambiguousOption(ByteString, name: ByteString)
    case unexpectedArgument(Option)
    case missingArgument(Option)
    case missingLetterArgument(ByteString)
    case invalidArgument(ByteString, Option)
    case setWithoutEquals
    /// An empty text where the name of a file should stand.
    case noFileName(Option)
    /// Where the name of a variable should stand; what stands there may be a value.
    case notAName(Option)
    /// An option that takes one mode, or patterns.
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
    /// An option that means something beside the other only.
    case without(Option, Option)
    /// Two options that each ask for something else to be done.
    case exclusive(Option, Option)
    /// The same where files are named.
    case exclusiveBesideFiles(Option, Option)
    case extraOperand(ByteString)

    /// Words of a `#!` line behind `--shim`.
    case shimNotLast
    case installWithoutNames
    case invalidShimName(ByteString)
  }

  let kind: Kind
  /// What `-v` printed before it came to this.
  let trace: List<TraceLine>

  init(_ kind: Kind, after trace: List<TraceLine> = List()) {
    self.kind = kind
    self.trace = trace
  }

  /// Whether "Try 'NAME --help' for more information." follows: it does where an option is at fault, and
  /// not where what it was given is.
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
