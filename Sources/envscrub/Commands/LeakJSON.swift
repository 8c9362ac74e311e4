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
    key("descriptors")
    beginArray()
    for descriptor in leaks.descriptors { write(descriptor) }
    endArray()
    key("helpers")
    beginArray()
    for helper in leaks.helpers { write(helper) }
    endArray()
    if let tracer = leaks.tracer {
      key("tracer")
      beginObject()
      write(tracer)
      endObject()
    }
    if let core = leaks.core {
      key("core")
      beginObject()
      if let pattern = core.pattern {
        key("pattern")
        bytes(pattern)
        member("pipe", core.isPiped)
      }
      endObject()
    }
    endObject()
  }

  private mutating func member(_ key: ByteString, _ number: Int) {
    self.key(key)
    self.number(number)
  }

  private mutating func member(_ key: ByteString, _ value: Bool) {
    self.key(key)
    boolean(value)
  }

  private mutating func write(_ list: ByteString, _ processes: List<Leaks.Process>) {
    key(list)
    beginArray()
    for process in processes {
      beginObject()
      write(process.status)
      member("dropped", process.dropped.count)
      key("names")
      beginArray()
      for case .name(let name) in process.dropped { bytes(name) }
      endArray()
      endObject()
    }
    endArray()
  }

  private mutating func write(_ status: ProcessStatus) {
    member("pid", Int(status.process))
    key("command")
    bytes(status.command)
  }

  private mutating func write(_ descriptor: Leaks.Descriptor) {
    beginObject()
    member("number", Int(descriptor.number))
    key("target")
    bytes(descriptor.target)
    member("readable", descriptor.isReadable)
    member("writable", descriptor.isWritable)
    endObject()
  }

  private mutating func write(_ helper: Leaks.Helper) {
    beginObject()
    key("kind")
    string(helper.program.kind)
    key(helper.path == nil ? "variable" : "path")
    bytes(helper.path ?? helper.program.pattern)
    endObject()
  }
}
