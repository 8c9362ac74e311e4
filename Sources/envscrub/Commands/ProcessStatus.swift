import Bytes

/// What `/proc/PID/status` says of a process (`proc_pid_status(5)`), as far as leaks go.
struct ProcessStatus: Equatable, Sendable {
  let process: Int32
  /// The kernel's name of it, `comm`; control characters are escaped there.
  let command: ByteString
  /// 0 if it has none, or one that can't be seen from here.
  let parent: Int32
  /// Who traces it (`ptrace(2)`); 0 for nobody.
  let tracer: Int32

  /// nil for a text that lacks one of them.
  init?(_ text: ByteString) {
    guard let command = Self.field("Name:", of: text), let process = Self.field("Pid:", of: text)?.decimal,
      let parent = Self.field("PPid:", of: text)?.decimal, let tracer = Self.field("TracerPid:", of: text)?.decimal
    else { return nil }
    self.process = process
    self.command = command
    self.parent = parent
    self.tracer = tracer
  }

  /// A process of which no more is known.
  init(unseen process: Int32) {
    self.process = process
    command = ""
    parent = 0
    tracer = 0
  }

  private static func field(_ name: ByteString, of text: ByteString) -> ByteString? {
    var rest = text
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      if rest.hasPrefix(name) { return rest[min(name.count + 1, end)..<end] }
      rest = rest.dropFirst(end + 1)
    }
    return nil
  }
}
