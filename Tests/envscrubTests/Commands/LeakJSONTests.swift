import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The JSON of `--leak-check`, kind by kind; `LeakReportTests` has everything together.
struct LeakJSONTests {
  private static func members(_ change: (inout Leaks) -> Void) -> String {
    var leaks = Leaks()
    change(&leaks)
    return written { $0.write(json: leaks) }
  }

  /// the mode of a descriptor, whether it can be read, whether it can be written
  @Test(arguments: [(Int32(0), false, false), (1, true, false), (2, false, true), (3, true, true)])
  func descriptor(mode: Int32, isReadable: Bool, isWritable: Bool) {
    let json = Self.members { $0.descriptors.append(Leaks.Descriptor(number: 7, target: "/\n\"", mode: mode)) }
    #expect(
      json.contains(
        #""descriptors":[{"number":7,"target":"/\u000a\"","readable":\#(isReadable),"writable":\#(isWritable)}]"#))
  }

  /// the pattern of core dumps, the resulting member; nothing for an unknown pattern
  static let cores: [(ByteString?, String)] = [
    ("core", #""core":{"pattern":"core","pipe":false}}"#),
    ("|/bin/x %p", #""core":{"pattern":"|/bin/x %p","pipe":true}}"#),
    (nil, #""core":{}}"#),
  ]
  @Test(arguments: cores)
  func core(pattern: ByteString?, expected: String) {
    let json = Self.members { $0.core = CoreDump(limit: 1, pattern: pattern, usesProcessId: "1") }
    #expect(json.hasSuffix(expected + "\n"))
  }

  @Test func whatIsNotThere() {
    let json = Self.members { _ in }
    #expect(!json.contains("tracer") && !json.contains("core"))
    #expect(json.hasPrefix(#"{"version":1,"leaks":0,"#))
  }

  /// An entry without a name is counted but not named.
  @Test func entriesWithoutNames() {
    let status = ProcessStatus("Name:\tx\nPid:\t5\nPPid:\t1\nTracerPid:\t0\n")!
    let json = Self.members { $0.note(status, dropped: [.entry(1), .name("A"), .entry(2)], isAncestor: false) }
    #expect(json.contains(#""processes":[{"pid":5,"command":"x","dropped":3,"names":["A"]}]"#))
  }
}
