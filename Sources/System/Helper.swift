import Bytes
import CSystem

/// A command that is run beside, and read from not at all: it gets a text on standard input and gives its status.
package enum Helper {
  /// - Parameters:
  ///   - arguments: the program's path and what it is given.
  ///   - milliseconds: how long it may take; then it is killed, with all that it started.
  ///   - isSilent: whether its errors are not to be seen.
  /// - Returns: its exit status, 128 and more where a signal ended it; nil if the time was over.
  package static func run(
    _ arguments: CStringArray, environment: CStringArray, input: ByteString, milliseconds: Int, isSilent: Bool
  ) throws(SystemError) -> Int? {
    let deadline = Clock.Deadline(milliseconds: milliseconds)
    let file = try SystemError.check(ck_unnamed_file())
    defer { _ = ck_close(file) }
    try Output.write(input, to: file)
    _ = try SystemError.check(ck_rewind(file))
    // Where the parent had it ignored, the kernel would keep no status.
    let childEnded = Int(CK_SIGNAL_CHILD)
    let wasIgnored = (try? Signals.isIgnored(childEnded)) ?? false
    if wasIgnored { try Signals.set(childEnded, ignored: false) }
    defer { if wasIgnored { try? Signals.set(childEnded, ignored: true) } }
    let child = try SystemError.check(ck_start(arguments.start, environment.start, file, isSilent ? 1 : 0))
    while true {
      let status = ck_ended(child)
      if status != 0 { return Int(try SystemError.check(status)) - 1 }
      if deadline.left == 0 {
        ck_end(child)
        return nil
      }
      Clock.pause()
    }
  }
}
