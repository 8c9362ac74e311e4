import Bytes
import Policy

/// How many are named; the others are only counted.
private enum Most {
  static var names: Int { 8 }
  static var processes: Int { 10 }
}

extension ByteBuffer {
  /// The result of `--leak-check` for a person: one line for each leak, then the total.
  mutating func write(_ leaks: borrowing Leaks) {
    for ancestor in leaks.ancestors {
      write("ancestor    ", ancestor)
      writeNames(of: ancestor.dropped)
      end("--seal or seal = true")
    }
    for index in leaks.processes.indices {
      if index == Most.processes {
        write("process     and ", decimal: leaks.processes.count - index, " more")
      } else if index < Most.processes {
        write("process     ", leaks.processes[index])
      } else {
        break
      }
      end("--seal or seal = true")
    }
    for descriptor in leaks.descriptors { write(descriptor) }
    for helper in leaks.helpers { write(helper) }
    if let tracer = leaks.tracer {
      write("tracer      ", tracer)
      write(": sees everything that a child has\n")
    }
    if let core = leaks.core { write(core) }
    write(decimal: leaks.count)
    write(leaks.count == 1 ? " leak, " : " leaks, ")
    write(decimal: leaks.harmless)
    write(leaks.harmless == 1 ? " harmless environment\n" : " harmless environments\n")
  }

  private mutating func write(_ kind: ByteString, _ status: ProcessStatus) {
    write(kind)
    write(decimal: Int(status.process))
    write(" ")
    write(visible: status.command, doublingBackslashes: false)
  }

  private mutating func write(_ kind: ByteString, _ process: Leaks.Process) {
    write(kind, process.status)
    write(": ", decimal: process.dropped.count)
    write(process.dropped.count == 1 ? " entry that is dropped here" : " entries that are dropped here")
  }

  private mutating func writeNames(of subjects: List<Subject>) {
    write(": ")
    for index in subjects.indices where index < Most.names {
      if index > 0 { write(", ") }
      write(subjects[index])
    }
    if subjects.count > Most.names {
      write(" and ", decimal: subjects.count - Most.names, " more")
    }
  }

  private mutating func write(_ descriptor: Leaks.Descriptor) {
    write("descriptor  ", decimal: Int(descriptor.number), " ")
    write(visible: descriptor.target)
    switch (descriptor.isReadable, descriptor.isWritable) {
    case (true, false): write(": open for reading")
    case (false, true): write(": open for writing")
    case (true, true): write(": open for reading and writing")
    case (false, false): write(": open as a path only (O_PATH)")
    }
    end("--close-fds or close_fds = true")
  }

  private mutating func write(_ helper: Leaks.Helper) {
    write("helper      ")
    write(helper.program.kind)
    write(" ", visible: helper.path ?? helper.program.pattern, ": ")
    write(helper.program.reason)
    end(helper.path == nil ? "--exclude=SSH_AUTH_SOCK or exclude = [\"SSH_AUTH_SOCK\"]" : "")
  }

  private mutating func write(_ core: CoreDump) {
    write("core        a crash writes the memory ")
    write(core.pattern == nil ? "to an unknown place" : core.isPiped ? "to a program: " : "to a file: ")
    if let pattern = core.pattern { write(inQuotes: pattern) }
    end("ulimit -c 0")
  }

  /// - Parameter remedy: how to close the leak; empty if neither envscrub nor the shell can.
  private mutating func end(_ remedy: ByteString) {
    if !remedy.isEmpty {
      write("  (to close: ")
      write(remedy)
      write(")")
    }
    write("\n")
  }
}
