import Bytes
import CSystem

/// Runs a helper command: it reads a text on standard input and returns its exit status.  Its output is not read.
package enum Helper {
  /// - Parameters:
  ///   - arguments: the program's path and its arguments.
  ///   - milliseconds: how long it may run; then it is killed with everything that it started.
  ///   - isSilent: whether to discard its standard error.
  /// - Returns: its exit status, or 128 plus the signal that ended it; nil if the time ran out.
  package static func run(
    _ arguments: CStringArray, environment: CStringArray, input: ByteString, milliseconds: Int, isSilent: Bool
  ) throws(SystemError) -> Int? {
    let deadline = Clock.Deadline(milliseconds: milliseconds)
    let file = try SystemError.check(ck_unnamed_file())
    defer { _ = ck_close(file) }
    try Output.write(input, to: file)
    _ = try SystemError.check(ck_rewind(file))
    // If the parent ignored SIGCHLD, the kernel would keep no status.
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
