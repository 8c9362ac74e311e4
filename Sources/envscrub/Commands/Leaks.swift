import Bytes
import Policy

/// What a child could reach although the policy keeps it from its environment.  There are names, numbers and paths in
/// it, and no values.
struct Leaks: Sendable {
  /// A process whose environment can be read, and what the policy drops of it.
  struct Process: Equatable, Sendable {
    let status: ProcessStatus
    let dropped: List<Subject>

    init(_ status: ProcessStatus, dropped: List<Subject>) {
      self.status = status
      self.dropped = dropped
    }
  }

  /// An open file that whoever started this process handed on.
  struct Descriptor: Equatable, Sendable {
    let number: Int32
    /// A path, or what the kernel says in place of one: `pipe:[123]`.
    let target: ByteString
    private let mode: Int32
    var isReadable: Bool { mode & 1 != 0 }
    var isWritable: Bool { mode & 2 != 0 }

    /// - Parameter mode: 1 where it can be read, 2 where it can be written, both added up.
    init(number: Int32, target: ByteString, mode: Int32) {
      self.number = number
      self.target = target
      self.mode = mode
    }
  }

  struct Helper: Equatable, Sendable {
    let program: HelperProgram
    /// nil if it is the value of a variable.
    let path: ByteString?

    init(_ program: HelperProgram, path: ByteString?) {
      self.program = program
      self.path = path
    }
  }

  /// From the parent upwards.
  var ancestors = List<Process>()
  var processes = List<Process>()
  /// How many more environments can be read, in which there is nothing that the policy drops.
  private(set) var harmless = 0
  var descriptors = List<Descriptor>()
  var helpers = List<Helper>()
  var tracer: ProcessStatus?
  var core: CoreDump?

  init() {}

  /// Counts a process whose environment was read.
  /// - Parameter dropped: what the policy would drop of it; nil if it has no entry, as a thread of the kernel.
  mutating func note(_ status: ProcessStatus, dropped: List<Subject>?, isAncestor: Bool) {
    guard let dropped else { return }
    if dropped.isEmpty {
      harmless += 1
    } else if isAncestor {
      ancestors.append(Process(status, dropped: dropped))
    } else {
      processes.append(Process(status, dropped: dropped))
    }
  }

  var count: Int {
    ancestors.count + processes.count + descriptors.count + helpers.count + (tracer == nil ? 0 : 1)
      + (core == nil ? 0 : 1)
  }
}
