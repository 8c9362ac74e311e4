import Bytes
import Secrets
@testable import envscrub

/// Generates the shell completions of envscrub's command line from the table of options.  `make completions` writes the
/// files; the program itself contains none of this.
package enum Completions {
  package enum Shell: UInt8, Sendable {
    case bash, zsh, fish

    /// The shell of that name; nil if there are no completions for it.
    package init?(name: ByteString) {
      guard let number = WordIterator.number(of: name, in: "bash zsh fish") else { return nil }
      self.init(rawValue: number)
    }
  }

  package static func write(for shell: Shell, to buffer: inout ByteBuffer) {
    switch shell {
    case .bash: writeBash(to: &buffer)
    case .zsh: writeZsh(to: &buffer)
    case .fish: writeFish(to: &buffer)
    }
  }

  /// Every way to write the option, separated by `separator`: `-u`, then the long name from its shortest unique form to
  /// the whole.
  static func writeForms(of option: Option, separator: ByteString, to buffer: inout ByteBuffer) {
    let row = option.row
    var isFirst = true
    if let short = row.short {
      buffer.write("-")
      buffer.write(short)
      isFirst = false
    }
    for length in 1...row.long.count where Option.matching(row.long[0..<length]) == .option(option) {
      if !isFirst { buffer.write(separator) }
      isFirst = false
      buffer.write("--")
      buffer.write(row.long[0..<length])
    }
  }

  /// The names of signals that a user would type, separated by blanks: of the real-time signals only the first and the
  /// last.
  static func writeSignals(to buffer: inout ByteBuffer) {
    for signal in 1...Signal.last
    where signal < 32 || signal == Signal.firstRealTime || signal == Signal.last {
      if signal > 1 { buffer.write(" ") }
      Signal.name(of: signal).withBytes { buffer.write($0) }
    }
  }

  /// The groups that a pattern may be, separated by blanks.
  static func writeGroups(to buffer: inout ByteBuffer) {
    for group in Group.all {
      if group != Group.after(nil) { buffer.write(" ") }
      buffer.write(group.name)
    }
  }

  /// `text`, with `\` before each byte of `special`.
  static func write(_ text: ByteString, escaping special: ByteString, to buffer: inout ByteBuffer) {
    for index in 0..<text.count {
      if special.firstIndex(of: text[index]) != nil { buffer.write(UInt8(ascii: "\\")) }
      buffer.write(text[index])
    }
  }
}
