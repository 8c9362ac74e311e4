import Bytes

/// What to do with a signal's handling.  With `orFail`, which a signal given by name has, the kernel's refusal is an
/// error.
enum SignalAction: Equatable, Sendable {
  case unchanged
  case toDefault(orFail: Bool)
  case ignored(orFail: Bool)
}

/// The combined effect of `--default-signal`, `--ignore-signal` and `--block-signal`.  In each mask bit n-1 is signal
/// n.
struct SignalSettings: Equatable, Sendable {
  private var changed: UInt64 = 0
  private var defaulted: UInt64 = 0
  private var named: UInt64 = 0
  private(set) var block: UInt64 = 0
  private(set) var unblock: UInt64 = 0
  /// Whether to set the mask of blocked signals, even if it doesn't change.
  private(set) var maskChanged = false

  init() {}

  var changesActions: Bool { changed != 0 }

  func action(of signal: Int) -> SignalAction {
    let bit = Signal.bit(signal)
    guard changed & bit != 0 else { return .unchanged }
    return defaulted & bit != 0 ? .toDefault(orFail: named & bit != 0) : .ignored(orFail: named & bit != 0)
  }

  mutating func setAllActions(toDefault: Bool) {
    changed = .max
    defaulted = toDefault ? .max : 0
    named = 0
  }

  mutating func setAction(of signal: Int, toDefault: Bool) {
    let bit = Signal.bit(signal)
    changed |= bit
    named |= bit
    defaulted = toDefault ? defaulted | bit : defaulted & ~bit
  }

  mutating func setWholeMask(blocked: Bool) {
    block = blocked ? ~Signal.reservedBits : 0
    unblock = blocked ? 0 : ~Signal.reservedBits
    maskChanged = true
  }

  /// Notes that the mask is to be set; `setMask` says how, for each signal.
  mutating func beginMask() { maskChanged = true }

  /// False if the C library reserves the signal.
  mutating func setMask(of signal: Int, blocked: Bool) -> Bool {
    let bit = Signal.bit(signal)
    guard bit & Signal.reservedBits == 0 else { return false }
    block = blocked ? block | bit : block & ~bit
    unblock = blocked ? unblock & ~bit : unblock | bit
    return true
  }
}

/// Signals by number and name, as in glibc on x86-64 and arm64: 1 to 64, of which glibc reserves 32 and 33, and counts
/// real-time signals from 34. macOS has 31, and no real-time signals.
enum Signal {
  #if os(macOS)
  static var last: Int { 31 }
  private static var child: Int { 20 }
  #else
  static var last: Int { 64 }
  private static var child: Int { 17 }
  #endif
  static var firstRealTime: Int { 34 }
  static func bit(_ signal: Int) -> UInt64 { 1 << UInt64(signal - 1) }
  static var reservedBits: UInt64 { bit(32) | bit(33) }

  /// Whether the C library reserves it: asking for its handling fails with EINVAL.
  static func isReserved(_ signal: Int) -> Bool { bit(signal) & reservedBits != 0 }

  /// The names of signals 1 to 31, in order.
  private static var names: WordIterator {
    #if os(macOS)
    WordIterator(
      """
      HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT CHLD \
      TTIN TTOU IO XCPU XFSZ VTALRM PROF WINCH INFO USR1 USR2
      """, separator: UInt8(ascii: " "))
    #else
    WordIterator(
      """
      HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP \
      TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS
      """, separator: UInt8(ascii: " "))
    #endif
  }

  /// `HUP`, `RTMIN+3`; `SIG32` if it has no name.
  static func name(of signal: Int) -> ByteBuffer {
    let middle = firstRealTime + max(last - firstRealTime, 0) / 2
    var buffer = ByteBuffer()
    switch signal {
    case 1..<32:
      var names = names
      for _ in 1..<signal { _ = names.next() }
      if let name = names.next() { buffer.write(name) }
    case firstRealTime...middle:
      buffer.write("RTMIN")
      if signal > firstRealTime {
        buffer.write(UInt8(ascii: "+"))
        buffer.write(decimal: signal - firstRealTime)
      }
    case middle...last:
      buffer.write("RTMAX")
      if signal < last { buffer.write(decimal: signal - last) }
    default:
      buffer.write("SIG", decimal: signal)
    }
    return buffer
  }

  /// The signal for a number, also in the form of a shell's `$?` (plus 128 or 256), or for a name with or without
  /// `SIG`, ignoring ASCII case; nil if it is no signal.
  static func parse(_ text: ByteString) -> Int? {
    guard !text.isEmpty else { return nil }
    var number: Int?
    if text[0].isASCIIDigit {
      // A shell that adds 256 leaves the low byte as it is; one that adds 128 stays within a byte.
      number = decimal(text).map { $0 & ($0 >= 0xFF ? 0xFF : 0x7F) }
    } else {
      number = parse(name: text)
      if number == nil, text.count > 3, text[0..<3].equalsFoldingCase("SIG") {
        let rest = text.dropFirst(3)
        number = rest[0].isASCIIDigit ? decimal(rest) : parse(name: rest)
      }
    }
    guard let number, (1...last).contains(number) else { return nil }
    return number
  }

  private static func parse(name: ByteString) -> Int? {
    var names = names
    var signal = 0
    while let candidate = names.next() {
      signal += 1
      if name.equalsFoldingCase(candidate) { return signal }
    }
    if name.equalsFoldingCase("IOT") { return 6 }
    if name.equalsFoldingCase("CLD") { return child }
    #if !os(macOS)
    if name.equalsFoldingCase("IO") { return 29 }
    #endif
    guard last > firstRealTime, name.count >= 5, let offset = offset(name.dropFirst(5)) else { return nil }
    let range = last - firstRealTime
    if name[0..<5].equalsFoldingCase("RTMIN"), (0...range).contains(offset) { return firstRealTime + offset }
    if name[0..<5].equalsFoldingCase("RTMAX"), (-range...0).contains(offset) { return last + offset }
    return nil
  }

  /// What strtol(3) accepts: white space, a sign, digits; an empty text is 0.
  private static func offset(_ text: ByteString) -> Int? {
    if text.isEmpty { return 0 }
    var start = 0
    while start < text.count, text[start].isSpace { start += 1 }
    guard start < text.count else { return nil }
    let isNegative = text[start] == UInt8(ascii: "-")
    if isNegative || text[start] == UInt8(ascii: "+") { start += 1 }
    guard let magnitude = decimal(text.dropFirst(start)) else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  /// One or more digits whose value fits in an `int`.
  private static func decimal(_ text: ByteString) -> Int? {
    guard !text.isEmpty else { return nil }
    var number = 0
    for index in text.indices {
      guard text[index].isASCIIDigit else { return nil }
      number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
      guard number <= Int(Int32.max) else { return nil }
    }
    return number
  }
}
