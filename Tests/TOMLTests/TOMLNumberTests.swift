import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct TOMLNumberTests {
  /// a number as written, its value
  static let valid: [(String, String)] = [
    ("0", "0"), ("+0", "0"), ("-0", "0"), ("+99", "99"), ("-17", "-17"), ("1_000_000", "1000000"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("0xDEAD_beef", "3735928559"), ("0o755", "493"), ("0b1101", "13"), ("0x0001", "1"),
    ("0x7fffffffffffffff", "9223372036854775807"),
    ("1.0", "float 1.0"), ("-0.0", "float -0.0"), ("+3.1_4", "float +3.1_4"), ("5e+22", "float 5e+22"),
    ("1e06", "float 1e06"), ("6.626E-34", "float 6.626E-34"), ("1_0.0_1e1_0", "float 1_0.0_1e1_0"),
    ("inf", "float inf"), ("-inf", "float -inf"), ("+nan", "float +nan"),
    ("99999999999999999999999.0", "float 99999999999999999999999.0"),
  ]

  @Test(arguments: valid)
  func accepts(source: String, summary: String) throws {
    #expect(try parse("a = \(source)").summary == "{a: \(summary)}")
    #expect(try parse("a = [\(source),\(source)]").summary == "{a: [\(summary), \(summary)]}")
  }

  /// a number as written, what is wrong, at which of its columns
  static let invalid: [(String, TOMLError.Kind, Int)] = [
    ("9223372036854775808", .integerOutOfRange, 1),
    ("-9223372036854775809", .integerOutOfRange, 1),
    ("18446744073709551616", .integerOutOfRange, 1),
    ("99999999999999999999999999", .integerOutOfRange, 1),
    ("0x8000000000000000", .integerOutOfRange, 1),
    ("0xFFFFFFFFFFFFFFFFF", .integerOutOfRange, 1),
    ("01", .leadingZero, 1), ("-007", .leadingZero, 2), ("00.5", .leadingZero, 1), ("0_0", .leadingZero, 1),
    ("1__0", .misplacedUnderscore, 2), ("1_", .misplacedUnderscore, 2), ("_1", .stringNeedsQuotes, 1),
    ("+_1", .misplacedUnderscore, 2), ("1_.0", .misplacedUnderscore, 2), ("1._0", .misplacedUnderscore, 3),
    ("1.0_", .misplacedUnderscore, 4), ("1e_1", .misplacedUnderscore, 3), ("0x_1", .misplacedUnderscore, 3),
    ("0b1__1", .misplacedUnderscore, 4),
    (".5", .expectedDigit, 1), ("1.", .expectedDigit, 3), ("1.e5", .expectedDigit, 3), ("1e", .expectedDigit, 3),
    ("+", .expectedDigit, 2), ("--1", .expectedDigit, 2), ("0x", .expectedDigit, 3), ("-.5", .expectedDigit, 2),
    ("+infinite", .expectedDigit, 2),
    ("-0x1", .signBeforeRadix, 1), ("+0b1", .signBeforeRadix, 1),
    ("0X1", .malformedNumber, 2), ("0b12", .malformedNumber, 4), ("0o8", .expectedDigit, 3),
    ("10px", .malformedNumber, 3), ("1.2.3", .malformedNumber, 4), ("1e1.0", .malformedNumber, 4), ("1+1", .malformedNumber, 2),
    ("1-1", .malformedNumber, 2), ("Inf", .stringNeedsQuotes, 1), ("infinity", .stringNeedsQuotes, 1),
  ]

  @Test(arguments: invalid)
  func rejects(source: String, kind: TOMLError.Kind, column: Int) {
    let error = failure("a = \(source)")
    #expect(error?.kind == kind)
    #expect(error?.location == at(1, 4 + column))
  }
}
