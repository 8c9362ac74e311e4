import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

struct SurroundingsTests {
  @Test func processes() throws {
    #expect(Surroundings.process == Int(getpid()) && Surroundings.parent == Int(getppid()))
    let name = try String(contentsOfFile: "/proc/self/comm", encoding: .utf8)
    #expect(Surroundings.name(ofProcess: Int(getpid())).text + "\n" == name)
    #expect(Surroundings.name(ofProcess: 0).isEmpty)
  }

  @Test func host() throws {
    var name = utsname()
    #expect(uname(&name) == 0)
    #expect(withUnsafeBytes(of: &name.nodename) { String(cString: $0.bindMemory(to: CChar.self).baseAddress!) } == Surroundings.host.text)
    #expect(Surroundings.boot.count == 36)
  }
}
