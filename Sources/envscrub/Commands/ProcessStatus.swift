import Bytes

/// The fields of `/proc/PID/status` (`proc_pid_status(5)`) that matter for leaks.
struct ProcessStatus: Equatable, Sendable {
  let process: Int32
  /// The kernel's name for the process, `comm`, in which control characters are escaped.
  let command: ByteString
  /// 0 if it has none, or none that is visible from here.
  let parent: Int32
  /// The process that traces it (`ptrace(2)`); 0 if there is none.
  let tracer: Int32

  /// nil if a field is missing.
  init?(_ text: ByteString) {
    guard let command = Self.field("Name:", of: text), let process = Self.field("Pid:", of: text)?.decimal,
      let parent = Self.field("PPid:", of: text)?.decimal, let tracer = Self.field("TracerPid:", of: text)?.decimal
    else { return nil }
    self.process = process
    self.command = command
    self.parent = parent
    self.tracer = tracer
  }

  /// A process of which only the number is known.
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
