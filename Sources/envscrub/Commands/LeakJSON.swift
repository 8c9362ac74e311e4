import Bytes
import Policy

extension ByteBuffer {
  /// The result of `--leak-check` as one JSON object (RFC 8259); envscrub(1) describes its form.
  mutating func write(json leaks: borrowing Leaks) {
    var json = JSONWriter()
    json.write(leaks)
    write(json.buffer.finish())
    write("\n")
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ leaks: borrowing Leaks) {
    beginObject()
    member("version", 1)
    member("leaks", leaks.count)
    member("harmless", leaks.harmless)
    write("ancestors", leaks.ancestors)
    write("processes", leaks.processes)
    beginArray("descriptors")
    for descriptor in leaks.descriptors { write(descriptor) }
    endArray()
    beginArray("helpers")
    for helper in leaks.helpers { write(helper) }
    endArray()
    if let tracer = leaks.tracer {
      beginObject("tracer")
      write(tracer)
      endObject()
    }
    if let core = leaks.core {
      beginObject("core")
      if let pattern = core.pattern {
        member("pattern", bytes: pattern)
        member("pipe", core.isPiped)
      }
      endObject()
    }
    endObject()
  }

  private mutating func write(_ list: Literal, _ processes: List<Leaks.Process>) {
    beginArray(list)
    for process in processes {
      beginObject()
      write(process.status)
      member("dropped", process.dropped.count)
      beginArray("names")
      for case .name(let name) in process.dropped { bytes(name) }
      endArray()
      endObject()
    }
    endArray()
  }

  private mutating func write(_ status: ProcessStatus) {
    member("pid", Int(status.process))
    member("command", bytes: status.command)
  }

  private mutating func write(_ descriptor: Leaks.Descriptor) {
    beginObject()
    member("number", Int(descriptor.number))
    member("target", bytes: descriptor.target)
    member("readable", descriptor.isReadable)
    member("writable", descriptor.isWritable)
    endObject()
  }

  private mutating func write(_ helper: Leaks.Helper) {
    beginObject()
    member("kind", helper.program.kind)
    member(helper.path == nil ? "variable" : "path", bytes: helper.path ?? helper.program.pattern)
    endObject()
  }
}
