import Bytes
import Policy

/// What a child could reach although the policy keeps it out of its environment.  It holds names, numbers and paths,
/// but no values.
struct Leaks: Sendable {
  /// A process whose environment is readable, and which entries of it the policy drops.
  struct Process: Equatable, Sendable {
    let status: ProcessStatus
    let dropped: List<Subject>

    init(_ status: ProcessStatus, dropped: List<Subject>) {
      self.status = status
      self.dropped = dropped
    }
  }

  /// A file that this process inherited open.
  struct Descriptor: Equatable, Sendable {
    let number: Int32
    /// A path, or the kernel's description in its place: `pipe:[123]`.
    let target: ByteString
    private let mode: Int32
    var isReadable: Bool { mode & 1 != 0 }
    var isWritable: Bool { mode & 2 != 0 }

    /// - Parameter mode: 1 for reading plus 2 for writing.
    init(number: Int32, target: ByteString, mode: Int32) {
      self.number = number
      self.target = target
      self.mode = mode
    }
  }

  struct Helper: Equatable, Sendable {
    let program: HelperProgram
    /// nil if the path is the value of a variable.
    let path: ByteString?

    init(_ program: HelperProgram, path: ByteString?) {
      self.program = program
      self.path = path
    }
  }

  /// From the parent upwards.
  var ancestors = List<Process>()
  var processes = List<Process>()
  /// How many more environments are readable but hold nothing that the policy drops.
  private(set) var harmless = 0
  var descriptors = List<Descriptor>()
  var helpers = List<Helper>()
  var tracer: ProcessStatus?
  var core: CoreDump?

  init() {}

  /// Counts a process whose environment was read.
  /// - Parameter dropped: the entries that the policy would drop; nil if it has no entry, like a kernel thread.
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
