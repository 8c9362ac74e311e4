import Bytes

/// `shells(5)`: the programs that may be login shells, one path a line.
enum ShellsFile {
  static var path: ByteString { "/etc/shells" }

  /// Whether that line names `shell`.  As in `getusershell(3)`, the path reaches from the first `/` to a blank or a
  /// `#`.
  static func line(_ line: ByteString, names shell: ByteString) -> Bool {
    guard let start = line.firstIndex(of: UInt8(ascii: "/")),
      (line.firstIndex(of: UInt8(ascii: "#")) ?? line.count) > start
    else { return false }
    var end = start
    while end < line.count, line[end] != UInt8(ascii: "#"), !line[end].isSpace { end += 1 }
    return line[start..<end] == shell
  }
}
