import CSystem

/// Signals by the kernel's numbers, 1 to 64: `rt_sigaction(2)`, `rt_sigprocmask(2)`.
package enum Signals {}

package extension Signals {
  /// SIGXFSZ, which has the same number on macOS.
  static var fileTooLarge: Int { 25 }

  static func isIgnored(_ signal: Int) throws(SystemError) -> Bool {
    try SystemError.check(ck_signal_is_ignored(Int32(signal))) == 1
  }

  /// Ignores the signal, or restores its default action.
  static func set(_ signal: Int, ignored: Bool) throws(SystemError) {
    _ = try SystemError.check(ck_signal_set_ignored(Int32(signal), ignored ? 1 : 0))
  }

  /// The mask of blocked signals, bit n-1 for signal n.
  static func mask() throws(SystemError) -> UInt64 {
    var mask: UInt64 = 0
    _ = try SystemError.check(ck_signal_mask_get(&mask))
    return mask
  }

  static func setMask(_ mask: UInt64) throws(SystemError) {
    _ = try SystemError.check(ck_signal_mask_set(mask))
  }
}
