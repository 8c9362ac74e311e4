import Bytes
import Policy
import System

extension Run {
  /// Without COMMAND: prints the environment that it would get, as env(1) does.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func list(_ outcome: Outcome, _ request: Boxed<Invocation>) throws(Failure) -> Int32 {
    let chunk = 1 << 15
    var text = ByteBuffer()
    for entry in outcome.environment {
      text.write(listed: entry, endsInNUL: request.value.nul)
      if text.count >= chunk {
        _ = try print(text)
        text.removeAll()
      }
    }
    return text.isEmpty ? ExitStatus.success : try print(text)
  }

  /// Prints the requested text on standard output.
  func print(_ text: borrowing ByteBuffer) throws(Failure) -> Int32 {
    do {
      try Output.standardOutput.write(text)
    } catch {
      throw failure {
        $0.write("write error: ")
        $0.write(systemError: error.code)
      }
    }
    return ExitStatus.success
  }
}

extension ByteBuffer {
  /// An entry as it is, whatever its bytes do to a terminal.
  mutating func write(listed entry: EnvironmentEntry, endsInNUL: Bool) {
    write(ByteString(cString: entry.string))
    write(endsInNUL ? 0 : UInt8(ascii: "\n"))
  }
}
