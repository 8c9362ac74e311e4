import CSystem

/// `clock_gettime(2)`.
package enum Clock {}

package extension Clock {
  /// Seconds since 1970 in UTC, and the nanoseconds of the next one.
  static func now() -> (seconds: Int64, nanoseconds: Int64) { time(monotonic: false) }

  private static func time(monotonic: Bool) -> (seconds: Int64, nanoseconds: Int64) {
    var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
    ck_time(monotonic ? 1 : 0, &seconds, &nanoseconds)
    return (seconds, nanoseconds)
  }

  /// A point in time after which nobody waits any more; not moved by who sets the clock.
  struct Deadline: Sendable {
    private let end: Int64

    package init(milliseconds: Int) { end = Self.now + Int64(milliseconds) }

    private static var now: Int64 {
      let (seconds, nanoseconds) = time(monotonic: true)
      return seconds * 1000 + nanoseconds / 1_000_000
    }

    /// Milliseconds that are left; 0 if it is over.
    var left: Int32 { Int32(max(0, min(end - Self.now, 3_600_000))) }
  }

  /// Waits a little, for what others do.
  internal static func pause() { ck_sleep(300_000) }
}
