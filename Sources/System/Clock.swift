import CSystem

/// `clock_gettime(2)`.
package enum Clock {}

package extension Clock {
  /// Seconds since 1970 in UTC, and nanoseconds.
  static func now() -> (seconds: Int64, nanoseconds: Int64) { time(monotonic: false) }

  private static func time(monotonic: Bool) -> (seconds: Int64, nanoseconds: Int64) {
    var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
    ck_time(monotonic ? 1 : 0, &seconds, &nanoseconds)
    return (seconds, nanoseconds)
  }

  /// The time at which to stop waiting.  Setting the clock doesn't move it.
  struct Deadline: Sendable {
    private let end: Int64

    package init(milliseconds: Int) { end = Self.now + Int64(milliseconds) }

    private static var now: Int64 {
      let (seconds, nanoseconds) = time(monotonic: true)
      return seconds * 1000 + nanoseconds / 1_000_000
    }

    /// The milliseconds left; 0 if it has passed.
    var left: Int32 { Int32(max(0, min(end - Self.now, 3_600_000))) }
  }

  /// Sleeps briefly while another process works.
  internal static func pause() { ck_sleep(300_000) }
}
