import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct LeakReportTests {
  private func status(_ command: String, _ process: Int) -> ProcessStatus {
    ProcessStatus(ByteString("Name:\t\(command)\nPid:\t\(process)\nPPid:\t1\nTracerPid:\t0\n"))!
  }

  private func names(_ count: Int) -> List<Subject> { List((1...count).map { .name(ByteString("N\($0)")) }) }

  @Test func nothingFound() {
    #expect(written { $0.write(Leaks()) } == "0 leaks, 0 harmless environments\n")
    #expect(
      written { $0.write(json: Leaks()) } == """
        {"version":1,"leaks":0,"harmless":0,"ancestors":[],"processes":[],"descriptors":[],"helpers":[]}

        """)
  }

  @Test func everythingFound() {
    var leaks = Leaks()
    leaks.note(status("sh", 7), dropped: [.name("GH_TOKEN"), .entry(3)], isAncestor: true)
    leaks.note(status("init", 1), dropped: [], isAncestor: true)
    leaks.note(status("a\u{1b}b", 9), dropped: [.name("A\u{1b}")], isAncestor: false)
    leaks.descriptors.append(Leaks.Descriptor(number: 3, target: "/a\nb", mode: 1))
    leaks.descriptors.append(Leaks.Descriptor(number: 4, target: "pipe:[1]", mode: 2))
    leaks.descriptors.append(Leaks.Descriptor(number: 5, target: "socket:[2]", mode: 3))
    leaks.descriptors.append(Leaks.Descriptor(number: 6, target: "/", mode: 0))
    leaks.helpers.append(Leaks.Helper(HelperProgram.first!, path: "/tmp/tmux-1/x\ty"))
    leaks.helpers.append(Leaks.Helper(HelperProgram.named, path: nil))
    leaks.tracer = status("gdb", 5)
    leaks.core = CoreDump(limit: 1, pattern: "|/bin/catch", usesProcessId: nil)
    #expect(
      written { $0.write(leaks) } == #"""
        ancestor    7 sh: 2 entries that are dropped here: GH_TOKEN, entry 3  (to close: --seal or seal = true)
        process     9 a\x1bb: 1 entry that is dropped here  (to close: --seal or seal = true)
        descriptor  3 /a\x0ab: open for reading  (to close: --close-fds or close_fds = true)
        descriptor  4 pipe:[1]: open for writing  (to close: --close-fds or close_fds = true)
        descriptor  5 socket:[2]: open for reading and writing  (to close: --close-fds or close_fds = true)
        descriptor  6 /: open as a path only (O_PATH)  (to close: --close-fds or close_fds = true)
        helper      tmux /tmp/tmux-1/x\x09y: runs commands
        helper      ssh-agent SSH_AUTH_SOCK: signs with its keys  (to close: --exclude=SSH_AUTH_SOCK or exclude = ["SSH_AUTH_SOCK"])
        tracer      5 gdb: sees everything that a child has
        core        a crash writes the memory to a program: "|/bin/catch"  (to close: ulimit -c 0)
        10 leaks, 1 harmless environment

        """#)
    #expect(
      written { $0.write(json: leaks) } == #"""
        {"version":1,"leaks":10,"harmless":1,"ancestors":[{"pid":7,"command":"sh","dropped":2,"names":["GH_TOKEN"]}],"processes":[{"pid":9,"command":"a\u001bb","dropped":1,"names":["A\u001b"]}],"descriptors":[{"number":3,"target":"/a\u000ab","readable":true,"writable":false},{"number":4,"target":"pipe:[1]","readable":false,"writable":true},{"number":5,"target":"socket:[2]","readable":true,"writable":true},{"number":6,"target":"/","readable":false,"writable":false}],"helpers":[{"kind":"tmux","path":"/tmp/tmux-1/x\u0009y"},{"kind":"ssh-agent","variable":"SSH_AUTH_SOCK"}],"tracer":{"pid":5,"command":"gdb"},"core":{"pattern":"|/bin/catch","pipe":true}}

        """#)
  }

  /// Many names are counted in the text, and all listed in the JSON.
  @Test(arguments: [8, 9, 20])
  func manyNames(count: Int) {
    var leaks = Leaks()
    leaks.note(status("sh", 7), dropped: names(count), isAncestor: true)
    let text = written { $0.write(leaks) }
    #expect(text.contains(count > 8 ? "N8 and \(count - 8) more  (" : "N7, N8  ("))
    #expect(written { $0.write(json: leaks) }.contains("\"N\(count)\"]"))
  }

  @Test(arguments: [10, 11, 300])
  func manyProcesses(count: Int) {
    var leaks = Leaks()
    for number in 1...count { leaks.note(status("sh", 100 + number), dropped: names(1), isAncestor: false) }
    let lines = written { $0.write(leaks) }.split(separator: "\n")
    #expect(lines.count == min(count, 11) + 1)
    if count > 10 { #expect(lines[10] == "process     and \(count - 10) more  (to close: --seal or seal = true)") }
    #expect(lines.last == "\(count) leaks, 0 harmless environments")
    #expect(written { $0.write(json: leaks) }.contains("\"pid\":\(100 + count),"))
  }

  static let cores: [(ByteString?, String)] = [
    ("core\n", "to a file: \"core\""),
    ("", "to a file: \"\""),
    (nil, "to an unknown place"),
  ]
  @Test(arguments: cores)
  func core(pattern: ByteString?, expected: String) {
    var leaks = Leaks()
    leaks.core = CoreDump(limit: 1, pattern: pattern, usesProcessId: "1")
    let line = "core        a crash writes the memory \(expected)  (to close: ulimit -c 0)\n"
    #expect(written { $0.write(leaks) }.hasPrefix(line))
  }
}
