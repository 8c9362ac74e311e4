import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct EntryIndexTests {
  /// As many look-ups as are searched from end to end, and as many as build the table.
  @Test(arguments: [1, 8, 9, 40])
  func findsTheFirstEntryOfAName(times: Int) {
    let entries: List<EnvironmentEntry> = [
      EnvironmentEntry(name: "A", value: "1"), EnvironmentEntry(name: "B", value: "2"), EnvironmentEntry(name: "A", value: "3"),
      EnvironmentEntry(UnsafeRawPointer(ByteString("bare").start).assumingMemoryBound(to: CChar.self)),
    ]
    var index = EntryIndex(entries, seed: 7)
    for _ in 0..<times {
      #expect(index.first("A")?.value == "1")
      #expect(index.first("B")?.value == "2")
      #expect(index.first("C") == nil && index.first("bare") == nil && index.first("") == nil)
    }
  }
}
