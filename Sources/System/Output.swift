import Bytes
import CSystem

/// Writing to a descriptor, `write(2)`.
package enum Output: Int32, Sendable {
  case standardOutput = 1
  case standardError = 2
}

package extension Output {
  /// Writes all bytes; throws the error that ended it.
  func write(_ bytes: ByteString) throws(SystemError) { try Self.write(bytes, to: rawValue) }

  /// Exceeding the file size limit (RLIMIT_FSIZE) is an ordinary error here; it does not end the process.
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

  /// The width of the terminal in columns, 0 if it doesn't say; nil if this is no terminal.
  var terminalColumns: Int? {
    let columns = ck_terminal_columns(rawValue)
    return columns < 0 ? nil : Int(columns)
  }

  /// The height of the terminal in lines, 0 if it doesn't say; nil if this is no terminal.
  var terminalRows: Int? {
    let rows = ck_terminal_rows(rawValue)
    return rows < 0 ? nil : Int(rows)
  }
}
