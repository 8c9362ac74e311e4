import Bytes
import TestSupport
import Testing
@testable import envscrub

struct SignalOptionsTests {
  /// text, number
  static let numbers: [(String, Int?)] = [
    ("HUP", 1), ("hup", 1), ("SIGHUP", 1), ("SigHup", 1), ("SYS", 31), ("STKFLT", 16),
    ("IOT", 6), ("ABRT", 6), ("CLD", 17), ("CHLD", 17), ("IO", 29), ("POLL", 29),
    ("1", 1), ("01", 1), ("00000000000000000000001", 1), ("SIG1", 1), ("SIG64", 64), ("64", 64),
    ("32", 32), ("33", 33), ("129", 1), ("139", 11), ("192", 64), ("257", 1), ("265", 9), ("1048585", 9),
    ("RTMIN", 34), ("RTMIN+0", 34), ("rtmin+3", 37), ("SIGRTMIN+3", 37), ("RTMIN1", 35), ("RTMIN 1", 35),
    ("RTMIN -0", 34), ("RTMIN+30", 64), ("RTMAX", 64), ("RTMAX-1", 63), ("RTMAX-30", 34), ("RTMAX+0", 64),
    ("", nil), ("0", nil), ("65", nil), ("128", nil), ("193", nil), ("255", nil), ("256", nil), ("384", nil),
    ("-1", nil), ("+1", nil), (" 1", nil), ("1 ", nil), ("0x1", nil), ("1a", nil), ("99999999999999999999", nil),
    ("4294967297", nil), ("EXIT", nil), ("SIG", nil), ("SIG0", nil), ("SIG65", nil), ("SIG129", nil),
    ("SIG 1", nil), ("SIG+1", nil), ("SIGSIGHUP", nil), ("HUP ", nil), ("FOO", nil), ("UNUSED", nil),
    ("RTMIN-1", nil), ("RTMIN+31", nil), ("RTMIN+", nil), ("RTMIN++1", nil), ("RTMIN+ 1", nil), ("RTMIN+1x", nil),
    ("RTMAX+1", nil), ("RTMAX1", nil), ("RTMAX-31", nil), ("RT", nil), ("RTMIN99999999999999999999", nil),
  ]
  @Test(arguments: numbers)
  func number(text: String, expected: Int?) {
    #expect(Signal.parse(ByteString(text)) == expected)
  }

  static let names: [(Int, String)] = [
    (1, "HUP"), (6, "ABRT"), (9, "KILL"), (17, "CHLD"), (29, "POLL"), (31, "SYS"), (32, "SIG32"), (33, "SIG33"),
    (34, "RTMIN"), (35, "RTMIN+1"), (49, "RTMIN+15"), (50, "RTMAX-14"), (63, "RTMAX-1"), (64, "RTMAX"),
  ]
  @Test(arguments: names)
  func name(signal: Int, expected: String) {
    let name = Signal.name(of: signal).finish()
    #expect(name.text == expected)
  }

  @Test func everyNameIsRead() {
    for signal in 1...64 {
      let name = Signal.name(of: signal).finish()
      #expect(Signal.parse(name) == signal)
    }
  }

  @Test func noneChangesNothing() throws {
    let signals = try parse(["x"]).signals
    #expect(signals == SignalSettings())
    for signal in 1...64 { #expect(signals.action(of: signal) == .unchanged) }
  }

  @Test func laterOptionsWin() throws {
    let signals = try parse(["--default-signal", "--ignore-signal=HUP,32", "--ignore-signal=INT", "--default-signal=INT"])
      .signals
    #expect(signals.action(of: 1) == .ignored(orFail: true))
    #expect(signals.action(of: 2) == .toDefault(orFail: true))
    #expect(signals.action(of: 3) == .toDefault(orFail: false))
    #expect(signals.action(of: 32) == .ignored(orFail: true))
    let reset = try parse(["--ignore-signal=HUP", "--ignore-signal"]).signals
    #expect(reset.action(of: 1) == .ignored(orFail: false))
  }

  static let reserved = Signal.bit(32) | Signal.bit(33)

  /// arguments, blocked, unblocked, whether the mask is to be set
  static let masks: [([String], UInt64, UInt64, Bool)] = [
    (["--ignore-signal=HUP"], 0, 0, false),
    (["--block-signal="], 0, 0, true),
    (["--default-signal=,"], 0, 0, true),
    (["--block-signal=HUP,,64"], 1 | 1 << 63, 0, true),
    (["--default-signal=HUP,32"], 0, 1, true),
    (["--block-signal"], ~reserved, 0, true),
    (["--default-signal"], 0, ~reserved, true),
    (["--block-signal", "--default-signal=HUP"], ~reserved & ~1, 1, true),
    (["--default-signal", "--block-signal=HUP"], 1, ~reserved & ~1, true),
    (["--block-signal=HUP", "--default-signal=INT", "--block-signal=TERM"], 1 | 1 << 14, 1 << 1, true),
    (["--block-signal=HUP", "--default-signal"], 0, ~reserved, true),
  ]
  @Test(arguments: masks)
  func mask(arguments: [String], block: UInt64, unblock: UInt64, changed: Bool) throws {
    let signals = try parse(arguments).signals
    #expect(signals.block == block)
    #expect(signals.unblock == unblock)
    #expect(signals.maskChanged == changed)
  }
}
