import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct TOMLDateTimeTests {
  /// a date or time as written, its kind
  static let valid: [(String, String)] = [
    ("1979-05-27T07:32:00Z", "offset"), ("1979-05-27t07:32:00z", "offset"), ("1979-05-27 07:32:00-07:00", "offset"),
    ("1979-05-27T00:32:00.999999+23:59", "offset"), ("1979-05-27T07:32Z", "offset"), ("1979-05-27 07:32+01:00", "offset"),
    ("1979-05-27T07:32:00", "local"), ("1979-05-27T07:32", "local"), ("1979-05-27 07:32:00.5", "local"),
    ("1979-05-27", "date"), ("0000-01-01", "date"), ("2024-02-29", "date"), ("2000-02-29", "date"),
    ("07:32:00", "time"), ("07:32", "time"), ("00:32:00.999999999999", "time"), ("23:59:60", "time"),
  ]

  @Test(arguments: valid)
  func accepts(source: String, kind: String) throws {
    #expect(try parse("a = \(source) # b").summary == "{a: \(kind) \(source)}")
    #expect(try parse("a = [\(source) ]").summary == "{a: [\(kind) \(source)]}")
  }

  /// a date or time as written, what is wrong, at which of its columns
  static let invalid: [(String, TOMLError.Kind, Int)] = [
    ("2023-02-29", .noSuchDate, 9), ("1900-02-29", .noSuchDate, 9), ("2024-04-31", .noSuchDate, 9),
    ("2024-00-01", .noSuchDate, 6), ("2024-13-01", .noSuchDate, 6), ("2024-01-00", .noSuchDate, 9), ("2024-01-32", .noSuchDate, 9),
    ("24:00", .noSuchTime, 1), ("07:60", .noSuchTime, 4), ("07:32:61", .noSuchTime, 7),
    ("2024-01-01T24:00:00Z", .noSuchTime, 12), ("2024-01-01T00:00:00+24:00", .noSuchTime, 21),
    ("2024-01-01T00:00:00-00:60", .noSuchTime, 24),
    ("2024-1-01", .malformedDateTime, 7), ("2024-01-1", .malformedDateTime, 10), ("2024-", .malformedDateTime, 6),
    ("2024-01-01T", .malformedDateTime, 12), ("2024-01-01T7:00", .malformedDateTime, 13), ("2024-01-01T07", .malformedDateTime, 14),
    ("07:3", .malformedDateTime, 5), ("07:32:0", .malformedDateTime, 8), ("07:32:00.", .malformedDateTime, 10),
    ("2024-01-01T00:00:00+0100", .malformedDateTime, 23),
    ("2024-01-01x", .malformedNumber, 11), ("07:32:00Z", .malformedNumber, 9), ("2024-01-01T00:00:00Zx", .malformedNumber, 21),
    ("2024-01-011", .malformedNumber, 11), ("2024-01-01T00:00:00:00", .malformedNumber, 20),
    ("12024-01-01", .malformedNumber, 6), ("7:32", .malformedNumber, 2),
  ]

  @Test(arguments: invalid)
  func rejects(source: String, kind: TOMLError.Kind, column: Int) {
    let error = failure("a = \(source)")
    #expect(error?.kind == kind)
    #expect(error?.location == at(1, 4 + column))
  }

  @Test func leavesABlankThatNoTimeFollows() throws {
    #expect(try parse("a = 2024-01-01 ").summary == "{a: date 2024-01-01}")
    #expect(failure("a = 2024-01-01 x")?.kind == .expectedLineEnd)
  }
}
