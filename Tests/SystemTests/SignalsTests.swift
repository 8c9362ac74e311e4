import Foundation
@testable import System
import TestSupport
import Testing

struct SignalsTests {
  /// A signal that nothing here uses.
  @Test func isIgnoredOrNot() throws {
    let signal = 50
    #expect(try !Signals.isIgnored(signal))
    try Signals.set(signal, ignored: true)
    #expect(try Signals.isIgnored(signal))
    try Signals.set(signal, ignored: false)
    #expect(try !Signals.isIgnored(signal))
    #expect(throws: SystemError.invalidArgument) { try Signals.set(9, ignored: true) }
    #expect(throws: SystemError.invalidArgument) { try Signals.isIgnored(65) }
  }

  @Test func mask() throws {
    let before = try Signals.mask()
    try Signals.setMask(before | 1 << 48)
    #expect(try Signals.mask() == before | 1 << 48)
    try Signals.setMask(before)
    #expect(try Signals.mask() == before)
    #expect(Signals.fileTooLarge == Int(SIGXFSZ))
  }
}
