import Bytes
import CSystem

/// Writing to a descriptor, `write(2)`.
package enum Output: Int32, Sendable {
  case standardOutput = 1
  case standardError = 2
}

package extension Output {
  /// All of it, or the error that ended it.
  func write(_ bytes: ByteString) throws(SystemError) { try Self.write(bytes, to: rawValue) }

  /// A limit of a file's size (RLIMIT_FSIZE) is an error here like another, and not the end of the process.
  internal static func write(_ bytes: ByteString, to descriptor: Int32) throws(SystemError) {
    let wasIgnored = (try? Signals.isIgnored(Signals.fileTooLarge)) ?? true
    if !wasIgnored { try? Signals.set(Signals.fileTooLarge, ignored: true) }
    defer { if !wasIgnored { try? Signals.set(Signals.fileTooLarge, ignored: false) } }
    var rest = bytes
    while !rest.isEmpty {
      let count = ck_write(descriptor, rest.start, rest.count)
      if count < 0, SystemError(code: Int32(-count)) == .interrupted { continue }
      rest = rest.dropFirst(try SystemError.check(count))
    }
  }

  func write(_ buffer: borrowing ByteBuffer) throws(SystemError) {
    try buffer.withBytes { bytes throws(SystemError) in try write(bytes) }
  }

  /// The width of the terminal behind it in columns, 0 if that doesn't say; nil if it is none.
  var terminalColumns: Int? {
    let columns = ck_terminal_columns(rawValue)
    return columns < 0 ? nil : Int(columns)
  }

  /// The height of the terminal behind it in lines, 0 if that doesn't say; nil if it is none.
  var terminalRows: Int? {
    let rows = ck_terminal_rows(rawValue)
    return rows < 0 ? nil : Int(rows)
  }
}
