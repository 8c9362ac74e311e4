import Foundation

/// The processor time that this thread takes for `body`, the best of `tries`.  Unlike the wall clock it doesn't grow
/// with the load of the machine.
public func threadTime(tries: Int = 3, of body: () throws -> Void) rethrows -> Duration {
  func now() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
  return try (0..<tries).map { _ in
    let start = now()
    try body()
    return now() - start
  }.min()!
}
