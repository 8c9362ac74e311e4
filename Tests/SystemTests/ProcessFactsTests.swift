import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct ProcessFactsTests {
  @Test func users() {
    #expect(ProcessFacts.realUser == getuid() && ProcessFacts.effectiveUser == geteuid())
    #expect(!ProcessFacts.hasBorrowedIds && !ProcessFacts.isSecureExecution)
  }

  @Test func entries() {
    var entries: [String] = []
    ProcessFacts.forEachEntry { entries.append(String(cString: $0)) }
    #expect(entries.count == ProcessFacts.entryCount)
    #expect(entries.contains("PATH=" + ProcessInfo.processInfo.environment["PATH", default: ""]))
  }

  @Test func thisProgram() throws {
    #expect(ProcessFacts.isThisProgram("/proc/self/exe") && !ProcessFacts.isThisProgram("/bin/sh") && !ProcessFacts.isThisProgram("/absent"))
    #expect(ProcessFacts.isThisProgram(ProcessFacts.executedPath))
    let path = try ProcessFacts.ownPath()
    #expect(path.hasPrefix("/") && ProcessFacts.isThisProgram(path))
  }

  @Test func theSeedIsOfTheProcess() {
    #expect(ProcessFacts.randomSeed != 0 && ProcessFacts.randomSeed == ProcessFacts.randomSeed)
  }
}
