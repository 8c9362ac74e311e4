import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct UsageErrorTests {
  /// An error, and whether a look at the options' help would help: no, if only an argument is wrong.
  static let table: [(UsageError.Kind, Bool)] = [
    (.invalidLetter("x"), true), (.invalidSpace(" x"), true), (.unrecognizedOption("--x", nearest: nil), true),
    (.ambiguousOption("--x", name: "--x"), true), (.unexpectedArgument(.json), true), (.missingArgument(.config), true),
    (.missingLetterArgument("u"), true), (.invalidArgument("x", .seal), true), (.setWithoutEquals, true), (.noFileName(.config), true),
    (.notAName(.why), true), (.modeAndPattern(.inherit), true), (.invalidSignal("X"), true), (.nullWithCommand, true),
    (.chdirWithoutCommand, true), (.argv0WithoutCommand, true), (.nullWith(.json), true), (.configWithNoConfig, true),
    (.without(.head, .verifyAudit), true), (.exclusive(.trust, .check), true), (.exclusiveBesideFiles(.trust, .check), true),
    (.extraOperand("x"), true), (.shimNotLast, true), (.installWithoutNames, true), (.invalidShimName("x"), true),
    (.escapeInDoubleQuotes, false), (.invalidEscape("q"), false), (.backslashAtEnd, false), (.unclosedQuote, false), (.tooManySplits, false),
    (.tooLongSplits, false), (.unsupportedExpansion("$"), false), (.cannotBlock(signal: 9), false), (.cannotUnset("="), false),
    (.cannotSet("="), false),
  ]
  @Test(arguments: table)
  func suggestsHelp(kind: UsageError.Kind, expected: Bool) {
    #expect(UsageError(kind).suggestsHelp == expected)
    #expect(written { $0.write(UsageError(kind), program: "env") }.contains("--help") == expected)
  }
}
