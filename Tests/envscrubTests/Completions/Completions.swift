import Bytes
import Secrets
@testable import envscrub

/// The files by which shells complete envscrub's command line, made from the table of options.  The build
/// writes them; the program itself holds none of this.
package enum Completions {
  package enum Shell: UInt8, Sendable {
    case bash, zsh, fish

    /// The shell of that name; nil where there are no completions for it.
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

  /// Every way to write the option, with `separator` between them: `-u`, then the long name from its
  /// shortest form that is still this option to the whole.
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

  /// The names of signals that a user would type, with blanks between them: of the real-time ones, the first
  /// and the last.
  static func writeSignals(to buffer: inout ByteBuffer) {
    for signal in 1...Signal.last
    where signal < 32 || signal == Signal.firstRealTime || signal == Signal.last {
      if signal > 1 { buffer.write(" ") }
      Signal.name(of: signal).withBytes { buffer.write($0) }
    }
  }

  /// The groups that a pattern may be, with blanks between them.
  static func writeGroups(to buffer: inout ByteBuffer) {
    var next = Group.after(nil)
    while let group = next {
      buffer.write(group.name)
      next = .after(group)
      if next != nil { buffer.write(" ") }
    }
  }

  /// `text`, `\` before each byte that is one of `special`.
  static func write(_ text: ByteString, escaping special: ByteString, to buffer: inout ByteBuffer) {
    for index in 0..<text.count {
      if special.firstIndex(of: text[index]) != nil { buffer.write(UInt8(ascii: "\\")) }
      buffer.write(text[index])
    }
  }
}
