import Bytes
import Leaks
import Policies

/// What `--leak-check` found as one JSON object (RFC 8259), whose form envscrub(1) describes.
package struct LeakJSON: ~Copyable {
  private var json = JSONWriter()

  package static func write(_ leaks: Leaks, to buffer: inout ByteBuffer) {
    var writer = LeakJSON()
    writer.write(leaks)
    buffer.write(writer.json.buffer.finish())
    buffer.write("\n")
  }

  private init() {}

  private mutating func write(_ leaks: Leaks) {
    json.beginObject()
    number("version", 1)
    number("leaks", leaks.count)
    number("harmless", leaks.harmless)
    write("ancestors", leaks.ancestors)
    write("processes", leaks.processes)
    json.key("descriptors")
    json.beginArray()
    for descriptor in leaks.descriptors { write(descriptor) }
    json.endArray()
    json.key("helpers")
    json.beginArray()
    for helper in leaks.helpers { write(helper) }
    json.endArray()
    if let tracer = leaks.tracer {
      json.key("tracer")
      json.beginObject()
      write(tracer)
      json.endObject()
    }
    if let core = leaks.core {
      json.key("core")
      json.beginObject()
      if let pattern = core.pattern {
        json.key("pattern")
        json.bytes(pattern)
        boolean("pipe", core.isPiped)
      }
      json.endObject()
    }
    json.endObject()
  }

  @inline(never)
  private mutating func number(_ key: ByteString, _ number: Int) {
    json.key(key)
    json.number(number)
  }

  @inline(never)
  private mutating func boolean(_ key: ByteString, _ value: Bool) {
    json.key(key)
    json.boolean(value)
  }

  @inline(never)
  private mutating func write(_ key: ByteString, _ processes: List<Leaks.Process>) {
    json.key(key)
    json.beginArray()
    for process in processes {
      json.beginObject()
      write(process.status)
      number("dropped", process.dropped.count)
      json.key("names")
      json.beginArray()
      for case .name(let name) in process.dropped { json.bytes(name) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  @inline(never)
  private mutating func write(_ status: ProcessStatus) {
    number("pid", Int(status.process))
    json.key("command")
    json.bytes(status.command)
  }

  private mutating func write(_ descriptor: Leaks.Descriptor) {
    json.beginObject()
    number("number", Int(descriptor.number))
    json.key("target")
    json.bytes(descriptor.target)
    boolean("readable", descriptor.isReadable)
    boolean("writable", descriptor.isWritable)
    json.endObject()
  }

  private mutating func write(_ helper: Leaks.Helper) {
    json.beginObject()
    json.key("kind")
    json.string(helper.row.kind)
    json.key(helper.path == nil ? "variable" : "path")
    json.bytes(helper.path ?? helper.row.pattern)
    json.endObject()
  }
}
