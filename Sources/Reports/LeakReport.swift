import Bytes
import Leaks
import Policies

/// What `--leak-check` found, for a person: one line a leak, then how many there are.
package struct LeakReport: ~Copyable {
  /// More than these are counted in one line.
  private static var mostNames: Int { 8 }
  private static var mostProcesses: Int { 10 }

  private let leaks: Leaks
  private var output = ByteBuffer()

  package static func write(_ leaks: Leaks, to buffer: inout ByteBuffer) {
    var report = LeakReport(leaks: leaks)
    report.writeAll()
    buffer.write(report.output.finish())
  }

  private init(leaks: Leaks) { self.leaks = leaks }

  private mutating func writeAll() {
    for ancestor in leaks.ancestors {
      write("ancestor    ", ancestor)
      writeNames(of: ancestor.dropped)
      end("--seal or seal = true")
    }
    for index in leaks.processes.indices where index < Self.mostProcesses {
      write("process     ", leaks.processes[index])
      end("--seal or seal = true")
    }
    if leaks.processes.count > Self.mostProcesses {
      output.write("process     and ")
      output.write(decimal: leaks.processes.count - Self.mostProcesses)
      output.write(" more")
      end("--seal or seal = true")
    }
    for descriptor in leaks.descriptors { write(descriptor) }
    for helper in leaks.helpers { write(helper) }
    if let tracer = leaks.tracer {
      write("tracer      ", tracer)
      output.write(": sees all that a child has")
      end()
    }
    if let core = leaks.core { write(core) }
    output.write(decimal: leaks.count)
    output.write(leaks.count == 1 ? " leak, " : " leaks, ")
    output.write(decimal: leaks.harmless)
    output.write(leaks.harmless == 1 ? " harmless environment\n" : " harmless environments\n")
  }

  @inline(never)
  private mutating func write(_ kind: ByteString, _ status: ProcessStatus) {
    output.write(kind)
    output.write(decimal: Int(status.process))
    output.write(" ")
    output.write(visible: status.command, doublingBackslashes: false)
  }

  @inline(never)
  private mutating func write(_ kind: ByteString, _ process: Leaks.Process) {
    write(kind, process.status)
    output.write(": ")
    output.write(decimal: process.dropped.count)
    output.write(process.dropped.count == 1 ? " entry that is dropped here" : " entries that are dropped here")
  }

  private mutating func writeNames(of subjects: List<Subject>) {
    output.write(": ")
    for index in subjects.indices where index < Self.mostNames {
      if index > 0 { output.write(", ") }
      output.write(subjects[index])
    }
    if subjects.count > Self.mostNames {
      output.write(" and ")
      output.write(decimal: subjects.count - Self.mostNames)
      output.write(" more")
    }
  }

  private mutating func write(_ descriptor: Leaks.Descriptor) {
    output.write("descriptor  ")
    output.write(decimal: Int(descriptor.number))
    output.write(" ")
    output.write(visible: descriptor.target)
    switch (descriptor.isReadable, descriptor.isWritable) {
    case (true, false): output.write(": open for reading")
    case (false, true): output.write(": open for writing")
    case (true, true): output.write(": open for reading and writing")
    case (false, false): output.write(": open as a place only")
    }
    end("--close-fds or close_fds = true")
  }

  private mutating func write(_ helper: Leaks.Helper) {
    output.write("helper      ")
    output.write(helper.row.kind)
    output.write(" ")
    output.write(visible: helper.path ?? helper.row.pattern)
    output.write(": ")
    output.write(helper.row.reason)
    guard helper.path == nil else { return end() }
    var remedy = ByteBuffer()
    remedy.write("--exclude=")
    remedy.write(helper.row.pattern)
    remedy.write(" or exclude = [\"")
    remedy.write(helper.row.pattern)
    remedy.write("\"]")
    end(remedy.finish())
  }

  private mutating func write(_ core: CoreDump) {
    output.write("core        a crash writes the memory ")
    output.write(core.pattern == nil ? "to where nobody can tell" : core.isPiped ? "to a program: " : "to a file: ")
    if let pattern = core.pattern { output.write(inQuotes: pattern) }
    end("ulimit -c 0")
  }

  /// - Parameter remedy: what closes it, where something does that is ours or the shell's.
  @inline(never)
  private mutating func end(_ remedy: ByteString? = nil) {
    if let remedy {
      output.write("  (to close: ")
      output.write(remedy)
      output.write(")")
    }
    output.write("\n")
  }
}
