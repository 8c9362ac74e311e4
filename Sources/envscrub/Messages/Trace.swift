import Bytes
import System

extension ByteBuffer {
  /// A line of `-v`, in the words of env(1).
  mutating func write(_ line: TraceLine) {
    switch line {
    case .expanding(let expression):
      // env shows the value here and in all following lines; envscrub does not.
      write("expanding ")
      write(expression)
    case .replacingWithNothing(let expression):
      write("replacing ")
      write(expression)
      write(" with null string")
    case .splitting(let string):
      write("split -S:  ")
      write(quoted: string)
    case .firstWord(let word):
      write(" into:    ")
      write(quoted: word)
    case .nextWord(let word):
      write("     &    ")
      write(quoted: word)
    case .cleaningEnvironment:
      write("cleaning environ")
    case .unset(let name):
      write("unset:    ")
      write(name)
    case .set(let assignment):
      write("setenv:   ")
      write(assignment)
    case .signalReset(let signal, let toDefault, let failed):
      write("Reset signal ")
      write(signal: signal)
      write(toDefault ? "to DEFAULT" : "to IGNORE")
      if failed { write(" (failure ignored)") }
    case .signalMask(let signal, let blocked):
      write("signal ")
      write(signal: signal)
      write(blocked ? "mask set to BLOCK" : "mask set to UNBLOCK")
    case .chdir(let directory):
      write("chdir:    ")
      write(shellQuoted: directory)
    case .argv0(let name):
      write("argv0:     ")
      write(shellQuoted: name)
    case .executing(let program):
      write("executing: ")
      write(program)
    case .argument(let index, let argument):
      write("   arg[", decimal: index, "]= ")
      write(quoted: argument)
    }
    write("\n")
  }

  /// Name and number of a signal, within a line.
  private mutating func write(signal: Int) {
    write(Signal.name(of: signal).finish())
    write(" (", decimal: signal, ") ")
  }

  /// A line of `--list-signal-handling`; none for a signal that is neither blocked nor ignored.
  mutating func write(handlingOf signal: Int, blocked: Bool, ignored: Bool) {
    guard blocked || ignored else { return }
    let name = Signal.name(of: signal).finish()
    write(name)
    write(UInt8(ascii: " "), count: 10 - name.count)
    write(signal < 10 ? " ( " : " (")
    write(decimal: signal)
    write("): ")
    if blocked { write("BLOCK") }
    if blocked, ignored { write(",") }
    if ignored { write("IGNORE") }
    write("\n")
  }
}

/// What `-v` reports of the steps.
extension Run {
  func trace(_ lines: List<TraceLine>, _ request: Boxed<Invocation>) {
    if !request.value.debug || lines.isEmpty { return }
    var text = ByteBuffer()
    for line in lines { text.write(line) }
    try? Output.standardError.write(text)
  }

  func trace(_ line: TraceLine, _ request: Boxed<Invocation>) {
    var lines = List<TraceLine>()
    lines.append(line)
    trace(lines, request)
  }
}
