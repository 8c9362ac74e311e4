import Bytes
import System

/// The script that this run interprets, and its first line.
struct ScriptLine {
  let path: ByteString
  let line: ShebangLine
}

/// `#!/usr/bin/envscrub -S ...`: the kernel may have truncated that line, and with it the policy.
extension Run {
  /// nil if this run interprets no script.
  func scriptLine() throws(Failure) -> ScriptLine? {
    let executed = ProcessFacts.executedPath
    if !ShebangLine.isScript(executed, of: arguments) { return nil }
    // It is after the `#!` argument, if there is one.  In a nested run `executed` is the outermost script, and the line
    // is that of another one.
    var number = arguments[1] == executed ? 1 : 2
    while number > 0 {
      if number < arguments.count, let line = try firstLine(of: arguments[number], executed: executed) {
        let script = ScriptLine(path: arguments[number], line: line)
        switch line.reading(by: arguments, script: number) {
        case .whole: return script
        case .cut: throw scriptFailure(script, "the kernel cut off the end of its #! line; put the options in a profile")
        case .changed where script.path == executed:
          throw scriptFailure(script, "its #! line differs from the one that was run")
        case .changed, .other: break
        }
      }
      number -= 1
    }
    return nil
  }

  /// nil if the file is no script.  The executed file exists and must be readable; any other word of the command line
  /// need not be a file.
  private func firstLine(of path: ByteString, executed: ByteString) throws(Failure) -> ShebangLine? {
    // More than any kernel reads: an even longer line is truncated.
    let limit = 512
    do throws(SystemError) {
      let text = try FileDescriptor.file(path).read(limit: limit, expecting: limit)
      return ShebangLine(text[0..<(text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count)])
    } catch {
      if path == executed { throw failure(path, error) }
      return nil
    }
  }

  /// A line that names no command would make the script run itself forever; or, if the script's path looks like an
  /// assignment, print the environment.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func checkThatNames(another script: ScriptLine, _ request: Boxed<Invocation>) throws(Failure) {
    var isMissing = request.value.command.first?.value == script.path
    for assignment in request.value.assignments where assignment.value == script.path { isMissing = true }
    if !isMissing { return }
    if script.line.isOneArgument {
      throw scriptFailure(script, "its #! line names no command to run it, since all of it is one argument; use -[v]S to pass options in shebang lines")
    }
    throw scriptFailure(script, "its #! line names no command to run it; put one after the options")
  }

  private func scriptFailure(_ script: ScriptLine, _ reason: ByteString) -> Failure {
    failure(of: script.path) {
      $0.write(visible: script.path, ": ")
      $0.write(reason)
    }
  }

  /// Adds a hint if a script's command isn't found because of a carriage return at the end of the line.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func reportCarriageReturn(_ script: ScriptLine) {
    var text = ByteBuffer()
    write(carriageReturnIn: script, to: &text)
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  /// The hint; nothing if the line doesn't end with one.
  func write(carriageReturnIn script: ScriptLine, to buffer: inout ByteBuffer) {
    if !script.line.endsInReturn { return }
    buffer.write(program)
    buffer.write(": ", visible: script.path, ": its #! line ends in CR LF; mend with: sed -i 's/\\r$//' ")
    buffer.write(word: script.path)
    buffer.write("\n")
  }
}
