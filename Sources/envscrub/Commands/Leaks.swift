import Bytes
import Policy

/// What a child could reach although the policy keeps it from its environment.  There are names, numbers and paths in
/// it, and no values.
package struct Leaks: Sendable {
  /// A process whose environment can be read, and what the policy drops of it.
  package struct Process: Equatable, Sendable {
    package let status: ProcessStatus
    package let dropped: List<Subject>

    package init(_ status: ProcessStatus, dropped: List<Subject>) {
      self.status = status
      self.dropped = dropped
    }
  }

  /// An open file that whoever started this process handed on.
  package struct Descriptor: Equatable, Sendable {
    package let number: Int32
    /// A path, or what the kernel says in place of one: `pipe:[123]`.
    package let target: ByteString
    private let mode: Int32
    package var isReadable: Bool { mode & 1 != 0 }
    package var isWritable: Bool { mode & 2 != 0 }

    /// - Parameter mode: 1 where it can be read, 2 where it can be written, both added up.
    package init(number: Int32, target: ByteString, mode: Int32) {
      self.number = number
      self.target = target
      self.mode = mode
    }
  }

  package struct Helper: Equatable, Sendable {
    package let program: HelperProgram
    /// nil where it is the value of a variable.
    package let path: ByteString?

    package init(_ program: HelperProgram, path: ByteString?) {
      self.program = program
      self.path = path
    }
  }

  /// From the parent upwards.
  package var ancestors = List<Process>()
  package var processes = List<Process>()
  /// How many more environments can be read, in which there is nothing that the policy drops.
  package private(set) var harmless = 0
  package var descriptors = List<Descriptor>()
  package var helpers = List<Helper>()
  package var tracer: ProcessStatus?
  package var core: CoreDump?

  package init() {}

  /// Counts a process whose environment was read.
  /// - Parameter dropped: what the policy would drop of it; nil where it has no entry, as a thread of the kernel.
  package mutating func note(_ status: ProcessStatus, dropped: List<Subject>?, isAncestor: Bool) {
    guard let dropped else { return }
    if dropped.isEmpty {
      harmless += 1
    } else if isAncestor {
      ancestors.append(Process(status, dropped: dropped))
    } else {
      processes.append(Process(status, dropped: dropped))
    }
  }

  package var count: Int {
    ancestors.count + processes.count + descriptors.count + helpers.count + (tracer == nil ? 0 : 1)
      + (core == nil ? 0 : 1)
  }
}
