import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct LeaksTests {
  private let status = ProcessStatus(unseen: 7)

  @Test func nothingLeaksWhereNothingWasFound() {
    let leaks = Leaks()
    #expect(leaks.count == 0)
    #expect(leaks.harmless == 0)
  }

  /// Only what the policy would have dropped is a leak; an empty environment is not counted as harmless either.
  @Test func environments() {
    var leaks = Leaks()
    leaks.note(status, dropped: nil, isAncestor: true)
    #expect(leaks.count == 0 && leaks.harmless == 0)
    leaks.note(status, dropped: [], isAncestor: true)
    leaks.note(status, dropped: [], isAncestor: false)
    #expect(leaks.count == 0 && leaks.harmless == 2)
    leaks.note(status, dropped: [.name("A"), .entry(2)], isAncestor: true)
    leaks.note(status, dropped: [.name("A")], isAncestor: false)
    #expect(leaks.ancestors.count == 1 && leaks.processes.count == 1)
    #expect(leaks.count == 2 && leaks.harmless == 2)
  }

  @Test func eachOfTheOthersCountsOnce() {
    var leaks = Leaks()
    leaks.descriptors.append(Leaks.Descriptor(number: 3, target: "/f", mode: 1))
    #expect(leaks.count == 1)
    leaks.helpers.append(Leaks.Helper(HelperProgram.named, path: nil))
    #expect(leaks.count == 2)
    leaks.tracer = status
    #expect(leaks.count == 3)
    leaks.core = CoreDump(limit: 1, pattern: nil, usesProcessId: nil)
    #expect(leaks.count == 4)
  }
}
