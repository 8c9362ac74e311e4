@testable import Audit
import Bytes
import TestSupport
import Testing

struct TimestampTests {
  /// As printed by date(1): date -u -d @SECONDS
  static let times: [(Int64, Int64, String)] = [
    (0, 0, "1970-01-01T00:00:00.000000Z"),
    (951_782_399, 999_999_999, "2000-02-28T23:59:59.999999Z"),
    (951_868_799, 1000, "2000-02-29T23:59:59.000001Z"),
    (951_868_800, 0, "2000-03-01T00:00:00.000000Z"),
    (1_735_689_599, 0, "2024-12-31T23:59:59.000000Z"),
    (1_795_592_650, 926_885_018, "2026-11-25T07:44:10.926885Z"),
    (4_107_542_400, 0, "2100-03-01T00:00:00.000000Z"),
    (253_402_300_799, 0, "9999-12-31T23:59:59.000000Z"),
  ]
  @Test(arguments: times)
  func rfc3339(seconds: Int64, nanoseconds: Int64, text: String) {
    #expect(written { $0.write(time: seconds, nanoseconds: nanoseconds) } == text)
  }
}
